package io.tidemark.streams.label;

import io.tidemark.core.capture.Rejection;
import io.tidemark.core.config.LabelTerms;
import io.tidemark.core.label.Label;
import io.tidemark.core.ledger.Fate;
import io.tidemark.core.ledger.LabelIntakeRules;
import io.tidemark.core.ledger.LostInput;
import io.tidemark.core.window.OffsetRanges;
import io.tidemark.streams.processor.DeadLetters;
import io.tidemark.streams.processor.DeadLetters.Refusal;
import io.tidemark.streams.processor.EndpointPolicy;
import io.tidemark.streams.processor.Message;
import io.tidemark.streams.processor.Origin;
import io.tidemark.wire.ControlRecord;
import io.tidemark.wire.Topics;
import io.tidemark.wire.codec.GroundTruthCodec;
import io.tidemark.wire.codec.LabelLedgerCodec;
import io.tidemark.wire.codec.ViolationCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads ground truth: bytes to labels or dead letters, by {@link LabelIntakeRules}. Belongs to one task.
 */
final class LabelIntake {
    private static final Logger LOG = LoggerFactory.getLogger(LabelIntake.class);

    private final JoinSettings settings;
    private final Consumer<Message> forward;
    private final LabelIntakeRules rules;
    private final LabelTerms terms;
    private final DeadLetters letters;

    /**
     * A label and what it belongs to.
     *
     * @param joinId the id of its prediction
     * @param label the label, or a retraction
     */
    record Labelled(String joinId, Label label) {}

    LabelIntake(JoinSettings settings, LabelTerms terms, Consumer<Message> forward) {
        this.settings = settings;
        this.forward = forward;
        this.terms = terms;
        this.rules = new LabelIntakeRules(terms);
        this.letters = new DeadLetters(settings.monitors());
    }

    /** Takes a record of ground truth; empty if it is no label. */
    Optional<Labelled> take(Record<byte[], byte[]> record, RecordMetadata place, JoinAccount account) {
        OffsetRanges lost = settings.groundTruth().read(account.groundTruth(), place);
        if (!lost.isEmpty()) {
            // Sources are captures: the offsets of ground truth stand in description and evidence.
            forward.accept(new Message.Violated(ViolationCodec.toAvro(
                    LostInput.of(
                            LostInput.Input.GROUND_TRUTH,
                            place.partition(),
                            lost,
                            settings.monitors().hash()),
                    List.of())));
        }
        Header control = record.headers().lastHeader(Topics.CONTROL_HEADER);
        if (control != null) {
            account.groundTruth().add(Fate.CONTROL, 0);
            obey(control, record, account);
            return Optional.empty();
        }
        Optional<Refusal> refusal = refusal(record, place).or(() -> read(record, place));
        if (refusal.isPresent()) {
            account.groundTruth().add(Fate.DEAD_LETTERED, 0);
            account.fates().addDeadLetter();
            Origin origin = new Origin(header(record, Topics.ENDPOINT_HEADER), "");
            forward.accept(letters.reject(record, place, origin, refusal.get()));
            return Optional.empty();
        }
        Labelled taken = new Labelled(rules.joinId(), rules.label());
        account.labelTime().observe(taken.label().timeMs());
        account.groundTruth().add(Fate.PARSED, 1);
        return Optional.of(taken);
    }

    /** What can be refused without a look at the record. */
    private Optional<Refusal> refusal(Record<byte[], byte[]> record, RecordMetadata place) {
        if (settings.groundTruth().quarantine().isBlocked(place.partition(), place.offset())) {
            return refused(
                    Rejection.INTERNAL, "processing this label failed repeatedly; it is left out so that others go on");
        }
        String endpoint = header(record, Topics.ENDPOINT_HEADER);
        return !endpoint.isEmpty() && !settings.endpoints().accepts(endpoint)
                ? refused(Rejection.UNKNOWN_ENDPOINT, EndpointPolicy.refusal(endpoint))
                : Optional.empty();
    }

    private Optional<Refusal> read(Record<byte[], byte[]> record, RecordMetadata place) {
        byte[] value = record.value() == null ? null : GroundTruthCodec.asJson(record.value());
        Fate fate = rules.judge(
                value, LabelLedgerCodec.place(record.headers(), record.key(), record.timestamp(), place.offset()));
        return fate == Fate.PARSED ? Optional.empty() : refused(rules.reason(), rules.detail());
    }

    /** The end of a replay: the deadline of the window that holds the last time has passed on this partition. */
    private void obey(Header control, Record<byte[], byte[]> record, JoinAccount account) {
        Long last = ControlRecord.lastEventTime(control.value(), record.value());
        String endpoint = header(record, Topics.ENDPOINT_HEADER);
        if (last == null || rules.judgeTime(endpoint, last, record.timestamp()).isPresent()) {
            LOG.warn(
                    "control record without believable time is ignored: topic={}",
                    settings.groundTruth().topic());
            return;
        }
        account.labelTime().raiseTo(terms.deadlineOf(endpoint, last) + 1);
    }

    private static Optional<Refusal> refused(Rejection reason, String detail) {
        return Optional.of(new Refusal(reason, detail));
    }

    private static String header(Record<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
