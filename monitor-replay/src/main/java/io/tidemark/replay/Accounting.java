package io.tidemark.replay;

import io.tidemark.core.capture.Rejection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where every record of an audit went: {@code read = counted + duplicates + left out + sampled out +
 * filtered + dead letters}, always.
 *
 * @param read lines that are not blank
 * @param counted records that entered a window
 * @param rows rows of the counted records
 * @param duplicates records that repeat a counted one
 * @param leftOut records that a live run did not count and this audit therefore neither; 0 unless one is followed
 * @param sampledOut records that the configured sample leaves out
 * @param filtered records that the configured filter leaves out
 * @param deadLettered records that were refused, by reason; reasons without a record are left out
 */
public record Accounting(
        long read,
        long counted,
        long rows,
        long duplicates,
        long leftOut,
        long sampledOut,
        long filtered,
        Map<Rejection, Long> deadLettered) {
    public Accounting {
        EnumMap<Rejection, Long> ordered = new EnumMap<>(Rejection.class);
        ordered.putAll(deadLettered);
        deadLettered = Collections.unmodifiableMap(ordered);
        long refused = sum(deadLettered);
        if (read != counted + duplicates + leftOut + sampledOut + filtered + refused) {
            throw new IllegalStateException(read + " records were read, but " + counted + " counted, " + duplicates
                    + " duplicates, " + (leftOut + sampledOut + filtered) + " left out and " + refused + " refused");
        }
    }

    /** Returns the number of refused records, whatever the reason. */
    public long deadLetters() {
        return sum(deadLettered);
    }

    private static long sum(Map<Rejection, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
