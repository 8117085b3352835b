package io.tidemark.core.window;

import java.time.Duration;
import java.time.Instant;

/**
 * Tumbling windows of event time, half open: {@code [start, start + size)}, aligned to the epoch in UTC plus an offset.
 *
 * @param sizeMs length of a window in milliseconds, at least 1,000
 * @param offsetMs shift of the alignment in milliseconds, in [0, sizeMs)
 */
public record WindowSpec(long sizeMs, long offsetMs) {
    private static final long MIN_SIZE_MS = 1_000;
    private static final long MAX_SIZE_MS = Duration.ofDays(366).toMillis();

    public WindowSpec {
        if (sizeMs < MIN_SIZE_MS || sizeMs > MAX_SIZE_MS) {
            throw new IllegalArgumentException("window = " + Duration.ofMillis(sizeMs) + " is not in [1s, 366d]");
        }
        if (offsetMs < 0 || offsetMs >= sizeMs) {
            throw new IllegalArgumentException("window-offset = " + Duration.ofMillis(offsetMs) + " is not in [0, "
                    + Duration.ofMillis(sizeMs) + ")");
        }
    }

    /** Returns windows of the given size and offset. */
    public static WindowSpec of(Duration size, Duration offset) {
        return new WindowSpec(size.toMillis(), offset.toMillis());
    }

    /** Returns the start of the window that holds an event time; a time exactly at a start belongs to that window. */
    public long startOf(long eventTimeMs) {
        return Math.floorDiv(eventTimeMs - offsetMs, sizeMs) * sizeMs + offsetMs;
    }

    /** Returns the exclusive end of the window with this start. */
    public long endOf(long windowStartMs) {
        return windowStartMs + sizeMs;
    }

    /** Returns the smallest window start that is not before an instant. */
    public long startAtOrAfter(long timeMs) {
        long start = startOf(timeMs);
        return start == timeMs ? start : start + sizeMs;
    }

    /** Returns {@code start/end} in ISO form, for people. */
    public String describe(long windowStartMs) {
        return Instant.ofEpochMilli(windowStartMs) + "/" + Instant.ofEpochMilli(endOf(windowStartMs));
    }
}
