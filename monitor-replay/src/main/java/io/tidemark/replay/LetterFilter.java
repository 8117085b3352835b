package io.tidemark.replay;

import io.tidemark.wire.avro.DeadLetter;
import java.time.Instant;
import java.util.Set;

/**
 * Which dead letters are meant.
 *
 * @param reasons wire names of reasons; empty for all
 * @param endpoints names of endpoints; empty for all
 * @param since the earliest time at which a letter was written
 */
public record LetterFilter(Set<String> reasons, Set<String> endpoints, Instant since) {
    public LetterFilter {
        reasons = Set.copyOf(reasons);
        endpoints = Set.copyOf(endpoints);
    }

    /** Returns the filter that takes every letter. */
    public static LetterFilter all() {
        return new LetterFilter(Set.of(), Set.of(), Instant.EPOCH);
    }

    boolean takes(DeadLetter letter, long writtenMs) {
        return (reasons.isEmpty() || reasons.contains(letter.getReason()))
                && (endpoints.isEmpty() || endpoints.contains(letter.getEndpoint()))
                && writtenMs >= since.toEpochMilli();
    }
}
