package io.tidemark.streams.processor;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.window.Watermark;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** How far the windows of an endpoint are closed, and the last window with records of each variant. Mutable. */
final class Closing {
    private static final int VERSION = 1;

    private final TreeMap<String, Long> lastStarts = new TreeMap<>();
    private long closedThroughMs = Watermark.NONE;

    /** Returns the end up to which every window is closed: one that ends here or before takes no more records. */
    long closedThroughMs() {
        return closedThroughMs;
    }

    /** Moves the end forward; returns whether it moved. */
    boolean advanceTo(long endMs) {
        if (endMs <= closedThroughMs) {
            return false;
        }
        closedThroughMs = endMs;
        return true;
    }

    /** Notes a window with records; returns the start of the one before it, if there was one. */
    OptionalLong replaceLast(String variant, long startMs) {
        Long before = lastStarts.put(variant, startMs);
        return before == null ? OptionalLong.empty() : OptionalLong.of(before);
    }

    byte[] encode() {
        CanonicalOutput out = new CanonicalOutput(64);
        out.putByte(VERSION).putLong(closedThroughMs).putVarint(lastStarts.size());
        for (Map.Entry<String, Long> last : lastStarts.entrySet()) {
            out.putText(last.getKey()).putLong(last.getValue());
        }
        return out.toByteArray();
    }

    static Closing decode(byte[] bytes) {
        CanonicalInput in = new CanonicalInput(bytes);
        in.expectVersion(VERSION, "stored closing");
        Closing closing = new Closing();
        closing.closedThroughMs = in.getLong();
        long count = in.getVarint();
        for (long i = 0; i < count; i++) {
            closing.lastStarts.put(in.getText(), in.getLong());
        }
        return closing;
    }
}
