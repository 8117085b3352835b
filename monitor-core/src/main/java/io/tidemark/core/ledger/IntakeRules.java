package io.tidemark.core.ledger;

import io.tidemark.core.capture.CaptureFilter;
import io.tidemark.core.capture.CaptureLimits;
import io.tidemark.core.capture.CaptureParser;
import io.tidemark.core.capture.CapturedRecord;
import io.tidemark.core.capture.Rejection;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.window.EventTimeBounds;
import io.tidemark.core.window.Watermark;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What intake decides about a record of a monitored endpoint: whether it is read, and whether it was seen before. The
 * live application and the check of its ledger ask this same class, in the order of an input partition's offsets.
 *
 * <p>The sample and the filter come before the look for duplicates: a record that is left out is not remembered.
 *
 * <p>Mutable scratch; not thread-safe.
 */
public final class IntakeRules {
    private final CaptureFilter filter;
    private final CaptureParser parser;
    private final CapturedRecord record = new CapturedRecord();
    private final RecordIdentity identity = new RecordIdentity();
    private final EventTimeBounds bounds;
    private final boolean looksForDuplicates;
    private Rejection reason = Rejection.MALFORMED;
    private String detail = "";
    private Sighting sighting = Sighting.FIRST;

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

    /** Rules of a configuration. */
    public IntakeRules(MonitorConfig config) {
        this.filter = config.capture().filter();
        this.parser = new CaptureParser(config.capture(), CaptureLimits.DEFAULT);
        this.bounds = new EventTimeBounds(config.timing().future().toMillis());
        this.looksForDuplicates = config.duplicates().isOn();
    }

    /**
     * Decides about one record.
     *
     * @param arrival the record
     * @param watermarkMs the watermark of its endpoint before it, or {@link Watermark#NONE}
     * @param seen what was seen on this partition
     */
    public Fate judge(Arrival arrival, long watermarkMs, SeenRecords seen) {
        sighting = Sighting.FIRST;
        if (!filter.keepsVariant(arrival.variant())) {
            return Fate.FILTERED;
        }
        byte[] value = arrival.value();
        if (value == null) {
            return refuse(Rejection.MALFORMED, "the record has no value");
        }
        if (!parser.parse(value, 0, value.length, record)) {
            return switch (record.outcome()) {
                case SAMPLED_OUT -> Fate.SAMPLED_OUT;
                case FILTERED -> Fate.FILTERED;
                default -> refuse(record.rejection(), record.detail());
            };
        }
        Optional<Rejection> unbelieved = judgeTime(record.eventTimeMs(), arrival.appendMs());
        if (unbelieved.isPresent()) {
            return refuse(
                    unbelieved.get(),
                    "event time " + Instant.ofEpochMilli(record.eventTimeMs()) + ", appended "
                            + Instant.ofEpochMilli(arrival.appendMs()));
        }
        if (looksForDuplicates) {
            identity.set(arrival.endpoint(), arrival.variant(), record, value, 0, value.length);
            sighting = seen.check(arrival.endpoint(), record.eventTimeMs(), watermarkMs, identity);
        }
        return sighting.isRepeat() ? Fate.DUPLICATE : Fate.PARSED;
    }

    /** Returns why a time is not believed, or empty if it is. */
    public Optional<Rejection> judgeTime(long eventTimeMs, long appendMs) {
        return bounds.judge(eventTimeMs, appendMs);
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
