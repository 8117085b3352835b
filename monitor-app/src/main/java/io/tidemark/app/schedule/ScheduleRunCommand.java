package io.tidemark.app.schedule;

import io.tidemark.alerts.schedule.Schedule;
import io.tidemark.alerts.schedule.ScheduleRunner;
import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Figures;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.StopSignal;
import io.tidemark.app.console.UserError;
import io.tidemark.app.kafka.KafkaOptions;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs schedules until it is stopped. */
@Command(
        name = "run",
        header = "Run schedules until Ctrl-C, each time once however many instances run.",
        description = {
            "Without a Kafka only audits by a baseline's file can run, one process must do it, and what it did is",
            "forgotten when it ends.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  tidemark schedule run --help",
            "  tidemark schedule list -f examples/adult/schedules.yaml"
        })
final class ScheduleRunCommand implements Callable<ExitCode> {
    private static final long PAUSE_NANOS = 200_000_000;

    private final Console console;

    @Mixin
    private MonitorOption monitors = new MonitorOption();

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    ScheduleRunCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        List<ScheduleEntry> entries = monitors.entries();
        if (entries.isEmpty()) {
            throw UserError.usage(Problem.of("there is nothing to run: no schedule in these files")
                    .fix("add schedules: with a name, a cron and an audit or a baseline"));
        }
        SchedulePlace place = SchedulePlace.open(kafka, entries, console);
        List<Schedule> schedules = entries.stream().map(ScheduleEntry::schedule).toList();
        FireLines lines = new FireLines(console);
        console.say("running " + Figures.count(schedules.size(), "schedule"));
        try (StopSignal stop = StopSignal.listening()) {
            if (place.settings().isPresent()) {
                try (ScheduleRunner runner =
                        ScheduleRunner.start(place.settings().get(), schedules, place.tasks(), lines)) {
                    while (!stop.isStopped() && runner.isRunning()) {
                        LockSupport.parkNanos(PAUSE_NANOS);
                    }
                }
            } else {
                LocalSchedules local = new LocalSchedules(place.tasks(), lines, Clock.systemUTC());
                while (!stop.isStopped()) {
                    local.advance(schedules);
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
            if (!stop.isStopped()) {
                console.error(Problem.of("schedules are not run any more").because("see the log above"));
                return ExitCode.INTERNAL;
            }
            return ExitCode.INTERRUPTED;
        }
    }
}
