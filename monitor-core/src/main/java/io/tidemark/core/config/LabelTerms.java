package io.tidemark.core.config;

import io.tidemark.core.capture.CaptureForm;
import io.tidemark.core.capture.CaptureLimits;
import io.tidemark.core.label.GroundTruthParser;
import io.tidemark.core.label.LabelDeadline;
import io.tidemark.core.label.LabelJoin;
import io.tidemark.core.window.EventTimeBounds;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * What monitors say of labels, for labels that name their endpoint and for those that do not: ground truth need not, and
 * what it belongs to is known only when it meets its prediction. Not thread-safe.
 */
public final class LabelTerms {
    private final Monitors monitors;
    private final PerEndpoint<LabelDeadline> deadlines;
    private final PerEndpoint<GroundTruthParser> parsers;
    private final PerEndpoint<EventTimeBounds> bounds;
    private final LabelDeadline longest;
    private final GroundTruthParser parserOfUnnamed;
    private final EventTimeBounds boundsOfUnnamed;

    /** Returns the terms of these monitors. */
    public LabelTerms(Monitors monitors) {
        this.monitors = monitors;
        this.deadlines = monitors.each(Monitor::deadline);
        this.parsers = monitors.each(monitor -> parser(monitor.config().capture()));
        this.bounds = monitors.each(monitor ->
                new EventTimeBounds(monitor.config().timing().future().toMillis()));
        this.longest = monitors.all().stream()
                .map(Monitor::deadline)
                .max(Comparator.comparing(deadline -> deadline.rules().horizon()))
                .orElseThrow();
        this.parserOfUnnamed = parser(formOfUnnamed(monitors));
        this.boundsOfUnnamed = new EventTimeBounds(monitors.all().stream()
                .mapToLong(monitor -> monitor.config().timing().future().toMillis())
                .max()
                .orElseThrow());
    }

    private static GroundTruthParser parser(CaptureForm form) {
        return new GroundTruthParser(form, CaptureLimits.DEFAULT);
    }

    /** The form that all endpoints share, else that of endpoints that are not named, else the usual one. */
    private static CaptureForm formOfUnnamed(Monitors monitors) {
        List<CaptureForm> forms = monitors.all().stream()
                .map(monitor -> monitor.config().capture())
                .distinct()
                .toList();
        if (forms.size() == 1) {
            return forms.get(0);
        }
        Monitor otherwise = monitors.otherwise();
        return otherwise == null ? CaptureForm.DEFAULT : otherwise.config().capture();
    }

    /** Returns the join of predictions and labels of these endpoints. */
    public LabelJoin newJoin() {
        return new LabelJoin(this::deadlineOf, longestWait());
    }

    /** Returns what reads the labels of an endpoint, the empty name for labels of which it is not known. */
    public GroundTruthParser parserOf(String endpoint) {
        GroundTruthParser own = endpoint.isEmpty() ? null : parsers.find(endpoint);
        return own == null ? parserOfUnnamed : own;
    }

    /** Returns which times of labels are believed: where the endpoint is not known, what any endpoint believes. */
    public EventTimeBounds boundsOf(String endpoint) {
        EventTimeBounds own = endpoint.isEmpty() ? null : bounds.find(endpoint);
        return own == null ? boundsOfUnnamed : own;
    }

    /**
     * Returns the deadline of a prediction: where the endpoint is not known, the last one of any endpoint. An endpoint that
     * is not monitored any more has the longest horizon, so that what is kept of it goes in the end.
     */
    public long deadlineOf(String endpoint, long eventTimeMs) {
        return endpoint.isEmpty()
                ? monitors.all().stream()
                        .mapToLong(monitor -> monitor.deadline().ofPrediction(eventTimeMs))
                        .max()
                        .orElseThrow()
                : deadlineOf(endpoint).ofPrediction(eventTimeMs);
    }

    /** Returns how long a label may wait for its prediction: where the endpoint is not known, as long as any endpoint allows. */
    public Duration waitOf(String endpoint) {
        return endpoint.isEmpty() ? longestWait() : deadlineOf(endpoint).rules().orphans();
    }

    private Duration longestWait() {
        return monitors.all().stream()
                .map(monitor -> monitor.models().labels().orphans())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private LabelDeadline deadlineOf(String endpoint) {
        LabelDeadline own = deadlines.find(endpoint);
        return own == null ? longest : own;
    }
}
