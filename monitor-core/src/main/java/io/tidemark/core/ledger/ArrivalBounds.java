package io.tidemark.core.ledger;

import io.tidemark.core.window.Watermark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far the labels application may have settled time when it read a record of a partition: never less than it had. It
 * let go by the lower one of both inputs' watermarks; where an input was silent the other one's, and where both were the
 * clock. How the reading of the two was interleaved is not known, so what may have been counts as having been.
 *
 * <p>An id of which nothing waits for an earlier time than that has fates that depend on no order. Mutable.
 */
final class ArrivalBounds {
    /** The append time of the broker and the clock of the application may differ by this much. */
    private static final long SKEW_MS = 300_000;

    private final long silenceMs;
    private final long inSilenceMs;
    private final SilentTimes captures;
    private final SilentTimes labels;
    private final Map<String, Endpoint> endpoints = new HashMap<>();
    private final Watermark labelTime = new Watermark();
    private final List<Jump> jumps = new ArrayList<>();
    private long newestCaptureMs = Watermark.NONE;
    private List<SilentTimes.Span> labelsSilent = List.of();
    private List<SilentTimes.Span> bothSilent = List.of();

    /** Between two append times the watermarks of other endpoints may have stood in for a silent one. */
    private record Jump(SilentTimes.Span span, long valueMs) {}

    private static final class Endpoint {
        private final Watermark watermark = new Watermark();
        private long lastMs = Long.MIN_VALUE;
    }

    /** The records of an id, as far as their order matters. Mutable. */
    static final class Seen {
        private long firstMs = Long.MAX_VALUE;
        private long lastMs = Long.MIN_VALUE;
        private long captureMs = Watermark.NONE;
        private long labelMs = Watermark.NONE;
        private long firstDueMs = Long.MAX_VALUE;
        private boolean hasLabels;

        private void at(long appendMs, long dueMs) {
            firstMs = Math.min(firstMs, appendMs);
            lastMs = Math.max(lastMs, appendMs);
            firstDueMs = Math.min(firstDueMs, dueMs);
        }
    }

    /**
     * @param silenceMs how long an input must be silent to count as such
     * @param inSilenceMs the latest time that was settled while an input was silent, by the application's own account
     */
    ArrivalBounds(long silenceMs, long inSilenceMs) {
        this.silenceMs = silenceMs;
        this.inSilenceMs = inSilenceMs;
        this.captures = new SilentTimes(silenceMs);
        this.labels = new SilentTimes(silenceMs);
    }

    /** Nothing is known of records before a time: they may have carried the watermarks as far as this. */
    void beginsAt(long captureMs, long labelMs) {
        newestCaptureMs = Math.max(newestCaptureMs, captureMs);
        if (labelMs != Watermark.NONE) {
            labelTime.raiseTo(labelMs);
        }
    }

    /** Takes a capture of an endpoint before it is read. */
    void capture(String endpoint, long appendMs) {
        captures.saw(appendMs);
        Endpoint known = endpoints.computeIfAbsent(endpoint, e -> new Endpoint());
        boolean isNew = known.lastMs == Long.MIN_VALUE;
        if ((isNew || appendMs - known.lastMs >= silenceMs - silenceMs / 10) && newestCaptureMs != Watermark.NONE) {
            jumps.add(new Jump(new SilentTimes.Span(known.lastMs, appendMs), newestCaptureMs));
        }
        known.lastMs = Math.max(known.lastMs, appendMs);
    }

    /** Notes a capture that is read, of an id that waits until a time. */
    void capture(Seen id, String endpoint, long appendMs, long dueMs) {
        id.at(appendMs, dueMs);
        id.captureMs = Math.max(id.captureMs, watermarkOf(endpoint).value());
    }

    /** Takes the event time of a capture that counts. */
    void observe(String endpoint, long eventTimeMs) {
        Watermark watermark = watermarkOf(endpoint);
        watermark.observe(eventTimeMs);
        newestCaptureMs = Math.max(newestCaptureMs, watermark.value());
    }

    /** Takes the end of a replay of captures. */
    void endCaptures(String endpoint, long throughMs) {
        Watermark watermark = watermarkOf(endpoint);
        watermark.raiseTo(throughMs);
        newestCaptureMs = Math.max(newestCaptureMs, watermark.value());
    }

    private Watermark watermarkOf(String endpoint) {
        return endpoints.computeIfAbsent(endpoint, e -> new Endpoint()).watermark;
    }

    /** Takes a record of ground truth before it is read. */
    void label(long appendMs) {
        labels.saw(appendMs);
    }

    /** Notes a label that is read, of an id that waits until a time. */
    void label(Seen id, long timeMs, long appendMs, long dueMs) {
        id.at(appendMs, dueMs);
        id.hasLabels = true;
        id.labelMs = Math.max(id.labelMs, labelTime.value());
        labelTime.observe(timeMs);
    }

    /** Takes the end of a replay of labels. */
    void endLabels(long throughMs) {
        labelTime.raiseTo(throughMs);
    }

    /** Everything was taken. */
    void finish() {
        labelsSilent = labels.all();
        bothSilent = SilentTimes.both(captures, labels);
    }

    /** Whether the fates of an id's records are the same in whatever order they were read; after {@link #finish}. */
    boolean isIndependent(Seen id) {
        return passed(id) <= id.firstDueMs;
    }

    private long passed(Seen id) {
        long passed = Math.max(id.captureMs, Math.min(id.labelMs, newestCaptureMs));
        for (Jump jump : jumps) {
            if (jump.span().meets(id.firstMs, id.lastMs)) {
                passed = Math.max(passed, jump.valueMs());
            }
        }
        return inSilenceMs == Watermark.NONE ? passed : Math.max(passed, Math.min(inSilenceMs, passedInSilence(id)));
    }

    private long passedInSilence(Seen id) {
        long passed = Watermark.NONE;
        for (SilentTimes.Span span : labelsSilent) {
            if (id.hasLabels && span.meets(id.firstMs, id.lastMs)) {
                passed = Math.max(passed, newestCaptureMs);
            }
        }
        for (SilentTimes.Span span : bothSilent) {
            if (span.meets(id.firstMs, id.lastMs)) {
                passed = Math.max(passed, Math.min(span.toMs(), id.lastMs) + SKEW_MS);
            }
        }
        return passed;
    }
}
