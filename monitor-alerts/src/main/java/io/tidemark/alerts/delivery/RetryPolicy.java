package io.tidemark.alerts.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.CRC32;

/**
 * When to try again: after {@code first}, then twice as long each time up to {@code longest}, each shortened by up to half
 * (so that senders do not come in step), until {@code giveUpAfter} has passed since the first attempt. What shortens is a
 * hash of the body's id and the attempt: no chance, so a test can foretell it.
 *
 * @param first before the second attempt, positive
 * @param longest between two attempts, at least {@code first}
 * @param giveUpAfter since the first attempt
 */
public record RetryPolicy(Duration first, Duration longest, Duration giveUpAfter) {
    /** One second, doubling up to a quarter of an hour, for a day. */
    public static final RetryPolicy DEFAULT =
            new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofHours(24));

    private static final int MOST_DOUBLINGS = 30;

    public RetryPolicy {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0 || giveUpAfter.isNegative()) {
            throw new IllegalArgumentException("first = " + first + " must be positive and at most longest = " + longest
                    + ", giveUpAfter = " + giveUpAfter + " not negative");
        }
    }

    /**
     * Returns how long to wait after a failure, in milliseconds; in (full/2, full].
     *
     * @param id identity of the body
     * @param failures attempts that failed so far, at least 1
     */
    public long delayMs(String id, int failures) {
        int doublings = Math.min(failures - 1, MOST_DOUBLINGS);
        long full = Math.min(longest.toMillis(), first.toMillis() << doublings);
        CRC32 hash = new CRC32();
        hash.update((id + "#" + failures).getBytes(StandardCharsets.UTF_8));
        return full - full * (hash.getValue() & 0xFFFF) / 0x20000;
    }
}
