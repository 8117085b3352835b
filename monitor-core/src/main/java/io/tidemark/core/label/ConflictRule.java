package io.tidemark.core.label;

/** Which of several labels of one prediction counts. Their codes are stored and hashed: never reuse one. */
public enum ConflictRule {
    /** The last in {@link LabelOrder}: corrections replace. */
    LAST(0, "last"),
    /** The first in {@link LabelOrder}. */
    FIRST(1, "first"),
    /** None, if their values differ. */
    REJECT(2, "reject");

    private final int code;
    private final String wireName;

    ConflictRule(int code, String wireName) {
        this.code = code;
        this.wireName = wireName;
    }

    int code() {
        return code;
    }

    /** The name in settings and reports. */
    public String wireName() {
        return wireName;
    }
}
