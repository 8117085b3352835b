package io.tidemark.core.window;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What an intake task remembers of its endpoints beside the stored watermarks: when each was last seen, for idleness.
 */
public final class EndpointProgress {
    /** Why an endpoint beyond the most that a partition can hold is refused. */
    public static final String FULL = "this partition holds 1,000 endpoints already: declare the ones to monitor";

    private static final int MOST = 1_000;

    private final Function<String, ClosingTerms> terms;
    private final Map<String, Seen> seen = new HashMap<>();

    private static final class Seen {
        private long lastRunningMs;
        private long nextCloseMs = Watermark.NONE;
    }

    /**
     * @param terms when the windows of an endpoint close; asked for endpoints whose watermark moves
     */
    public EndpointProgress(Function<String, ClosingTerms> terms) {
        this.terms = terms;
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
        ClosingTerms own = terms.apply(endpoint);
        known.nextCloseMs = own.closeOf(watermarkMs - own.graceMs());
        return crossed;
    }

    /** Returns how long the endpoint has been silent, in the task's running time. */
    public long silentMs(String endpoint, long runningMs) {
        Seen known = seen.get(endpoint);
        return known == null ? runningMs : runningMs - known.lastRunningMs;
    }
}
