package io.tidemark.core.label;

/**
 * What became of a label record; each has exactly one fate at any time. Where a label meets several captured records the
 * first of these that holds for one of them is its fate. Declared from the strongest to the weakest; the ordinal is
 * stored, so new ones go to the end and say where they rank.
 */
public enum LabelFate {
    /** It labels a prediction. */
    JOINED("joined"),
    /** It is a retraction that met a prediction. */
    RETRACTION("retraction"),
    /** It contradicts another one, and the rule is {@link ConflictRule#REJECT}. */
    REJECTED("rejected"),
    /** It holds another number of values than the captured record holds rows. */
    MISMATCHED("mismatched"),
    /** It says what the label says that is joined. */
    DUPLICATE("duplicate"),
    /** Another label of the id, with other values, was chosen. */
    REPLACED("replaced"),
    /** A later retraction took it back. */
    RETRACTED("retracted"),
    /** It came after the deadline of its prediction. */
    EXPIRED("expired"),
    /** No prediction has its id yet. */
    ORPHAN_WAITING("orphanWaiting"),
    /** No prediction had its id in time. */
    ORPHAN_EXPIRED("orphanExpired"),
    /** Its id had more labels than are kept. */
    EXCESS("excess"),
    /** It could not be read. */
    DEAD_LETTERED("deadLettered");

    private static final LabelFate[] BY_CODE = values();

    private final String wireName;

    LabelFate(String wireName) {
        this.wireName = wireName;
    }

    /** The stable name in the ledger. */
    public String wireName() {
        return wireName;
    }

    static int size() {
        return BY_CODE.length;
    }

    static LabelFate ofCode(int code) {
        if (code >= BY_CODE.length) {
            throw new IllegalArgumentException(
                    "a stored label has fate " + code + ", which this program does not know");
        }
        return BY_CODE[code];
    }
}
