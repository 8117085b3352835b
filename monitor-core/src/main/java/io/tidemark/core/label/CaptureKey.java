package io.tidemark.core.label;

import java.util.Comparator;

/**
 * Which captured record of a join id: records that agree in it are one.
 *
 * @param timeMs its event time in epoch milliseconds
 * @param endpoint who answered
 * @param variant its variant
 */
record CaptureKey(long timeMs, String endpoint, String variant) implements Comparable<CaptureKey> {
    private static final Comparator<CaptureKey> ORDER = Comparator.comparingLong(CaptureKey::timeMs)
            .thenComparing(CaptureKey::endpoint)
            .thenComparing(CaptureKey::variant);

    @Override
    public int compareTo(CaptureKey other) {
        return ORDER.compare(this, other);
    }
}
