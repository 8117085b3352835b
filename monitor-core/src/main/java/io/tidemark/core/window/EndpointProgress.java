package io.tidemark.core.window;

import java.util.HashMap;
import java.util.Map;

/**
 * What an intake task remembers of its endpoints beside the stored watermarks: when each was last seen, for idleness.
 */
public final class EndpointProgress {
    /** Why an endpoint beyond the most that a partition can hold is refused. */
    public static final String FULL = "this partition holds 1,000 endpoints already: declare the ones to monitor";

    private static final int MOST = 1_000;

    private final WindowSpec windows;
    private final long graceMs;
    private final Map<String, Seen> seen = new HashMap<>();

    private static final class Seen {
        private long lastRunningMs;
        private long nextCloseMs = Watermark.NONE;
    }

    /**
     * @param windows size and offset of the windows
     * @param graceMs how long after a window's end its records are still counted, in milliseconds
     */
    public EndpointProgress(WindowSpec windows, long graceMs) {
        this.windows = windows;
        this.graceMs = graceMs;
    }

    /** Forgets every endpoint: another run of the task begins, with another running time. */
    public void clear() {
        seen.clear();
    }

    /** Returns whether no further endpoint can be taken: each one is in every heartbeat. */
    public boolean isFull() {
        return seen.size() >= MOST;
    }

    /** Returns whether the endpoint was seen in this run or is in the store. */
    public boolean isKnown(String endpoint) {
        return seen.containsKey(endpoint);
    }

    /** Remembers an endpoint as seen now. */
    public void touch(String endpoint, long runningMs) {
        seen.computeIfAbsent(endpoint, e -> new Seen()).lastRunningMs = runningMs;
    }

    /** Returns whether the watermark passed the close of a window since this was last true for the endpoint. */
    public boolean crossesClose(String endpoint, long watermarkMs) {
        Seen known = seen.computeIfAbsent(endpoint, e -> new Seen());
        if (watermarkMs == Watermark.NONE || watermarkMs < known.nextCloseMs) {
            return false;
        }
        boolean crossed = known.nextCloseMs != Watermark.NONE;
        known.nextCloseMs = windows.endOf(windows.startOf(watermarkMs - graceMs)) + graceMs;
        return crossed;
    }

    /** Returns how long the endpoint has been silent, in the task's running time. */
    public long silentMs(String endpoint, long runningMs) {
        Seen known = seen.get(endpoint);
        return known == null ? runningMs : runningMs - known.lastRunningMs;
    }
}
