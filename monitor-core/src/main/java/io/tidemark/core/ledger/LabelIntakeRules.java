package io.tidemark.core.ledger;

import io.tidemark.core.capture.Rejection;
import io.tidemark.core.config.LabelTerms;
import io.tidemark.core.label.GroundTruthParser;
import io.tidemark.core.label.Label;
import io.tidemark.core.label.LabelOrder;
import io.tidemark.core.label.LabelTime;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is decided about a record of ground truth when it is read: whether it is a label, whose, and of what time. The live
 * application and the check of its ledger ask this same class.
 *
 * <p>The time of a label is what it says itself, else that of its header, else its append time; its place among those of
 * the same time is its line in the file that its source names, else its offset. A record without value takes back the
 * labels of its key. Mutable scratch; not thread-safe.
 */
public final class LabelIntakeRules {
    private final LabelTerms terms;
    private String joinId = "";
    private @Nullable Label label;
    private Rejection reason = Rejection.MALFORMED;
    private String detail = "";

    /**
     * What stands beside the value of a record of ground truth.
     *
     * @param endpoint the endpoint that its header names, or an empty text
     * @param labelTime the label time that its header names, or an empty text
     * @param source where its header says it comes from, or an empty text
     * @param key its key as text, or an empty text
     * @param appendMs when it was appended
     * @param offset its offset
     */
    public record Place(String endpoint, String labelTime, String source, String key, long appendMs, long offset) {}

    /**
     * @param terms how the endpoints' labels are written, and which times of theirs are believed
     */
    public LabelIntakeRules(LabelTerms terms) {
        this.terms = terms;
    }

    /**
     * Decides about one record of a monitored endpoint.
     *
     * @param value its value in the form of JSON or CSV, or null; not kept
     * @param place what stands beside it
     * @return {@link Fate#PARSED} or {@link Fate#DEAD_LETTERED}
     */
    public Fate judge(byte @Nullable [] value, Place place) {
        label = null;
        if (!place.labelTime().isBlank() && LabelTime.parse(place.labelTime()).isEmpty()) {
            return refuse(Rejection.BAD_TIME, "the header of the label's time holds none");
        }
        long time = LabelTime.of(place.labelTime(), "", place.appendMs());
        long position = LabelOrder.positionOf(place.source(), place.offset());
        if (value == null && time < 0) {
            return refuse(Rejection.BAD_TIME, "no time of the retraction");
        }
        GroundTruthParser parser = terms.parserOf(place.endpoint());
        if (value != null && !parser.parse(value, 0, value.length, time, position)) {
            return refuse(parser.rejection(), parser.detail());
        }
        if (value != null
                && place.endpoint().isEmpty()
                && terms.parserOf(parser.label().endpoint()) != parser) {
            // Only now is it known how this label is to be read.
            parser = terms.parserOf(parser.label().endpoint());
            if (!parser.parse(value, 0, value.length, time, position)) {
                return refuse(parser.rejection(), parser.detail());
            }
        }
        Label read = value == null ? Label.retraction(time, position) : parser.label();
        joinId = value != null && !parser.joinId().isEmpty() ? parser.joinId() : place.key();
        if (joinId.isEmpty()) {
            return refuse(Rejection.NO_KEY, "neither the label nor its key names a prediction");
        }
        boolean isOfHeader = read.endpoint().isEmpty() && !place.endpoint().isEmpty();
        read = isOfHeader ? read.forEndpoint(place.endpoint()) : read;
        Optional<Rejection> unbelieved = judgeTime(read.endpoint(), read.timeMs(), place.appendMs());
        if (unbelieved.isPresent()) {
            return refuse(
                    unbelieved.get(),
                    "label time " + Instant.ofEpochMilli(read.timeMs()) + ", appended "
                            + Instant.ofEpochMilli(place.appendMs()));
        }
        label = read;
        return Fate.PARSED;
    }

    /** Returns why a time of an endpoint, or of any if it has no name, is not believed; empty if it is. */
    public Optional<Rejection> judgeTime(String endpoint, long timeMs, long appendMs) {
        return terms.boundsOf(endpoint).judge(timeMs, appendMs);
    }

    /** Returns the id of the prediction that the last label is of. */
    public String joinId() {
        return joinId;
    }

    /**
     * Returns the last label, or retraction.
     *
     * @throws IllegalStateException if the last record was refused
     */
    public Label label() {
        Label read = label;
        if (read == null) {
            throw new IllegalStateException("the record was refused");
        }
        return read;
    }

    /** Returns the reason of the last refusal. */
    public Rejection reason() {
        return reason;
    }

    /** Returns what was wrong at the last refusal, for people. */
    public String detail() {
        return detail;
    }

    private Fate refuse(Rejection why, String what) {
        reason = why;
        detail = what;
        return Fate.DEAD_LETTERED;
    }
}
