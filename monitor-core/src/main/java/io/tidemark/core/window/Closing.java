package io.tidemark.core.window;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** How far the windows of an endpoint are closed, and the last window with records of each variant. Mutable. */
public final class Closing {
    private static final int VERSION = 1;

    /** Variants remembered for the gaps between their windows; a variant is client data, so there must be an end. */
    private static final int MOST_VARIANTS = 1_000;

    private final WindowSpec windows;
    private final TreeMap<String, Long> lastStarts = new TreeMap<>();
    private long closedThroughMs = Watermark.NONE;

    /** Returns the state of an endpoint of which nothing is closed yet. */
    public Closing(WindowSpec windows) {
        this.windows = windows;
    }

    /**
     * Refuses windows of another size or offset: what is stored was counted in these.
     *
     * @param endpoint whose windows they are
     * @param wanted the configured windows
     * @throws WindowsChangedException if they are others
     */
    public void requireWindows(String endpoint, WindowSpec wanted) {
        if (!windows.equals(wanted)) {
            throw new WindowsChangedException("endpoint '" + endpoint + "': the stored windows are " + windows
                    + ", the configured ones " + wanted + ": keep the old ones for this endpoint, or give"
                    + " --application-id a new name to start with other windows");
        }
    }

    /** Returns the end up to which every window is closed: one that ends here or before takes no more records. */
    public long closedThroughMs() {
        return closedThroughMs;
    }

    /** Moves the end forward; returns whether it moved. */
    public boolean advanceTo(long endMs) {
        if (endMs <= closedThroughMs) {
            return false;
        }
        closedThroughMs = endMs;
        return true;
    }

    /** Notes a window with records; returns the start of the one before it, if there was one. */
    public OptionalLong replaceLast(String variant, long startMs) {
        Long before = lastStarts.put(variant, startMs);
        if (lastStarts.size() > MOST_VARIANTS) {
            lastStarts.remove(Collections.min(lastStarts.entrySet(), Map.Entry.comparingByValue())
                    .getKey());
        }
        return before == null ? OptionalLong.empty() : OptionalLong.of(before);
    }

    /** Returns another one that stands where this one does. */
    public Closing copy() {
        return decode(encode());
    }

    /** Writes the state behind a version byte. */
    public byte[] encode() {
        CanonicalOutput out = new CanonicalOutput(64);
        out.putByte(VERSION).putLong(windows.sizeMs()).putLong(windows.offsetMs());
        out.putLong(closedThroughMs).putVarint(lastStarts.size());
        for (Map.Entry<String, Long> last : lastStarts.entrySet()) {
            out.putText(last.getKey()).putLong(last.getValue());
        }
        return out.toByteArray();
    }

    /** Reads what {@link #encode} wrote. */
    public static Closing decode(byte[] bytes) {
        CanonicalInput in = new CanonicalInput(bytes);
        in.expectVersion(VERSION, "stored closing");
        Closing closing = new Closing(new WindowSpec(in.getLong(), in.getLong()));
        closing.closedThroughMs = in.getLong();
        long count = in.getVarint();
        for (long i = 0; i < count; i++) {
            closing.lastStarts.put(in.getText(), in.getLong());
        }
        return closing;
    }
}
