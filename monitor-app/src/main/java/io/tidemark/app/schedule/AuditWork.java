package io.tidemark.app.schedule;

import io.tidemark.alerts.schedule.ScheduledWork;
import io.tidemark.alerts.schedule.WorkResult;
import io.tidemark.app.audit.PublishedBaselines;
import io.tidemark.app.audit.ScheduledAudit;
import io.tidemark.app.file.MonitorFile;
import io.tidemark.app.options.BaselineFile;
import io.tidemark.app.options.ModelFile;
import io.tidemark.baseline.BaselineHistory;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.window.WindowKey;
import io.tidemark.replay.AuditPlan;
import io.tidemark.replay.CaptureFolder;
import io.tidemark.replay.CaptureNames;
import io.tidemark.replay.ModelPlan;
import io.tidemark.replay.OutputFolder;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.Fire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Audits captured files and leaves a folder with the report, whose summary is written last. */
final class AuditWork implements ScheduledWork {
    private final Task.AuditTask task;
    private final MonitorFile monitor;
    private final Supplier<BaselineHistory> published;
    private final Clock clock;

    /**
     * @param published reads what was published; not asked if the task has a file
     */
    AuditWork(Task.AuditTask task, MonitorFile monitor, Supplier<BaselineHistory> published, Clock clock) {
        this.task = task;
        this.monitor = monitor;
        this.published = published;
        this.clock = clock;
    }

    @Override
    public WorkResult run(Fire fire, Optional<Fire> lastDone) throws InterruptedException {
        Path report = task.out().resolve(folderName(fire));
        try {
            AuditPlan plan = plan().withOutput(new OutputFolder(report, false));
            ScheduledAudit.Outcome outcome = ScheduledAudit.run(plan, task.failOn());
            return WorkResult.done(outcome.exitCode().code(), outcome.text() + "; report in " + report);
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return WorkResult.failed(2, "captures cannot be read, or the report not written: " + why);
        }
    }

    /** The time at which it was due, in letters that every file system takes. */
    static String folderName(Fire fire) {
        return Instant.ofEpochMilli(fire.getDue()).toString().replace(':', '-');
    }

    private AuditPlan plan() throws IOException {
        CaptureNames names = names();
        Optional<Path> file = task.baseline();
        if (file.isPresent()) {
            Baseline baseline = new BaselineFile(file.get()).read();
            return plan(names, baseline).withModel(model(Optional.empty()).orElse(null));
        }
        Optional<Instant> moment = task.asOf().equals(ScheduleEntry.EACH_WINDOW)
                ? Optional.empty()
                : Optional.of(Instant.parse(task.asOf()));
        PublishedBaselines active = new PublishedBaselines(published.get(), moment);
        WindowKey newest = new WindowKey(monitor.endpoint(), Topics.DEFAULT_VARIANT, Long.MAX_VALUE);
        Baseline baseline = active.of(newest)
                .orElseThrow(() ->
                        new IllegalArgumentException("endpoint " + monitor.endpoint() + " has no published baseline"));
        return plan(names, baseline)
                .withModel(model(active.ofModel(newest)).orElse(null))
                .withActive(task.model().isPresent() ? null : active);
    }

    private AuditPlan plan(CaptureNames names, Baseline baseline) {
        return AuditPlan.of(task.captures(), baseline, monitor.config(), clock.instant())
                .withNames(names);
    }

    /** Files whose paths do not name an endpoint are those of the monitor's. */
    private CaptureNames names() throws IOException {
        CaptureNames fromPath = new CaptureNames(null, task.variant().orElse(null));
        try {
            Set<String> endpoints =
                    CaptureFolder.open(task.captures(), fromPath).endpoints();
            if (!Set.of(monitor.endpoint()).containsAll(endpoints)) {
                throw new IOException(task.captures() + " holds captures of " + String.join(", ", endpoints)
                        + ", and this monitor is of " + monitor.endpoint());
            }
            return fromPath;
        } catch (IllegalArgumentException e) {
            return new CaptureNames(monitor.endpoint(), task.variant().orElse(null));
        }
    }

    private Optional<ModelPlan> model(Optional<ModelBaseline> active) {
        Optional<ModelBaseline> given = task.model().map(file -> new ModelFile(file).read());
        Optional<ModelBaseline> judge = given.or(() -> task.groundTruth().isPresent() ? active : Optional.empty());
        return judge.map(baseline -> ModelPlan.of(baseline, monitor.model()))
                .map(plan -> task.groundTruth()
                        .map(labels -> plan.withGroundTruth(labels, null))
                        .orElse(plan));
    }
}
