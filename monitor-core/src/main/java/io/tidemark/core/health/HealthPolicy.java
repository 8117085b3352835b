package io.tidemark.core.health;

import java.time.Duration;

/**
 * When the monitor's own figures are a trouble.
 *
 * @param silence how long an endpoint that had traffic may go without a window that has records, by the time at which
 *     reports are appended
 * @param stall how long records may come without any window closing
 * @param deadLetterShare share of the records read since the last check that may be dead letters, in [0, 1]
 * @param deadLetterLeast dead letters since the last check below which nothing is said, at least 1
 * @param coverageFall a final window's label coverage below this share of what is usual is a fall, in [0, 1]
 * @param coverageWindows how many final windows make what is usual, at least 3
 */
public record HealthPolicy(
        Duration silence,
        Duration stall,
        double deadLetterShare,
        long deadLetterLeast,
        double coverageFall,
        int coverageWindows) {
    private static final HealthPolicy DEFAULTS =
            new HealthPolicy(Duration.ofHours(3), Duration.ofHours(3), 0.01, 20, 0.5, 8);

    public HealthPolicy {
        requirePositive("silence", silence);
        requirePositive("stall", stall);
        requireShare("deadLetterShare", deadLetterShare);
        requireShare("coverageFall", coverageFall);
        if (deadLetterLeast < 1) {
            throw new IllegalArgumentException("deadLetterLeast = " + deadLetterLeast + " is not at least 1");
        }
        if (coverageWindows < 3) {
            throw new IllegalArgumentException("coverageWindows = " + coverageWindows + " is not at least 3");
        }
    }

    /** Returns three hours of silence or standstill, 1 % dead letters from 20 on, half the coverage of eight windows. */
    public static HealthPolicy defaults() {
        return DEFAULTS;
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " = " + value + " is not positive");
        }
    }

    private static void requireShare(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " = " + value + " is not in [0, 1]");
        }
    }
}
