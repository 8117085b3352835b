package io.tidemark.app.options;

import io.tidemark.app.config.Given;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.core.config.MonitorConfig.Timing;
import java.time.Duration;
import picocli.CommandLine.Option;

/** When live windows close. */
public final class TimingOptions {
    @Option(
            names = "--grace",
            paramLabel = "DURATION",
            defaultValue = "10m",
            converter = DurationConverter.class,
            description = "How long after its end a window takes late records. Default: ${DEFAULT-VALUE}")
    private Duration grace = Duration.ofMinutes(10);

    @Option(
            names = "--idle-timeout",
            paramLabel = "DURATION",
            defaultValue = "2m",
            converter = DurationConverter.class,
            description = "How long a partition is silent before the others close windows without it."
                    + " Default: ${DEFAULT-VALUE}")
    private Duration idleTimeout = Duration.ofMinutes(2);

    /** Grace and idle time-out as given, and the default tolerance for future event times. */
    public Timing timing() {
        return timing(Timing.defaults(), Given.ALL);
    }

    /** The timing of a monitor's file, changed as far as options outrank it. */
    public Timing timing(Timing base, Given given) {
        if (grace.isNegative() || idleTimeout.isNegative()) {
            throw UserError.usage(Problem.of("--grace and --idle-timeout must not be negative"));
        }
        return new Timing(
                given.has("--grace") ? grace : base.grace(),
                given.has("--idle-timeout") ? idleTimeout : base.idleTimeout(),
                base.future());
    }
}
