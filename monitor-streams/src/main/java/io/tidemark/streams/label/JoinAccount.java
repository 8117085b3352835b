package io.tidemark.streams.label;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.label.LabelAccount;
import io.tidemark.core.label.LabelFate;
import io.tidemark.core.label.LabelFates;
import io.tidemark.core.label.PredictionFate;
import io.tidemark.core.label.PredictionFates;
import io.tidemark.core.ledger.Fate;
import io.tidemark.core.ledger.PartitionAccount;
import io.tidemark.core.window.Watermark;
import io.tidemark.streams.store.SmallState.Form;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.codec.LabelLedgerCodec;
import java.util.Map;
import java.util.TreeMap;

/**
 * The cumulative account of a partition of captures and the one of ground truth beside it, and how far label time has come
 * there. Mutable; lives in a store, committed with the offsets that it speaks of.
 */
final class JoinAccount {
    static final Form<JoinAccount> FORM = new Form<>(JoinAccount::encode, JoinAccount::decode);

    /** Captures of endpoints without model baseline, beside the fates of rows in the ledger. */
    static final String WITHOUT_MODEL = "capturesWithoutModel";

    /** Captures whose prediction cannot be read, beside the fates of rows in the ledger. */
    static final String UNUSABLE = LabelLedgerCodec.CAPTURES_UNUSABLE;

    private static final int VERSION = 2;

    /** Did not say how far time had been settled. */
    private static final int VERSION_WITHOUT_SETTLED = 1;

    private final PartitionAccount captures;
    private final PartitionAccount groundTruth;
    private final LabelAccount fates;
    private final Watermark labelTime;
    private long withoutModel;
    private long unusable;
    private long settledThroughMs = Watermark.NONE;
    private long settledUpToMs = Watermark.NONE;
    private long settledInSilenceMs = Watermark.NONE;

    JoinAccount() {
        this(new PartitionAccount(), new PartitionAccount(), new LabelAccount(), new Watermark());
    }

    private JoinAccount(
            PartitionAccount captures, PartitionAccount groundTruth, LabelAccount fates, Watermark labelTime) {
        this.captures = captures;
        this.groundTruth = groundTruth;
        this.fates = fates;
        this.labelTime = labelTime;
    }

    /** What became of the captures. */
    PartitionAccount captures() {
        return captures;
    }

    /** What became of the records of ground truth when they were read. */
    PartitionAccount groundTruth() {
        return groundTruth;
    }

    /** What became of labels and predictions. */
    LabelAccount fates() {
        return fates;
    }

    /** How far label time has come. */
    Watermark labelTime() {
        return labelTime;
    }

    /** Notes a capture whose endpoint has no model baseline. */
    void addWithoutModel() {
        captures.add(Fate.FILTERED, 0);
        withoutModel++;
    }

    /** Notes a capture that was read, but whose prediction was not. */
    void addUnusable() {
        captures.add(Fate.DEAD_LETTERED, 0);
        unusable++;
    }

    /**
     * Notes how far entries have been let go.
     *
     * @param throughMs all that waited for an earlier time were
     * @param upToMs none that waits for this time or a later one was by this look
     * @param isBySilence whether something else stood in for the watermark of an input that was silent
     */
    void settled(long throughMs, long upToMs, boolean isBySilence) {
        settledThroughMs = throughMs;
        settledUpToMs = Math.max(settledUpToMs, upToMs);
        if (isBySilence) {
            settledInSilenceMs = Math.max(settledInSilenceMs, upToMs);
        }
    }

    /** Returns the row of the ledger. */
    LedgerRow toRow(int partition) {
        LabelLedgerCodec.Range range = new LabelLedgerCodec.Range(
                partition,
                Math.max(0, groundTruth.firstOffset()),
                Math.max(0, groundTruth.nextOffset()),
                groundTruth.count(Fate.CONTROL),
                groundTruth.lost(),
                groundTruth.gaps());
        LedgerRow row = LabelLedgerCodec.toAvro(range, labelFates(), predictionFates());
        Map<String, Long> rows = new TreeMap<>(row.getPredictionFates());
        putPositive(rows, WITHOUT_MODEL, withoutModel);
        putPositive(rows, UNUSABLE, unusable);
        return LedgerRow.newBuilder(row)
                .setPredictionFates(rows)
                .setCapturesFrom(captures.firstOffset())
                .setCapturesTo(captures.nextOffset())
                .setCapturesLost(captures.lost())
                .setSettledThrough(settledThroughMs)
                .setSettledUpTo(settledUpToMs)
                .setSettledInSilence(settledInSilenceMs)
                .build();
    }

    private static void putPositive(Map<String, Long> rows, String name, long count) {
        if (count > 0) {
            rows.put(name, count);
        }
    }

    private LabelFates labelFates() {
        LabelFates counts = new LabelFates();
        for (LabelFate fate : LabelFate.values()) {
            counts.add(fate, fates.count(fate));
        }
        return counts;
    }

    private PredictionFates predictionFates() {
        PredictionFates counts = new PredictionFates();
        for (PredictionFate fate : PredictionFate.values()) {
            counts.add(fate, fates.count(fate));
        }
        return counts;
    }

    private byte[] encode() {
        return new CanonicalOutput(512)
                .putByte(VERSION)
                .putBytes(captures.encode())
                .putBytes(groundTruth.encode())
                .putBytes(fates.encode())
                .putBytes(labelTime.encode())
                .putVarint(withoutModel)
                .putVarint(unusable)
                .putLong(settledThroughMs)
                .putLong(settledUpToMs)
                .putLong(settledInSilenceMs)
                .toByteArray();
    }

    private static JoinAccount decode(byte[] bytes) {
        CanonicalInput in = new CanonicalInput(bytes);
        boolean isOlder = bytes.length > 0 && bytes[0] == VERSION_WITHOUT_SETTLED;
        in.expectVersion(isOlder ? VERSION_WITHOUT_SETTLED : VERSION, "stored label account");
        JoinAccount account = new JoinAccount(
                PartitionAccount.decode(in.getBytes()),
                PartitionAccount.decode(in.getBytes()),
                LabelAccount.decode(in.getBytes()),
                Watermark.decode(in.getBytes()));
        account.withoutModel = in.getCount();
        account.unusable = in.getCount();
        // An older release settled something, and did not note how far.
        account.settledThroughMs = isOlder ? Watermark.NONE : in.getLong();
        account.settledUpToMs = isOlder ? Long.MAX_VALUE : in.getLong();
        account.settledInSilenceMs = isOlder ? Long.MAX_VALUE : in.getLong();
        in.expectEnd();
        return account;
    }
}
