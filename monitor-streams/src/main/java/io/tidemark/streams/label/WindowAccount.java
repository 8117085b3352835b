package io.tidemark.streams.label;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.label.PredictionFate;
import io.tidemark.core.label.PredictionFates;
import io.tidemark.core.label.RevisionState;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.window.OffsetRanges;
import io.tidemark.core.window.WindowKey;
import io.tidemark.streams.processor.Sources;
import io.tidemark.streams.store.SmallState.Form;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.codec.LabelLedgerCodec;
import io.tidemark.wire.codec.SourceCodec;
import java.util.Map;
import java.util.TreeMap;

/**
 * The account of a window at a revision, or after its final one: then also what came too late for it, which is in no table.
 *
 * @param revision the number of the revision
 * @param isFinal whether no other follows
 * @param eligible predicted rows of the window
 * @param labelled those with a label, usable or not
 * @param lateRows predicted rows that came after the final revision; less those taken back
 * @param lateLabels labels of rows that came after the final revision; less those taken back
 * @param lateCaptures the captures that came after it, by input partition; not changed
 */
record WindowAccount(
        int revision,
        boolean isFinal,
        long eligible,
        long labelled,
        long lateRows,
        long lateLabels,
        Map<Integer, OffsetRanges> lateCaptures) {
    static final Form<WindowAccount> FORM = new Form<>(WindowAccount::encode, WindowAccount::decode);

    private static final int VERSION = 2;

    /** Did not say which captures were late. */
    private static final int VERSION_WITHOUT_CAPTURES = 1;

    /** Most that the late captures of a row of the ledger may take, in bytes. */
    private static final int OFFSETS_BYTES = 256 * 1024;

    /** Nothing is known of the window but what came too late. */
    static final WindowAccount OF_NOTHING = new WindowAccount(0, true, 0, 0, 0, 0, Map.of());

    static WindowAccount at(RevisionState state, ModelProfile tables) {
        return new WindowAccount(
                state.revisions(),
                state.isFinal(),
                tables.eligible(),
                tables.labelled() + tables.unusableLabels(),
                0,
                0,
                Map.of());
    }

    /** Takes in what came after the final revision. */
    WindowAccount withLate(ModelProfile delta, int partition, OffsetRanges captures) {
        Map<Integer, OffsetRanges> more = new TreeMap<>(lateCaptures);
        if (!captures.isEmpty()) {
            OffsetRanges sum = new OffsetRanges();
            sum.addAll(more.getOrDefault(partition, sum));
            sum.addAll(captures);
            more.put(partition, sum);
        }
        return new WindowAccount(
                revision,
                isFinal,
                eligible,
                labelled,
                lateRows + delta.eligible(),
                lateLabels + delta.labelled() + delta.unusableLabels(),
                more);
    }

    /** Returns the row of the ledger. */
    LedgerRow toRow(WindowKey window) {
        PredictionFates fates = new PredictionFates();
        fates.add(PredictionFate.LABELLED, labelled);
        fates.add(isFinal ? PredictionFate.EXPIRED_UNLABELLED : PredictionFate.OPEN, eligible - labelled);
        return LedgerRow.newBuilder(LabelLedgerCodec.toAvro(window, revision, fates))
                .setLateRows(lateRows)
                .setLate(lateLabels)
                .setLateOffsets(SourceCodec.toAvro(Sources.toWire(lateCaptures), OFFSETS_BYTES))
                .build();
    }

    private byte[] encode() {
        CanonicalOutput out = new CanonicalOutput(64)
                .putByte(VERSION)
                .putInt(revision)
                .putByte(isFinal ? 1 : 0)
                .putLong(eligible)
                .putLong(labelled)
                .putLong(lateRows)
                .putLong(lateLabels);
        Sources.write(lateCaptures, out);
        return out.toByteArray();
    }

    private static WindowAccount decode(byte[] bytes) {
        CanonicalInput in = new CanonicalInput(bytes);
        boolean isOlder = bytes.length > 0 && bytes[0] == VERSION_WITHOUT_CAPTURES;
        in.expectVersion(isOlder ? VERSION_WITHOUT_CAPTURES : VERSION, "stored window account");
        WindowAccount read = new WindowAccount(
                in.getInt(),
                in.getByte() == 1,
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                isOlder ? Map.of() : Sources.read(in));
        in.expectEnd();
        return read;
    }
}
