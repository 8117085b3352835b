package io.tidemark.app.schedule;

import io.tidemark.alerts.schedule.ScheduleRunner;
import io.tidemark.alerts.schedule.ScheduleSettings;
import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.Suggestions;
import io.tidemark.app.console.UserError;
import io.tidemark.app.kafka.KafkaOptions;
import io.tidemark.wire.avro.Fire;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Does the work of a schedule now. */
@Command(
        name = "run-now",
        header = "Do the work of a schedule now, due or not.",
        description = {"It is recorded as a run by hand and changes no time at which the schedule is due.", ""},
        footer = {
            "",
            "Exit codes: those of the work: 0 clean, 1 violations, 2 it could not be done,",
            "3 insufficient data.",
            "",
            "Examples:",
            "  tidemark schedule run-now nightly-audit -f examples/adult/schedules.yaml \\",
            "    --bootstrap localhost:9092"
        })
final class ScheduleRunNowCommand implements Callable<ExitCode> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "NAME", description = "The schedule.")
    private String name = "";

    @Option(names = "--endpoint", paramLabel = "NAME", description = "Its endpoint, if several have one of this name.")
    private @Nullable String endpoint;

    @Mixin
    private MonitorOption monitors = new MonitorOption();

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    ScheduleRunNowCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        ScheduleEntry entry = meant(monitors.entries());
        SchedulePlace place = SchedulePlace.open(kafka, List.of(entry), console);
        FireLines lines = new FireLines(console);
        Optional<ScheduleSettings> settings = place.settings();
        Fire end = settings.isPresent()
                ? ScheduleRunner.runNow(settings.get(), entry.schedule(), place.tasks(), lines)
                : new LocalSchedules(place.tasks(), lines, Clock.systemUTC()).runNow(entry.schedule());
        return Arrays.stream(ExitCode.values())
                .filter(code -> code.code() == end.getExitCode())
                .findFirst()
                .orElse(ExitCode.USAGE);
    }

    private ScheduleEntry meant(List<ScheduleEntry> entries) {
        List<ScheduleEntry> found = entries.stream()
                .filter(entry -> entry.schedule().name().equals(name))
                .filter(entry ->
                        endpoint == null || endpoint.equals(entry.schedule().endpoint()))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        List<String> names =
                entries.stream().map(entry -> entry.schedule().name()).toList();
        if (found.isEmpty()) {
            throw UserError.usage(Problem.of("no schedule is called " + name)
                    .fix(Suggestions.didYouMean(name, names)
                            .orElse("there are: " + (names.isEmpty() ? "none" : String.join(", ", names)))));
        }
        throw UserError.usage(Problem.of(found.size() + " endpoints have a schedule " + name)
                .fix("name one: --endpoint " + found.get(0).schedule().endpoint()));
    }
}
