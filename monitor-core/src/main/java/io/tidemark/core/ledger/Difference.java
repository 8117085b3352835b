package io.tidemark.core.ledger;

import io.tidemark.core.window.WindowKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing on which the ledger and the topics do not agree.
 *
 * @param figure what was recomputed, for example {@code parsed} or {@code counted + late}
 * @param recomputed the number that the topics give
 * @param accounted the number that was accounted for
 * @param window the window, or null if it is about a partition
 * @param offsets where the records behind it lie, by input partition
 * @param detail what it means, for people
 */
public record Difference(
        String figure,
        long recomputed,
        long accounted,
        @Nullable WindowKey window,
        List<Span> offsets,
        String detail) {
    public Difference {
        offsets = List.copyOf(offsets);
    }

    /**
     * A range of offsets.
     *
     * @param partition the input partition
     * @param from the first
     * @param to the last, inclusive
     */
    public record Span(int partition, long from, long to) {}

    static Difference of(String figure, long recomputed, long accounted, Span where, String detail) {
        return new Difference(figure, recomputed, accounted, null, List.of(where), detail);
    }
}
