package io.tidemark.core.ledger;

import io.tidemark.core.label.LabelAccount;
import io.tidemark.core.label.LabelFate;
import io.tidemark.core.label.PredictionFate;

/** The fates of a partition's records as the topics give them, and how many could be others. Mutable. */
final class LabelTally {
    private final LabelAccount sure = new LabelAccount();
    private long uncertainLabels;
    private long uncertainRows;
    private long waitingOrSettled;
    private long openOrSettled;
    private long records;
    private long control;
    private long unread;
    private long refused;
    private long unusable;
    private long doubtfulUnusable;

    /** From how many to how many. */
    record Bounds(long least, long most) {
        boolean allow(long count) {
            return count >= least && count <= most;
        }
    }

    void read(boolean isAccounted, boolean isControl) {
        if (isAccounted) {
            records++;
            control += isControl ? 1 : 0;
        } else {
            unread++;
        }
    }

    void refused(boolean isAccounted) {
        refused += isAccounted ? 1 : 0;
    }

    void unusable(boolean isDoubtful) {
        unusable += isDoubtful ? 0 : 1;
        doubtfulUnusable += isDoubtful ? 1 : 0;
    }

    /**
     * Takes the account of an id.
     *
     * @param isSettled whether it is known how far time had been passed for it
     */
    void add(LabelAccount account, boolean isSettled) {
        sure.merge(account);
        if (!isSettled) {
            waitingOrSettled += account.count(LabelFate.ORPHAN_WAITING);
            openOrSettled += account.count(PredictionFate.OPEN);
        }
    }

    /** Takes the account of an id whose fates depend on the order in which its records were read. */
    void uncertain(LabelAccount account) {
        uncertainLabels += account.labelsReceived();
        uncertainRows += account.rowsReceived();
    }

    Bounds of(LabelFate fate) {
        if (fate == LabelFate.DEAD_LETTERED) {
            return new Bounds(refused, refused);
        }
        long least = sure.count(fate);
        long most = least + uncertainLabels;
        return switch (fate) {
            case ORPHAN_WAITING -> new Bounds(least - waitingOrSettled, most);
            case ORPHAN_EXPIRED -> new Bounds(least, most + waitingOrSettled);
            default -> new Bounds(least, most);
        };
    }

    Bounds of(PredictionFate fate) {
        long least = sure.count(fate);
        long most = least + uncertainRows;
        return switch (fate) {
            case OPEN -> new Bounds(least - openOrSettled, most);
            case EXPIRED_UNLABELLED -> new Bounds(least, most + openOrSettled);
            default -> new Bounds(least, most);
        };
    }

    /** Label records with a fate. */
    long labels() {
        return sure.labelsReceived() + uncertainLabels + refused;
    }

    /** Predicted rows with a fate. */
    long rows() {
        return sure.rowsReceived() + uncertainRows;
    }

    Bounds unusable() {
        return new Bounds(unusable, unusable + doubtfulUnusable);
    }

    long records() {
        return records;
    }

    long control() {
        return control;
    }

    long unread() {
        return unread;
    }

    long uncertain() {
        return uncertainLabels + uncertainRows;
    }
}
