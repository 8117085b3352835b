package io.tidemark.core.label;

/** What became of a predicted row; each has exactly one fate at any time. The ordinal is stored. */
public enum PredictionFate {
    /** It has a label. */
    LABELLED("labelled"),
    /** It waits for a label. */
    OPEN("unlabelled"),
    /** Its deadline passed without a label. */
    EXPIRED_UNLABELLED("expiredUnlabelled"),
    /** Its record repeats another one: same endpoint, variant, id and event time. */
    REPEATED("repeated"),
    /** Its id had more predictions than are kept; it is in no table. */
    EXCESS("excess");

    private static final int SIZE = values().length;

    private final String wireName;

    PredictionFate(String wireName) {
        this.wireName = wireName;
    }

    /** The stable name in the ledger. */
    public String wireName() {
        return wireName;
    }

    static int size() {
        return SIZE;
    }
}
