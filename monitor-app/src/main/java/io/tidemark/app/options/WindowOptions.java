package io.tidemark.app.options;

import io.tidemark.app.config.Given;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.core.window.WindowSpec;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Which windows verdicts are about. */
public final class WindowOptions {
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

    /** The windows as given. */
    public WindowSpec spec() {
        return spec(WindowSpec.of(Duration.ofHours(1), Duration.ZERO), Given.ALL);
    }

    /** The windows of a monitor's file, changed as far as options outrank it. */
    WindowSpec spec(WindowSpec base, Given given) {
        Duration size = given.has("--window") ? window : Duration.ofMillis(base.sizeMs());
        Duration start = given.has("--window-offset") ? offset : Duration.ofMillis(base.offsetMs());
        return spec(size, start);
    }

    private static WindowSpec spec(Duration window, Duration offset) {
        try {
            return WindowSpec.of(window, offset);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw UserError.usage(Problem.of("--window " + DurationConverter.text(window.abs()) + " --window-offset "
                            + DurationConverter.text(offset.abs()) + " are no windows")
                    .because(String.valueOf(e.getMessage()))
                    .fix("take a window from 1s to 366d, and an offset shorter than it:"
                            + " --window 1d --window-offset 6h"));
        }
    }
}
