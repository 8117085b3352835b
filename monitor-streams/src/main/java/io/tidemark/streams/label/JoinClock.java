package io.tidemark.streams.label;

import io.tidemark.core.window.EndpointMark;
import io.tidemark.core.window.Watermark;
import io.tidemark.streams.processor.EndpointWatermarks;
import io.tidemark.streams.processor.IdleWatch;
import io.tidemark.streams.processor.IntakeClock;
import java.util.List;

/**
 * How far both inputs of a task have come, and whether they are silent. The clock stands in for an input that has been
 * silent: for captures that close windows after the idle time-out, as in the drift application; for labels, and for
 * letting entries go, only after {@link JoinSettings#silence}.
 */
final class JoinClock {
    private final EndpointWatermarks watermarks;
    private final IdleWatch captures;
    private final IdleWatch silentCaptures;
    private final IdleWatch labels;
    private final long silenceMs;
    private long lastLabelMs;

    JoinClock(JoinSettings settings, int partition, EndpointWatermarks watermarks) {
        this.watermarks = watermarks;
        this.silenceMs = settings.silence().toMillis();
        this.captures = new IdleWatch(settings.captures().backlog(), partition, settings.monitors());
        this.silentCaptures = new IdleWatch(settings.captures().backlog(), partition, silenceMs);
        this.labels = new IdleWatch(settings.groundTruth().backlog(), partition, silenceMs);
    }

    /** Notes that something of ground truth came. */
    void labelCame(long runningMs) {
        lastLabelMs = runningMs;
    }

    /** Asks the broker what is left to read, where an answer is needed. */
    void look(JoinAccount account, long runningMs) {
        captures.look(runningMs, account.captures().nextOffset());
        silentCaptures.look(runningMs, account.captures().nextOffset());
        labels.look(runningMs, account.groundTruth().nextOffset());
    }

    /** Returns what heartbeats say of the endpoints of captures. */
    List<EndpointMark> captureMarks(long runningMs) {
        return watermarks.marks(captures, runningMs);
    }

    /** Returns whether endpoints that no capture has named yet are idle. */
    boolean areCapturesIdle(long runningMs) {
        return captures.isIdle(runningMs, runningMs);
    }

    /** Returns whether ground truth has been silent for long, and read to its end. */
    boolean isLabelTimeSilent(long runningMs) {
        return labels.isIdle(runningMs - lastLabelMs, runningMs);
    }

    /**
     * Returns the time that both inputs have passed: before it neither a prediction nor a label comes any more. Labels that
     * are read ahead of captures, and captures ahead of labels, therefore wait for each other however far apart they are.
     *
     * @param labelTimeMs the watermark of labels
     * @param time the task's clock
     */
    long joinMs(long labelTimeMs, IntakeClock time) {
        long running = time.runningMs();
        long labelMs = isLabelTimeSilent(running) ? Math.max(labelTimeMs, time.wallMs()) : labelTimeMs;
        return Math.min(labelMs, captureMs(time));
    }

    /** Returns the time that the watermarks of labels and of every endpoint have passed, whether silent or not. */
    long watermarkMs(long labelTimeMs, IntakeClock time) {
        return watermarks.marks(silentCaptures, time.runningMs()).stream()
                .mapToLong(EndpointMark::watermarkMs)
                .reduce(labelTimeMs, Math::min);
    }

    /** The lowest watermark of the endpoints that were not silent for long: another may be a replay of the past. */
    private long captureMs(IntakeClock time) {
        long running = time.runningMs();
        long lowest = Long.MAX_VALUE;
        for (EndpointMark mark : watermarks.marks(silentCaptures, running)) {
            if (!mark.idle()) {
                lowest = Math.min(lowest, mark.watermarkMs());
            }
        }
        if (lowest != Long.MAX_VALUE) {
            return lowest;
        }
        return silentCaptures.isIdle(running, running) ? time.wallMs() : Watermark.NONE;
    }
}
