package io.tidemark.wire.codec;

import io.tidemark.core.label.LabelFate;
import io.tidemark.core.label.LabelFates;
import io.tidemark.core.label.PredictionFate;
import io.tidemark.core.label.PredictionFates;
import io.tidemark.core.window.WindowKey;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import java.util.Map;
import java.util.TreeMap;

/** Accounts of labels on the wire. */
public final class LabelLedgerCodec {
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
