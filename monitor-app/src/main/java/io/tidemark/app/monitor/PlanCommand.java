package io.tidemark.app.monitor;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.app.file.MonitorFile;
import io.tidemark.app.file.MonitorFileOption;
import io.tidemark.app.format.Format;
import io.tidemark.app.format.FormatOption;
import io.tidemark.app.kafka.KafkaOptions;
import io.tidemark.app.options.BaselineOption;
import io.tidemark.core.baseline.Baseline;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what monitors would change, cost and find. */
@Command(
        name = "plan",
        header = "Say what monitors as files would change, what they cost and which shifts they find.",
        description = {
            "With Kafka named, what the files say is compared with what runs. With a baseline, it says what open",
            "windows hold and the smallest change that each rule is certain to find. Nothing is changed.",
            ""
        },
        abbreviateSynopsis = true,
        footer = {
            "",
            "Exit codes: 0 planned, 2 a file is wrong, 4 Kafka does not answer.",
            "",
            "Examples:",
            "  tidemark plan -f examples/adult/monitor.yaml",
            "  tidemark baseline examples/adult/train.csv --label income -o adult.json",
            "  tidemark plan -f examples/adult/monitor.yaml -b adult.json \\",
            "    --records-per-window 500",
            "  tidemark plan -f examples/adult/monitor.yaml -b adult.json \\",
            "    --bootstrap localhost:9092"
        })
public final class PlanCommand implements Callable<ExitCode> {
    private final Console console;

    @Mixin
    private MonitorFileOption file = new MonitorFileOption();

    @Mixin
    private BaselineOption baseline = new BaselineOption();

    @Option(
            names = "--records-per-window",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Records that a window is expected to have. Default: ${DEFAULT-VALUE}")
    private long records = 1_000;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    PlanCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        Format form = format.chosen(EnumSet.of(Format.TABLE, Format.JSON));
        if (records < 1) {
            throw UserError.usage(Problem.of("--records-per-window " + records + " is not at least 1"));
        }
        if (!file.isGiven()) {
            throw UserError.usage(Problem.of("no monitor given").fix("tidemark plan -f monitor.yaml"));
        }
        List<MonitorFile> monitors = file.monitors();
        @Nullable Baseline against = baseline.given().orElse(null);
        @Nullable LiveState live = kafka.isGiven() ? LiveState.read(kafka.client(), kafka.topics()) : null;
        List<MonitorPlan> plans = monitors.stream()
                .map(monitor -> new MonitorPlan(monitor, against, live, records))
                .toList();
        if (form == Format.JSON) {
            console.out().println(PlanText.json(plans));
        } else {
            plans.forEach(plan -> PlanText.print(plan, console));
        }
        console.out().flush();
        return ExitCode.CLEAN;
    }
}
