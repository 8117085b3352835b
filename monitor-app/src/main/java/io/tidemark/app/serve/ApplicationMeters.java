package io.tidemark.app.serve;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.tidemark.core.window.EndpointMark;
import io.tidemark.core.window.Heartbeat;
import io.tidemark.core.window.Watermark;
import io.tidemark.streams.processor.Message;
import io.tidemark.streams.processor.Observer;
import io.tidemark.wire.avro.DeadLetter;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.ModelReport;
import io.tidemark.wire.avro.Report;
import io.tidemark.wire.avro.Violation;
import io.tidemark.wire.avro.WindowVerdict;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one application, filled by what its stages send. Counts of records are those of the ledger, which survive
 * restarts; counts of results are those of this process.
 */
final class ApplicationMeters implements Observer {
    /** Endpoints, features and partitions that have a series of their own; the rest share one. */
    static final int MOST_ENDPOINTS = 50;

    static final int MOST_FEATURES = 200;
    static final int MOST_PARTITIONS = 64;

    private static final String ENDPOINT = "endpoint";

    private final MeterRegistry registry;
    private final Tags application;
    private final LongSupplier clockMs;
    private final BoundedNames endpoints = new BoundedNames(MOST_ENDPOINTS);
    private final BoundedNames features = new BoundedNames(MOST_FEATURES);
    private final BoundedNames reasons = new BoundedNames(MOST_FEATURES);
    private final BoundedNames rules = new BoundedNames(MOST_FEATURES);
    private final Map<String, EndpointFigures> byEndpoint = new ConcurrentHashMap<>();
    private final LedgerFigures ledger;
    private final LateFigures late = new LateFigures();

    /**
     * @param registry where the meters are
     * @param application its name, the label of all its meters
     * @param clockMs the clock, in epoch milliseconds
     */
    ApplicationMeters(MeterRegistry registry, String application, LongSupplier clockMs) {
        this.registry = registry;
        this.application = Tags.of("application", application);
        this.clockMs = clockMs;
        this.ledger = new LedgerFigures(this::ledgerCounter);
    }

    @Override
    public void sent(Message message) {
        if (message instanceof Message.Beat beat) {
            beat(beat.heartbeat());
        } else if (message instanceof Message.Accounted accounted) {
            accounted(accounted.row());
        } else if (message instanceof Message.Reported reported) {
            reported(reported.report());
        } else if (message instanceof Message.ModelReported reported) {
            reported(reported.report());
        } else if (message instanceof Message.Violated violated) {
            violated(violated.violation());
        } else if (message instanceof Message.Rejected rejected) {
            rejected(rejected.letter());
        }
    }

    @Override
    public void holds(int partition, String endpoint, int windows) {
        of(endpoint).windows(partition, windows, clockMs.getAsLong());
    }

    /** Notes when what endpoints are judged by was activated, in epoch milliseconds. */
    void activated(Map<String, Long> activatedMs) {
        Map<String, Long> oldest = new HashMap<>();
        activatedMs.forEach((endpoint, at) -> oldest.merge(endpoints.of(endpoint), at, Math::min));
        oldest.forEach((label, at) -> ofLabel(label).activated(at));
    }

    private void beat(Heartbeat heartbeat) {
        Map<String, Long> slowest = new HashMap<>();
        for (EndpointMark mark : heartbeat.marks()) {
            // The labels application says with an empty name how far label time has come.
            if (!mark.endpoint().isEmpty()) {
                boolean isCounted = !mark.idle() && mark.watermarkMs() != Watermark.NONE;
                slowest.merge(
                        endpoints.of(mark.endpoint()), isCounted ? mark.watermarkMs() : Long.MAX_VALUE, Math::min);
            }
        }
        long now = clockMs.getAsLong();
        slowest.forEach((label, watermark) -> ofLabel(label)
                .watermark(heartbeat.inputPartition(), watermark == Long.MAX_VALUE ? Watermark.NONE : watermark, now));
    }

    private void accounted(LedgerRow row) {
        switch (row.getScope()) {
            case PARTITION, LABELS -> ledger.take(row);
            case WINDOW ->
                counter(
                                "tidemark.window.records",
                                "Records of judged windows, and those too late for them.",
                                Tags.of("fate", "counted"))
                        .increment((double) row.getCounted());
            case LATE ->
                counter(
                                "tidemark.window.records",
                                "Records of judged windows, and those too late for them.",
                                Tags.of("fate", "late"))
                        .increment((double) late.more(row));
            default -> {
                // A row on the labels of a window: its report says the same.
            }
        }
    }

