package io.tidemark.app.serve;

import io.tidemark.core.window.Watermark;
import io.tidemark.wire.avro.WindowVerdict;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What an application last said of an endpoint, or of all endpoints that share the label {@code other}. Written by stream
 * threads, read by scrapes.
 *
 * <p>A partition that another process has taken over says nothing here any more: what is older than {@link #FRESH_MS} is
 * left out.
 */
final class EndpointFigures {
    /** How long what a partition says holds; it speaks once a second. */
    static final long FRESH_MS = 60_000;

    private static final double MS = 1_000;

    private final Map<Integer, Said> watermarks = new ConcurrentHashMap<>();
    private final Map<Integer, Said> windows = new ConcurrentHashMap<>();
    private volatile @Nullable Verdict last;
    private volatile double coverage = Double.NaN;
    private volatile long activatedMs = Watermark.NONE;

    private record Said(long value, long atMs) {}

    private record Verdict(long windowEndMs, WindowVerdict state) {}

    /**
     * Notes how far a partition has come.
     *
     * @param partition which
     * @param watermarkMs the smallest watermark of the endpoints of this label, {@link Watermark#NONE} if all are idle
     * @param nowMs when it was said
     */
    void watermark(int partition, long watermarkMs, long nowMs) {
        watermarks.put(partition, new Said(watermarkMs, nowMs));
    }

    /** Notes how many windows a partition of the merge stage holds. */
    void windows(int partition, int count, long nowMs) {
        windows.put(partition, new Said(count, nowMs));
    }

    /** Notes the verdict on a window unless a newer window was judged before; of the same window the newer verdict. */
    synchronized void verdict(long windowEndMs, WindowVerdict state) {
        Verdict known = last;
        if (known == null || windowEndMs >= known.windowEndMs()) {
            last = new Verdict(windowEndMs, state);
        }
    }

    void coverage(double share) {
        coverage = share;
    }

    /** Notes when the newest activation was appended; of several endpoints the oldest counts. */
    void activated(long appendedMs) {
        activatedMs = appendedMs;
    }

    /** Seconds that the slowest partition with traffic is behind the clock, NaN if none has any. */
    double lagSeconds(long nowMs) {
        return watermarks.values().stream()
                .filter(said -> isFresh(said, nowMs) && said.value() != Watermark.NONE)
                .mapToDouble(said -> (nowMs - said.value()) / MS)
                .max()
                .orElse(Double.NaN);
    }

    double openWindows(long nowMs) {
        return windows.values().stream()
                .filter(said -> isFresh(said, nowMs))
                .mapToLong(Said::value)
                .sum();
    }

    /** 1 if the last verdict is this one, else 0. */
    double isLast(WindowVerdict state) {
        Verdict known = last;
        return known != null && known.state() == state ? 1 : 0;
    }

    /** End of the last judged window in epoch seconds, NaN if none was judged. */
    double lastWindowEndSeconds() {
        Verdict known = last;
        return known == null ? Double.NaN : known.windowEndMs() / MS;
    }

    /** Share of eligible rows with a label in the last revision, NaN if there was none. */
    double coverage() {
        return coverage;
    }

    /** Seconds since what the endpoint is judged by was activated, NaN if nothing was. */
    double baselineAgeSeconds(long nowMs) {
        long at = activatedMs;
        return at == Watermark.NONE ? Double.NaN : (nowMs - at) / MS;
    }

    private static boolean isFresh(Said said, long nowMs) {
        return nowMs - said.atMs() <= FRESH_MS;
    }
}
