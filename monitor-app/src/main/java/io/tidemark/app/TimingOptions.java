package io.tidemark.app;

import io.tidemark.core.config.MonitorConfig.Timing;
import java.time.Duration;
import picocli.CommandLine.Option;

/** When live windows close. */
final class TimingOptions {
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

    Timing timing() {
        if (grace.isNegative() || idleTimeout.isNegative()) {
            throw UserError.usage(Problem.of("--grace and --idle-timeout must not be negative"));
        }
        return new Timing(grace, idleTimeout, Timing.defaults().future());
    }
}
