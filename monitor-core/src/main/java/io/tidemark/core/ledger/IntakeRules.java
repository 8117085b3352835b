package io.tidemark.core.ledger;

import io.tidemark.core.capture.CaptureFilter;
import io.tidemark.core.capture.CaptureLimits;
import io.tidemark.core.capture.CaptureParser;
import io.tidemark.core.capture.CapturedRecord;
import io.tidemark.core.capture.Rejection;
import io.tidemark.core.config.Monitor;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.config.Monitors;
import io.tidemark.core.config.PerEndpoint;
import io.tidemark.core.window.EventTimeBounds;
import io.tidemark.core.window.Watermark;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What intake decides about a record of a monitored endpoint, by the monitor of that endpoint: whether it is read, and
 * whether it was seen before. The live application and the check of its ledger ask this same class, in the order of an
 * input partition's offsets.
 *
 * <p>The sample and the filter come before the look for duplicates: a record that is left out is not remembered.
 *
 * <p>Mutable scratch; not thread-safe.
 */
public final class IntakeRules {
    private final PerEndpoint<View> views;
    private final CapturedRecord record = new CapturedRecord();
    private final RecordIdentity identity = new RecordIdentity();
    private Rejection reason = Rejection.MALFORMED;
    private String detail = "";
    private Sighting sighting = Sighting.FIRST;

    /** What a monitor makes of records. */
    private record View(
            CaptureFilter filter, CaptureParser parser, EventTimeBounds bounds, boolean looksForDuplicates) {
        static View by(Monitor monitor) {
            MonitorConfig config = monitor.config();
            return new View(
                    config.capture().filter(),
                    new CaptureParser(config.capture(), CaptureLimits.DEFAULT),
                    new EventTimeBounds(config.timing().future().toMillis()),
                    config.duplicates().isOn());
        }
    }

    /** A record and where it belongs. */
    public static final class Arrival {
        private final String endpoint;
        private final String variant;
        private final byte @Nullable [] value;
        private final long appendMs;

        /**
         * @param endpoint the endpoint, which is monitored
         * @param variant its variant
         * @param value the record's bytes, or null; not copied, not changed
         * @param appendMs when it was appended
         */
        public Arrival(String endpoint, String variant, byte @Nullable [] value, long appendMs) {
            this.endpoint = endpoint;
            this.variant = variant;
            this.value = value;
            this.appendMs = appendMs;
        }

        /** Returns the endpoint. */
        public String endpoint() {
            return endpoint;
        }

        /** Returns the endpoint's variant. */
        public String variant() {
            return variant;
        }

        byte @Nullable [] value() {
            return value;
        }

        long appendMs() {
            return appendMs;
        }
    }

    /** Returns the rules of these monitors. */
    public IntakeRules(Monitors monitors) {
        this.views = monitors.each(View::by);
    }

    /**
     * Decides about one record.
     *
     * @param arrival the record; one of an endpoint without monitor is refused
     * @param watermarkMs the watermark of its endpoint before it, or {@link Watermark#NONE}
     * @param seen what was seen on this partition
     */
    public Fate judge(Arrival arrival, long watermarkMs, SeenRecords seen) {
        sighting = Sighting.FIRST;
        View view = views.find(arrival.endpoint());
        if (view == null) {
            return refuse(Rejection.UNKNOWN_ENDPOINT, Monitors.noMonitor(arrival.endpoint()));
        }
        if (!view.filter().keepsVariant(arrival.variant())) {
            return Fate.FILTERED;
        }
        byte[] value = arrival.value();
        if (value == null) {
            return refuse(Rejection.MALFORMED, "the record has no value");
        }
        if (!view.parser().parse(value, 0, value.length, record)) {
            return switch (record.outcome()) {
                case SAMPLED_OUT -> Fate.SAMPLED_OUT;
                case FILTERED -> Fate.FILTERED;
                default -> refuse(record.rejection(), record.detail());
            };
        }
        Optional<Rejection> unbelieved = view.bounds().judge(record.eventTimeMs(), arrival.appendMs());
        if (unbelieved.isPresent()) {
            return refuse(
                    unbelieved.get(),
                    "event time " + Instant.ofEpochMilli(record.eventTimeMs()) + ", appended "
                            + Instant.ofEpochMilli(arrival.appendMs()));
        }
        if (view.looksForDuplicates()) {
            identity.set(arrival.endpoint(), arrival.variant(), record, value, 0, value.length);
            sighting = seen.check(arrival.endpoint(), record.eventTimeMs(), watermarkMs, identity);
        }
        return sighting.isRepeat() ? Fate.DUPLICATE : Fate.PARSED;
    }

    /** Returns why a time of an endpoint is not believed, or empty if it is. */
    public Optional<Rejection> judgeTime(String endpoint, long eventTimeMs, long appendMs) {
        View view = views.find(endpoint);
        return view == null
                ? Optional.of(Rejection.UNKNOWN_ENDPOINT)
                : view.bounds().judge(eventTimeMs, appendMs);
    }

    /** Returns the record as it was read; whole unless it was refused. */
    public CapturedRecord record() {
        return record;
    }

    /** Returns who the record is; set unless it was refused, or duplicates are not looked for. */
    public RecordIdentity identity() {
        return identity;
    }

    /** Returns the reason of the last refusal. */
    public Rejection reason() {
        return reason;
    }

    /** Returns what was wrong at the last refusal, for people. */
    public String detail() {
        return detail;
    }

    /** Returns whether the last record was seen before. */
    public Sighting sighting() {
        return sighting;
    }

    private Fate refuse(Rejection why, String what) {
        reason = why;
        detail = what;
        return Fate.DEAD_LETTERED;
    }
}
