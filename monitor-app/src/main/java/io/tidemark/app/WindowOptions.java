package io.tidemark.app;

import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.window.WindowSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which windows verdicts are about, and by which rules. Live and audit must agree on these, or nothing is comparable. */
final class WindowOptions {
    @Option(
            names = "--window",
            paramLabel = "DURATION",
            defaultValue = "1h",
            converter = DurationConverter.class,
            description = "Length of a window: 1h, 90m, 7d, PT1H. Default: ${DEFAULT-VALUE}")
    private Duration window = Duration.ofHours(1);

    @Option(
            names = "--window-offset",
            paramLabel = "DURATION",
            defaultValue = "0h",
            converter = DurationConverter.class,
            description = "When windows begin, after midnight UTC. Default: ${DEFAULT-VALUE}")
    private Duration offset = Duration.ZERO;

    @Option(
            names = "--rule",
            paramLabel = "CODE=LIMIT",
            description = "A rule with another limit, switched on (DR003=0.1) or off (DR006=off). Repeatable.")
    private List<String> rules = new ArrayList<>();

    /** The configuration with these windows and rules, and default timing. */
    MonitorConfig config() {
        MonitorConfig config = windows();
        return config.withEvaluation(RuleSettings.apply(rules, config.evaluation()));
    }

    private MonitorConfig windows() {
        try {
            return MonitorConfig.of(WindowSpec.of(window, offset));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw UserError.usage(
                    Problem.of("--window " + DurationConverter.text(window.abs()) + " --window-offset "
                                    + DurationConverter.text(offset.abs()) + " are no windows")
                            .because(String.valueOf(e.getMessage()))
                            .fix(
                                    "take a window from 1s to 366d, and an offset shorter than it: --window 1d --window-offset 6h"));
        }
    }
}
