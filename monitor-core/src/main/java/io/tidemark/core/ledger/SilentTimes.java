package io.tidemark.core.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * When a stretch of input may have counted as silent, by append times: from some time after one record until the next.
 * Mutable.
 */
final class SilentTimes {
    private final long silenceMs;
    private final List<Span> spans = new ArrayList<>();
    private long lastMs = Long.MIN_VALUE;

    /** From a time to another, both included. */
    record Span(long fromMs, long toMs) {
        boolean meets(long firstMs, long lastMs) {
            return fromMs <= lastMs && toMs >= firstMs;
        }
    }

    /**
     * @param silenceMs how long an input must be silent to count as such; a tenth less is taken for it, since the clocks
     *     of broker and application are not one
     */
    SilentTimes(long silenceMs) {
        this.silenceMs = silenceMs - silenceMs / 10;
    }

    /** Takes the append time of the next record. */
    void saw(long appendMs) {
        if (lastMs == Long.MIN_VALUE) {
            spans.add(new Span(Long.MIN_VALUE, appendMs));
        } else if (appendMs - lastMs >= silenceMs) {
            spans.add(new Span(lastMs + silenceMs, appendMs));
        }
        lastMs = Math.max(lastMs, appendMs);
    }

    /** Returns all of them, with the silence behind the last record. */
    List<Span> all() {
        List<Span> whole = new ArrayList<>(spans);
        long from = lastMs == Long.MIN_VALUE ? Long.MIN_VALUE : lastMs + silenceMs;
        whole.add(new Span(from, Long.MAX_VALUE));
        return whole;
    }

    /** Returns when both were silent. */
    static List<Span> both(SilentTimes one, SilentTimes other) {
        List<Span> both = new ArrayList<>();
        for (Span a : one.all()) {
            for (Span b : other.all()) {
                long from = Math.max(a.fromMs(), b.fromMs());
                long to = Math.min(a.toMs(), b.toMs());
                if (from <= to) {
                    both.add(new Span(from, to));
                }
            }
        }
        return both;
    }
}
