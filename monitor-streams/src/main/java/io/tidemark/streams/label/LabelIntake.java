package io.tidemark.streams.label;

import io.tidemark.core.capture.Rejection;
import io.tidemark.core.config.LabelTerms;
import io.tidemark.core.label.GroundTruthParser;
import io.tidemark.core.label.Label;
import io.tidemark.core.label.LabelOrder;
import io.tidemark.core.label.LabelTime;
import io.tidemark.core.ledger.Fate;
import io.tidemark.streams.processor.DeadLetters;
import io.tidemark.streams.processor.DeadLetters.Refusal;
import io.tidemark.streams.processor.EndpointPolicy;
import io.tidemark.streams.processor.Message;
import io.tidemark.streams.processor.Origin;
import io.tidemark.wire.ControlRecord;
import io.tidemark.wire.Topics;
import io.tidemark.wire.codec.GroundTruthCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads ground truth: bytes to labels or dead letters. The time of a label is what it says itself, else the header {@code
 * tidemark-label-time}, else its append time; its place among those of the same time is its line in the file that the
 * header {@code tidemark-source} names, else its offset. Belongs to one task.
 */
final class LabelIntake {
    private static final Logger LOG = LoggerFactory.getLogger(LabelIntake.class);

    private final JoinSettings settings;
    private final Consumer<Message> forward;
    private final LabelTerms terms;
    private final DeadLetters letters;
    private @Nullable Labelled labelled;

    /**
     * A label and what it belongs to.
     *
     * @param joinId the id of its prediction
     * @param label the label, or a retraction
     */
    record Labelled(String joinId, Label label) {}

    LabelIntake(JoinSettings settings, LabelTerms terms, Consumer<Message> forward) {
        this.settings = settings;
        this.terms = terms;
        this.forward = forward;
        this.letters = new DeadLetters(settings.monitors());
    }

    /** Takes a record of ground truth; empty if it is no label. */
    Optional<Labelled> take(Record<byte[], byte[]> record, RecordMetadata place, JoinAccount account) {
        settings.groundTruth().read(account.groundTruth(), place);
        Header control = record.headers().lastHeader(Topics.CONTROL_HEADER);
        if (control != null) {
            account.groundTruth().add(Fate.CONTROL, 0);
            obey(control, record, account);
            return Optional.empty();
        }
        labelled = null;
        Optional<Refusal> refusal = refusal(record, place).or(() -> read(record, place));
        if (refusal.isPresent()) {
            account.groundTruth().add(Fate.DEAD_LETTERED, 0);
            account.fates().addDeadLetter();
            Origin origin = new Origin(header(record, Topics.ENDPOINT_HEADER), "");
            forward.accept(letters.reject(record, place, origin, refusal.get()));
            return Optional.empty();
        }
        Optional<Labelled> taken = Optional.ofNullable(labelled);
        taken.ifPresent(label -> account.labelTime().observe(label.label().timeMs()));
        account.groundTruth().add(Fate.PARSED, 1);
        return taken;
    }

    /** What can be refused without a look at the record. */
    private Optional<Refusal> refusal(Record<byte[], byte[]> record, RecordMetadata place) {
        if (settings.groundTruth().quarantine().isBlocked(place.partition(), place.offset())) {
            return refused(
                    Rejection.INTERNAL, "processing this label failed repeatedly; it is left out so that others go on");
        }
        String endpoint = header(record, Topics.ENDPOINT_HEADER);
        if (!endpoint.isEmpty() && !settings.endpoints().accepts(endpoint)) {
            return refused(Rejection.UNKNOWN_ENDPOINT, EndpointPolicy.refusal(endpoint));
        }
        String time = header(record, Topics.LABEL_TIME_HEADER);
        return !time.isBlank() && LabelTime.parse(time).isEmpty()
                ? refused(Rejection.BAD_TIME, "header " + Topics.LABEL_TIME_HEADER + " is no time")
                : Optional.empty();
    }

    private Optional<Refusal> read(Record<byte[], byte[]> record, RecordMetadata place) {
        long time = LabelTime.of(header(record, Topics.LABEL_TIME_HEADER), "", record.timestamp());
        byte[] value = record.value() == null ? null : GroundTruthCodec.asJson(record.value());
        String id = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        if (value == null && time < 0) {
            return refused(Rejection.BAD_TIME, "no time of the retraction");
        }
        String endpoint = header(record, Topics.ENDPOINT_HEADER);
        GroundTruthParser parser = terms.parserOf(endpoint);
        long position = position(record, place);
        if (value != null && !parser.parse(value, 0, value.length, time, position)) {
            return refused(parser.rejection(), parser.detail());
        }
        if (value != null && endpoint.isEmpty() && terms.parserOf(parser.label().endpoint()) != parser) {
            // Only now is it known how this label is to be read.
            parser = terms.parserOf(parser.label().endpoint());
            if (!parser.parse(value, 0, value.length, time, position)) {
                return refused(parser.rejection(), parser.detail());
            }
        }
        // A record without value takes back the labels of its key.
        Label label = value == null ? Label.retraction(time, position) : parser.label();
        if (value != null && !parser.joinId().isEmpty()) {
            id = parser.joinId();
        }
        if (id.isEmpty()) {
            return refused(Rejection.NO_KEY, "neither the label nor its key names a prediction");
        }
        if (label.endpoint().isEmpty() && !endpoint.isEmpty()) {
            label = label.forEndpoint(endpoint);
        }
        labelled = new Labelled(id, label);
        return terms.boundsOf(label.endpoint())
                .judge(label.timeMs(), record.timestamp())
                .map(reason -> unbelieved(reason, record));
    }

    private Refusal unbelieved(Rejection reason, Record<byte[], byte[]> record) {
        Labelled read = labelled;
        return new Refusal(
                reason,
                "label time "
                        + (read == null ? "" : Instant.ofEpochMilli(read.label().timeMs())) + ", appended "
                        + Instant.ofEpochMilli(record.timestamp()));
    }

    /** The end of a replay: the deadline of the window that holds the last time has passed on this partition. */
    private void obey(Header control, Record<byte[], byte[]> record, JoinAccount account) {
        Long last = ControlRecord.lastEventTime(control.value(), record.value());
        String endpoint = header(record, Topics.ENDPOINT_HEADER);
        if (last == null
                || terms.boundsOf(endpoint).judge(last, record.timestamp()).isPresent()) {
            LOG.warn(
                    "control record without believable time is ignored: topic={}",
                    settings.groundTruth().topic());
            return;
        }
        account.labelTime().raiseTo(terms.deadlineOf(endpoint, last) + 1);
    }

    private static long position(Record<byte[], byte[]> record, RecordMetadata place) {
        return LabelOrder.positionOf(header(record, Topics.SOURCE_HEADER), place.offset());
    }

    private static Optional<Refusal> refused(Rejection reason, String detail) {
        return Optional.of(new Refusal(reason, detail));
    }

    private static String header(Record<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
