package io.tidemark.streams.processor;

import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.config.Monitors;
import io.tidemark.core.config.PerEndpoint;
import io.tidemark.core.window.ClosingTerms;
import io.tidemark.core.window.EndpointMark;
import io.tidemark.core.window.EndpointProgress;
import io.tidemark.core.window.Watermark;
import io.tidemark.streams.store.WriteBehindStore;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the endpoints of one input partition have come: the stored watermark of each, and how long it was silent in
 * this run of the task. Mutable; belongs to one task.
 */
public final class EndpointWatermarks {
    private final PerEndpoint<ClosingTerms> terms;
    private final EndpointProgress progress;
    private WriteBehindStore<String, Watermark> stored;

    /** Returns the watermarks of a task that has no store yet. */
    @SuppressWarnings("NullAway.Init") // restore sets the store before any record comes
    public EndpointWatermarks(Monitors monitors) {
        this.terms = termsOf(monitors);
        this.progress = new EndpointProgress(terms::of);
    }

    /** Returns when the windows of each endpoint close. */
    public static PerEndpoint<ClosingTerms> termsOf(Monitors monitors) {
        return monitors.each(monitor -> {
            MonitorConfig config = monitor.config();
            return new ClosingTerms(
                    config.windows(),
                    config.timing().grace().toMillis(),
                    IdleWatch.freshMs(config.timing().idleTimeout().toMillis()));
        });
    }

    /** Begins another run of the task: every stored endpoint counts as seen at its start. */
    public void restore(WriteBehindStore<String, Watermark> store) {
        stored = store;
        progress.clear();
        stored.forEachKey(endpoint -> progress.touch(endpoint, 0));
    }

    /** Returns whether there is room for the endpoint: each one is in every heartbeat. */
    public boolean hasRoomFor(String endpoint) {
        return !progress.isFull() || progress.isKnown(endpoint);
    }

    /** Returns the watermark of an endpoint, or {@link Watermark#NONE}. */
    public long valueMs(String endpoint) {
        var watermark = stored.live(endpoint);
        return watermark == null ? Watermark.NONE : watermark.value().value();
    }

    /** Notes that an endpoint has sent something. */
    public void touch(String endpoint, long runningMs) {
        progress.touch(endpoint, runningMs);
    }

    /** Takes an event time into account; returns whether the watermark passed the close of a window by it. */
    public boolean observe(String endpoint, long eventTimeMs) {
        Watermark watermark =
                stored.liveOrCreate(endpoint, e -> new Watermark()).value();
        watermark.observe(eventTimeMs);
        return progress.crossesClose(endpoint, watermark.value());
    }

    /** Lifts the watermark of an endpoint that has a monitor past the window that holds the last event time of a replay, and its grace. */
    public void endAt(String endpoint, long lastEventTimeMs) {
        long raised = terms.of(endpoint).closeOf(lastEventTimeMs);
        stored.liveOrCreate(endpoint, e -> new Watermark()).value().raiseTo(raised);
    }

    /** Returns how long an endpoint was silent, in the task's running time. */
    public long silentMs(String endpoint, long runningMs) {
        return progress.silentMs(endpoint, runningMs);
    }

    /** Returns what is to be said of every endpoint now. */
    public List<EndpointMark> marks(IdleWatch idleWatch, long runningMs) {
        List<EndpointMark> marks = new ArrayList<>();
        stored.forEach((endpoint, watermark) -> marks.add(new EndpointMark(
                endpoint,
                watermark.value(),
                idleWatch.isIdle(endpoint, progress.silentMs(endpoint, runningMs), runningMs))));
        return marks;
    }
}
