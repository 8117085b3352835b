package io.tidemark.app.options;

import io.tidemark.app.config.Given;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.core.config.Deduplication;
import io.tidemark.core.config.MonitorConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Windows, and the rules that judge them. Live and audit must agree on these, or nothing is comparable. */
public final class MonitorOptions {
    @Mixin
    private WindowOptions windows = new WindowOptions();

    @Mixin
    private FormOptions form = new FormOptions();

    @Option(
            names = "--rule",
            paramLabel = "CODE=LIMIT",
            split = ",",
            splitSynopsisLabel = ",",
            description = "A rule with another limit, switched on (DR003=0.1) or off (DR006=off). Repeatable.")
    private List<String> rules = new ArrayList<>();

    @Option(names = "--no-dedup", description = "Count a record each time it comes, not once.")
    private boolean countsRepeats;

    @Option(
            names = "--dedup-horizon",
            paramLabel = "DURATION",
            defaultValue = "10m",
            converter = DurationConverter.class,
            description = "How long repeats are looked for after their window has closed. Default: ${DEFAULT-VALUE}")
    private Duration horizon = Deduplication.defaults().horizon();

    /** The configuration with these windows, rules and form of captures, and default timing. */
    public MonitorConfig config() {
        return config(MonitorConfig.defaults(), Given.ALL);
    }

    /** The configuration of a monitor's file, changed as far as options outrank it. */
    public MonitorConfig config(MonitorConfig base, Given given) {
        return new MonitorConfig(
                windows.spec(base.windows(), given),
                given.has("--rule") ? RuleSettings.apply(rules, base.evaluation()) : base.evaluation(),
                base.timing(),
                duplicates(base.duplicates(), given),
                form.form(base.capture(), given));
    }

    private Deduplication duplicates(Deduplication base, Given given) {
        if (given.has("--no-dedup") && countsRepeats) {
            return Deduplication.off();
        }
        if (!given.has("--dedup-horizon")) {
            return base;
        }
        try {
            return Deduplication.defaults().withHorizon(horizon);
        } catch (IllegalArgumentException e) {
            throw UserError.usage(
                    Problem.of("--dedup-horizon " + DurationConverter.text(horizon.abs()) + " is no horizon")
                            .because(String.valueOf(e.getMessage()))
                            .fix("take a time from 0s on: --dedup-horizon 30m"));
        }
    }
}
