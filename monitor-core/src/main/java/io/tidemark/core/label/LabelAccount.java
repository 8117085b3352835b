package io.tidemark.core.label;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;

/**
 * The cumulative account of labels and predictions, of an input partition, an endpoint, or a whole run:
 *
 * <pre>
 *   labels:  received = joined + retraction + rejected + mismatched + duplicate + replaced + retracted
 *                       + expired + orphanWaiting + orphanExpired + excess + deadLettered
 *   rows:    received = eligible + repeated + excess,    eligible = labelled + unlabelled + expiredUnlabelled
 * </pre>
 *
 * Both hold after every single record. {@link #merge} is associative and commutative, and a new account is its identity.
 * Mutable; not thread-safe.
 */
public final class LabelAccount {
    private static final int VERSION = 1;

    private final LabelFates labels;
    private final PredictionFates predictions;
    private long labelsReceived;
    private long rowsReceived;
    private long conflicts;

    /** An account of nothing. */
    public LabelAccount() {
        this(new LabelFates(), new PredictionFates());
    }

    private LabelAccount(LabelFates labels, PredictionFates predictions) {
        this.labels = labels;
        this.predictions = predictions;
    }

    /** Takes one label record and what it changed. */
    public void addLabel(Changes changes) {
        labelsReceived++;
        take(changes);
    }

    /** Takes one captured record and what it changed. */
    public void addPredictions(int rows, Changes changes) {
        rowsReceived += rows;
        take(changes);
    }

    /** Takes what the passing of time changed. */
    public void addExpiry(Changes changes) {
        take(changes);
    }

    /** Takes one label record that could not be read. */
    public void addDeadLetter() {
        labelsReceived++;
        labels.add(LabelFate.DEAD_LETTERED, 1);
    }

    private void take(Changes changes) {
        labels.merge(changes.labels());
        predictions.merge(changes.predictions());
        conflicts += changes.isConflict() ? 1 : 0;
    }

    /** Adds another account. */
    public void merge(LabelAccount other) {
        labels.merge(other.labels);
        predictions.merge(other.predictions);
        labelsReceived += other.labelsReceived;
        rowsReceived += other.rowsReceived;
        conflicts += other.conflicts;
    }

    /** Returns the label records received. */
    public long labelsReceived() {
        return labelsReceived;
    }

    /** Returns the predicted rows received. */
    public long rowsReceived() {
        return rowsReceived;
    }

    /** Returns the captured records that repeat another one with other contents. */
    public long conflicts() {
        return conflicts;
    }

    /** Returns the label records with this fate. */
    public long count(LabelFate fate) {
        return labels.count(fate);
    }

    /** Returns the predicted rows with this fate. */
    public long count(PredictionFate fate) {
        return predictions.count(fate);
    }

    /** Returns the rows of all windows' tables. */
    public long eligible() {
        return predictions.eligible();
    }

    /** Returns received labels less the labels of all fates: 0, or something was lost or counted twice. */
    public long labelDifference() {
        return labelsReceived - labels.sum();
    }

    /** Returns received rows less the rows of all fates: 0, or something was lost or counted twice. */
    public long rowDifference() {
        return rowsReceived - predictions.sum();
    }

    /** Writes the account behind a version byte. */
    public byte[] encode() {
        CanonicalOutput out = new CanonicalOutput(64);
        out.putByte(VERSION).putVarint(labelsReceived).putVarint(rowsReceived).putVarint(conflicts);
        labels.writeTo(out);
        predictions.writeTo(out);
        return out.toByteArray();
    }

    /** Reads what {@link #encode} wrote. */
    public static LabelAccount decode(byte[] bytes) {
        CanonicalInput in = new CanonicalInput(bytes);
        in.expectVersion(VERSION, "stored label account");
        long labelsReceived = in.getCount();
        long rowsReceived = in.getCount();
        long conflicts = in.getCount();
        LabelAccount account = new LabelAccount(LabelFates.readFrom(in), PredictionFates.readFrom(in));
        account.labelsReceived = labelsReceived;
        account.rowsReceived = rowsReceived;
        account.conflicts = conflicts;
        in.expectEnd();
        return account;
    }
}
