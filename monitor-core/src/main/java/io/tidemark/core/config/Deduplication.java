package io.tidemark.core.config;

import java.time.Duration;

/**
 * Whether and how long repeats of a record are looked for.
 *
 * @param isOn whether a repeat is left out; off, it is counted again, so this belongs to the configuration's identity
 * @param horizon how long an event time stays known beyond the end and grace of its window; not negative. It decides
 *     only about records whose window has closed on their own partition, so it is no part of the identity
 * @param mostIds most records that the input tasks of a process know together, at least 1; 21 to 43 bytes each on the
 *     heap, 16 in the store
 */
public record Deduplication(boolean isOn, Duration horizon, int mostIds) {
    public Deduplication {
        if (horizon.isNegative()) {
            throw new IllegalArgumentException("dedup horizon = " + horizon + " is negative");
        }
        if (mostIds < 1) {
            throw new IllegalArgumentException("mostIds = " + mostIds + " is not at least 1");
        }
    }

    /** Returns: on, 10 min, ten million records. */
    public static Deduplication defaults() {
        return new Deduplication(true, Duration.ofMinutes(10), 10_000_000);
    }

    /** Returns these settings with another horizon. */
    public Deduplication withHorizon(Duration other) {
        return new Deduplication(isOn, other, mostIds);
    }

    /** Returns: repeats count as often as they come. */
    public static Deduplication off() {
        return new Deduplication(false, Duration.ZERO, 1);
    }
}
