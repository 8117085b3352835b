package io.tidemark.core.label;

/** What became of a predicted row; each has exactly one fate at any time. Codes are stored: never
 * reuse one. */
public enum PredictionFate implements FateCounts.Fate {
    /** It has a label. */
    LABELLED(0, "labelled"),
    /** It waits for a label. */
    OPEN(1, "unlabelled"),
    /** Its deadline passed without a label. */
    EXPIRED_UNLABELLED(2, "expiredUnlabelled"),
    /** Its record repeats another one: same endpoint, variant, id and event time. */
    REPEATED(3, "repeated"),
    /** Its id had more predictions than are kept; it is in no table. */
    EXCESS(4, "excess");

    private final int code;
    private final String wireName;

    PredictionFate(int code, String wireName) {
        this.code = code;
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    @Override
    public int code() {
        return code;
    }
}
