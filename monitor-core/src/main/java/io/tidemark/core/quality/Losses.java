package io.tidemark.core.quality;

import io.tidemark.stats.interval.Interval;

/** Root mean squares from mean squares. */
final class Losses {
    private Losses() {}

    static Interval root(Interval square) {
        return square.isDefined() ? new Interval(Math.sqrt(square.low()), Math.sqrt(square.high())) : square;
    }
}
