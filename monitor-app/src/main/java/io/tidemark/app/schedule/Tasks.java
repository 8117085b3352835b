package io.tidemark.app.schedule;

import io.tidemark.alerts.schedule.ScheduledWork;
import io.tidemark.alerts.schedule.WorkResult;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.baseline.BaselineHistory;
import io.tidemark.wire.avro.Fire;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Does whatever the schedule of a fire is for. */
final class Tasks implements ScheduledWork {
    private final List<ScheduleEntry> entries;
    private final BaselineWork.@Nullable Place place;
    private final Clock clock;

    /**
     * @param place where Kafka is, or null if no task needs it
     */
    Tasks(List<ScheduleEntry> entries, BaselineWork.@Nullable Place place, Clock clock) {
        this.entries = List.copyOf(entries);
        this.place = place;
        this.clock = clock;
    }

    @Override
    public WorkResult run(Fire fire, Optional<Fire> lastDone) throws InterruptedException {
        ScheduleEntry entry = entries.stream()
                .filter(each -> each.schedule().endpoint().equals(fire.getEndpoint())
                        && each.schedule().name().equals(fire.getSchedule()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no schedule " + fire.getSchedule()));
        try {
            return work(entry).run(fire, lastDone);
        } catch (UserError error) {
            String text = error.problems().stream().map(Problem::toString).collect(Collectors.joining("; "));
            return WorkResult.failed(error.exitCode().code(), text);
        }
    }

    private ScheduledWork work(ScheduleEntry entry) {
        if (entry.task() instanceof Task.AuditTask audit) {
            return new AuditWork(audit, entry.monitor(), this::history, clock);
        }
        if (entry.task() instanceof Task.BaselineTask baseline) {
            return new BaselineWork(baseline, entry.monitor(), onKafka());
        }
        throw new AssertionError(entry.task());
    }

    private BaselineHistory history() {
        return BaselineHistory.read(onKafka().client(), onKafka().topics());
    }

    private BaselineWork.Place onKafka() {
        BaselineWork.Place known = place;
        if (known == null) {
            throw new IllegalStateException("this schedule needs Kafka");
        }
        return known;
    }
}
