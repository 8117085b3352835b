package io.tidemark.streams.label;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.label.PredictionFate;
import io.tidemark.core.label.PredictionFates;
import io.tidemark.core.label.RevisionState;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.window.WindowKey;
import io.tidemark.streams.store.SmallState.Form;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.codec.LabelLedgerCodec;

/**
 * The account of a window at a revision, or after its final one: then also what came too late for it, which is in no table.
 *
 * @param revision the number of the revision
 * @param isFinal whether no other follows
 * @param eligible predicted rows of the window
 * @param labelled those with a label, usable or not
 * @param lateRows predicted rows that came after the final revision; less those taken back
 * @param lateLabels labels of rows that came after the final revision; less those taken back
 */
record WindowAccount(int revision, boolean isFinal, long eligible, long labelled, long lateRows, long lateLabels) {
    static final Form<WindowAccount> FORM = new Form<>(WindowAccount::encode, WindowAccount::decode);

    private static final int VERSION = 1;

    /** Nothing is known of the window but what came too late. */
    static final WindowAccount OF_NOTHING = new WindowAccount(0, true, 0, 0, 0, 0);

    static WindowAccount at(RevisionState state, ModelProfile tables) {
        return new WindowAccount(
                state.revisions(),
                state.isFinal(),
                tables.eligible(),
                tables.labelled() + tables.unusableLabels(),
                0,
                0);
    }

    /** Takes in what came after the final revision. */
    WindowAccount withLate(ModelProfile delta) {
        return new WindowAccount(
                revision,
                isFinal,
                eligible,
                labelled,
                lateRows + delta.eligible(),
                lateLabels + delta.labelled() + delta.unusableLabels());
    }

    /** Returns the row of the ledger. */
    LedgerRow toRow(WindowKey window) {
        PredictionFates fates = new PredictionFates();
        fates.add(PredictionFate.LABELLED, labelled);
        fates.add(isFinal ? PredictionFate.EXPIRED_UNLABELLED : PredictionFate.OPEN, eligible - labelled);
        return LedgerRow.newBuilder(LabelLedgerCodec.toAvro(window, revision, fates))
                .setLateRows(lateRows)
                .setLate(lateLabels)
                .build();
    }

    private byte[] encode() {
        return new CanonicalOutput(64)
                .putByte(VERSION)
                .putInt(revision)
                .putByte(isFinal ? 1 : 0)
                .putLong(eligible)
                .putLong(labelled)
                .putLong(lateRows)
                .putLong(lateLabels)
                .toByteArray();
    }

    private static WindowAccount decode(byte[] bytes) {
        CanonicalInput in = new CanonicalInput(bytes);
        in.expectVersion(VERSION, "stored window account");
        WindowAccount read = new WindowAccount(
                in.getInt(), in.getByte() == 1, in.getLong(), in.getLong(), in.getLong(), in.getLong());
        in.expectEnd();
        return read;
    }
}
