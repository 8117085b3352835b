package io.tidemark.core.window;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.util.Arrays;

/**
 * The watermark of one input partition and endpoint: the eighth largest event time seen, so that up to seven records
 * with a wrong clock do not move it. Until eight records were seen it stands at {@link #NONE}. It never falls.
 *
 * <p>The end of a replay raises it by a floor: {@link #raiseTo}. Mutable; not thread-safe.
 */
public final class Watermark {
    /** No statement yet: before every event time. */
    public static final long NONE = Long.MIN_VALUE;

    private static final int RANK = 8;
    private static final int VERSION = 1;

    /** Ascending; the first is the eighth largest. */
    private final long[] largest = new long[RANK];

    private long floor = NONE;

    public Watermark() {
        Arrays.fill(largest, NONE);
    }

    /** Takes the event time of one record into account. */
    public void observe(long eventTimeMs) {
        if (eventTimeMs <= largest[0]) {
            return;
        }
        int i = 1;
        while (i < RANK && largest[i] < eventTimeMs) {
            largest[i - 1] = largest[i];
            i++;
        }
        largest[i - 1] = eventTimeMs;
    }

    /** Lifts the watermark to at least this time, as the control record at the end of a replay does. */
    public void raiseTo(long timeMs) {
        floor = Math.max(floor, timeMs);
    }

    /** Returns the watermark in epoch milliseconds, or {@link #NONE}. */
    public long value() {
        return Math.max(largest[0], floor);
    }

    /** Writes the state behind a version byte. */
    public byte[] encode() {
        CanonicalOutput out = new CanonicalOutput(8 * (RANK + 1) + 1);
        out.putByte(VERSION).putLong(floor);
        for (long time : largest) {
            out.putLong(time);
        }
        return out.toByteArray();
    }

    /** Reads what {@link #encode} wrote. */
    public static Watermark decode(byte[] bytes) {
        CanonicalInput in = new CanonicalInput(bytes);
        in.expectVersion(VERSION, "stored watermark");
        Watermark watermark = new Watermark();
        watermark.floor = in.getLong();
        for (int i = 0; i < RANK; i++) {
            watermark.largest[i] = in.getLong();
        }
        in.expectEnd();
        return watermark;
    }
}
