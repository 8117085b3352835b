package io.tidemark.wire.codec;

import io.tidemark.core.evaluation.VerdictStatus;
import io.tidemark.core.label.LabelFate;
import io.tidemark.core.label.LabelFates;
import io.tidemark.core.label.PredictionFate;
import io.tidemark.core.label.PredictionFates;
import io.tidemark.core.ledger.LabelFacts;
import io.tidemark.core.ledger.LabelIntakeRules;
import io.tidemark.core.ledger.LabelLedgerCheck;
import io.tidemark.core.window.WindowKey;
import io.tidemark.wire.ControlRecord;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.avro.ModelReport;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Accounts of labels on the wire. */
public final class LabelLedgerCodec {
    /** Captures whose prediction cannot be read, beside the fates of rows. */
    public static final String CAPTURES_UNUSABLE = "capturesUnusable";

    private LabelLedgerCodec() {}

    /**
     * What was read of a partition of ground truth.
     *
     * @param partition of the topic
     * @param firstOffset of the range that is accounted for
     * @param nextOffset its end, exclusive
     * @param control control records in it
     * @param lost offsets that Kafka deleted before they were read
     * @param gaps offsets that hold no record
     */
    public record Range(int partition, long firstOffset, long nextOffset, long control, long lost, long gaps) {}

    /**
     * Returns the row of an input partition: what became of each label record in it, and of each predicted row whose join
     * id is of this partition.
     */
    public static LedgerRow toAvro(Range range, LabelFates labels, PredictionFates predictions) {
        return LedgerRow.newBuilder()
                .setScope(LedgerScope.LABELS)
                .setPartition(range.partition())
                .setFirstOffset(range.firstOffset())
                .setNextOffset(range.nextOffset())
                .setRead(range.nextOffset() - range.firstOffset() - range.lost() - range.gaps())
                .setControl(range.control())
                .setLost(range.lost())
                .setGaps(range.gaps())
                .setDeadLettered(labels.count(LabelFate.DEAD_LETTERED))
                .setLabelFates(map(labels))
                .setPredictionFates(map(predictions))
                .build();
    }

    /** Returns the row of one evaluation of a window, of all its segments together. */
    public static LedgerRow toAvro(WindowKey window, int revision, PredictionFates predictions) {
        return LedgerRow.newBuilder()
                .setScope(LedgerScope.LABEL_WINDOW)
                .setEndpoint(window.endpoint())
                .setVariant(window.variant())
                .setWindowStart(window.startMs())
                .setRevision(revision)
                .setPredictionFates(map(predictions))
                .build();
    }

    /** Gives a row to a check of labels; rows on captures alone are another check's. */
    public static void addTo(LabelLedgerCheck check, LedgerRow row) {
        if (row.getScope() == LedgerScope.LABELS) {
            check.partition(new LabelFacts.PartitionRow(
                    row.getPartition(),
                    new LabelFacts.Range(row.getFirstOffset(), row.getNextOffset(), row.getLost()),
                    new LabelFacts.Range(row.getCapturesFrom(), row.getCapturesTo(), row.getCapturesLost()),
                    new LabelFacts.Settled(row.getSettledThrough(), row.getSettledUpTo(), row.getSettledInSilence()),
                    labels(row),
                    predictions(row),
                    Map.of(
                            "read",
                            row.getRead(),
                            "control",
                            row.getControl(),
                            "gaps",
                            row.getGaps(),
                            CAPTURES_UNUSABLE,
                            row.getPredictionFates().getOrDefault(CAPTURES_UNUSABLE, 0L))));
        } else if (row.getScope() == LedgerScope.LABEL_WINDOW) {
            check.window(new LabelFacts.WindowRow(
                    new WindowKey(row.getEndpoint(), row.getVariant(), row.getWindowStart()),
                    row.getRevision(),
                    predictions(row),
                    row.getLateRows(),
                    row.getLate()));
        }
    }

    /** Returns a record of the topic of ground truth as a check takes it. */
    public static LabelFacts.Truth truth(ConsumerRecord<byte[], byte[]> record) {
        Header control = record.headers().lastHeader(Topics.CONTROL_HEADER);
        return new LabelFacts.Truth(
                record.partition(),
                record.offset(),
                control == null
                        ? null
                        : new LabelFacts.Control(ControlRecord.lastEventTime(control.value(), record.value())),
                record.value() == null ? null : GroundTruthCodec.asJson(record.value()),
                place(record.headers(), record.key(), record.timestamp(), record.offset()));
    }

    /**
     * Returns what stands beside the value of a record of ground truth.
     *
     * @param headers its headers
     * @param key its key, or null
     * @param appendMs when it was appended
     * @param offset its offset
     */
    public static LabelIntakeRules.Place place(Headers headers, byte @Nullable [] key, long appendMs, long offset) {
        return new LabelIntakeRules.Place(
                text(headers, Topics.ENDPOINT_HEADER),
                text(headers, Topics.LABEL_TIME_HEADER),
                text(headers, Topics.SOURCE_HEADER),
                key == null ? "" : new String(key, StandardCharsets.UTF_8),
                appendMs,
                offset);
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** Returns the summary of a report on all rows of a window as a check takes it. */
    public static LabelFacts.Reported reported(ModelReport summary) {
        return new LabelFacts.Reported(
                new WindowKey(summary.getEndpoint(), summary.getVariant(), summary.getWindowStart()),
                summary.getRevision(),
                summary.getStatus().equals(VerdictStatus.FINAL.name()),
                summary.getEligible(),
                summary.getLabelled() + summary.getUnusable());
    }

    /** Returns the label records of a row by what became of them. */
    public static LabelFates labels(LedgerRow row) {
        LabelFates fates = new LabelFates();
        for (LabelFate fate : LabelFate.values()) {
            fates.add(fate, row.getLabelFates().getOrDefault(fate.wireName(), 0L));
        }
        return fates;
    }

    /** Returns the predicted rows of a row by what became of them. */
    public static PredictionFates predictions(LedgerRow row) {
        PredictionFates fates = new PredictionFates();
        for (PredictionFate fate : PredictionFate.values()) {
            fates.add(fate, row.getPredictionFates().getOrDefault(fate.wireName(), 0L));
        }
        return fates;
    }

    private static Map<String, Long> map(LabelFates fates) {
        Map<String, Long> byName = new TreeMap<>();
        for (LabelFate fate : LabelFate.values()) {
            if (fates.count(fate) != 0) {
                byName.put(fate.wireName(), fates.count(fate));
            }
        }
        return byName;
    }

    private static Map<String, Long> map(PredictionFates fates) {
        Map<String, Long> byName = new TreeMap<>();
        for (PredictionFate fate : PredictionFate.values()) {
            if (fates.count(fate) != 0) {
                byName.put(fate.wireName(), fates.count(fate));
            }
        }
        return byName;
    }
}
