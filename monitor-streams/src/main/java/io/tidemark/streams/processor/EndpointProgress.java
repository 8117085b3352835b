package io.tidemark.streams.processor;

import io.tidemark.core.window.Watermark;
import io.tidemark.core.window.WindowSpec;
import java.util.HashMap;
import java.util.Map;

/** What an intake task remembers of its endpoints beside the stored watermarks: when each was last seen, for idleness. */
final class EndpointProgress {
    private final WindowSpec windows;
    private final long graceMs;
    private final Map<String, Seen> seen = new HashMap<>();

    private static final class Seen {
        private long lastRunningMs;
        private long nextCloseMs = Watermark.NONE;
    }

    EndpointProgress(WindowSpec windows, long graceMs) {
        this.windows = windows;
        this.graceMs = graceMs;
    }

    /** Forgets every endpoint: another run of the task begins, with another running time. */
    void clear() {
        seen.clear();
    }

    /** Remembers an endpoint as seen now. */
    void touch(String endpoint, long runningMs) {
        seen.computeIfAbsent(endpoint, e -> new Seen()).lastRunningMs = runningMs;
    }

    /** Returns whether the watermark passed the close of a window since this was last true for the endpoint. */
    boolean crossesClose(String endpoint, long watermarkMs) {
        Seen known = seen.computeIfAbsent(endpoint, e -> new Seen());
        if (watermarkMs == Watermark.NONE || watermarkMs < known.nextCloseMs) {
            return false;
        }
        boolean crossed = known.nextCloseMs != Watermark.NONE;
        known.nextCloseMs = windows.endOf(windows.startOf(watermarkMs - graceMs)) + graceMs;
        return crossed;
    }

    /** Returns how long the endpoint has been silent, in the task's running time. */
    long silentMs(String endpoint, long runningMs) {
        Seen known = seen.get(endpoint);
        return known == null ? runningMs : runningMs - known.lastRunningMs;
    }
}