    private void reported(Report report) {
        if (report.getPart() == 0 && report.getSegment().isEmpty()) {
            judged(report.getEndpoint(), report.getWindowEnd(), report.getState());
        }
    }

    private void reported(ModelReport report) {
        if (report.getPart() == 0 && report.getSegment().isEmpty()) {
            judged(report.getEndpoint(), report.getWindowEnd(), report.getState());
            if (report.getEligible() > 0) {
                of(report.getEndpoint()).coverage((double) report.getLabelled() / report.getEligible());
            }
        }
    }

    private void judged(String endpoint, long windowEndMs, WindowVerdict state) {
        of(endpoint).verdict(windowEndMs, state);
        counter(
                        "tidemark.windows.judged",
                        "Windows judged, in the labels application each revision.",
                        Tags.of(ENDPOINT, endpoints.of(endpoint), "state", state.name()))
                .increment();
    }

    private void violated(Violation violation) {
        String endpoint = endpoints.of(violation.getEndpoint());
        counter(
                        "tidemark.violations",
                        "Rules that fired.",
                        Tags.of(
                                ENDPOINT,
                                endpoint,
                                "rule",
                                rules.of(violation.getCode()),
                                "severity",
                                violation.getSeverity().name().toLowerCase(Locale.ROOT)))
                .increment();
        if (!violation.getFeature().isEmpty()) {
            counter(
                            "tidemark.feature.violations",
                            "Rules that fired on a feature, of whatever endpoint.",
                            Tags.of("feature", features.of(violation.getFeature())))
                    .increment();
        }
    }

    private void rejected(DeadLetter letter) {
        counter(
                        "tidemark.dead.letters",
                        "Records that were not counted, by reason.",
                        Tags.of("reason", reasons.of(letter.getReason())))
                .increment();
    }

    private EndpointFigures of(String endpoint) {
        return ofLabel(endpoints.of(endpoint));
    }

    private EndpointFigures ofLabel(String label) {
        return byEndpoint.computeIfAbsent(label, this::registered);
    }

    private EndpointFigures registered(String label) {
        EndpointFigures figures = new EndpointFigures();
        Tags tags = application.and(ENDPOINT, label);
        gauge(
                "tidemark.watermark.lag",
                "seconds",
                "How far the slowest partition with traffic is behind the clock.",
                tags,
                figures,
                f -> f.lagSeconds(clockMs.getAsLong()));
        gauge(
                "tidemark.windows.open",
                null,
                "Windows that wait for their end and grace.",
                tags,
                figures,
                f -> f.openWindows(clockMs.getAsLong()));
        gauge(
                "tidemark.last.window.end",
                "seconds",
                "End of the last judged window, in epoch seconds.",
                tags,
                figures,
                EndpointFigures::lastWindowEndSeconds);
        gauge(
                "tidemark.baseline.age",
                "seconds",
                "Time since what the endpoint is judged by was activated.",
                tags,
                figures,
                f -> f.baselineAgeSeconds(clockMs.getAsLong()));
        gauge(
                "tidemark.label.coverage",
                "ratio",
                "Share of predicted rows with a label, in the last revision.",
                tags,
                figures,
                EndpointFigures::coverage);
        for (WindowVerdict state : WindowVerdict.values()) {
            gauge(
                    "tidemark.last.verdict",
                    null,
                    "1 for the verdict on the last judged window, 0 for the others.",
                    tags.and("state", state.name()),
                    figures,
                    f -> f.isLast(state));
        }
        return figures;
    }

    private void gauge(
            String name,
            @Nullable String unit,
            String what,
            Tags tags,
            EndpointFigures of,
            ToDoubleFunction<EndpointFigures> value) {
        Gauge.builder(name, of, value)
                .baseUnit(unit)
                .description(what)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    private Counter counter(String name, String what, Tags tags) {
        return Counter.builder(name)
                .description(what)
                .tags(application.and(tags))
                .register(registry);
    }

    private void ledgerCounter(LedgerFigures.Place place, LedgerFigures figures) {
        FunctionCounter.builder("tidemark.ledger." + place.kind(), figures, f -> f.sum(place))
                .description(
                        "Cumulative counts of the ledger by what became of a record; gaps are offsets without one.")
                .tags(application.and("partition", place.partition(), "fate", place.fate()))
                .register(registry);
    }
}
