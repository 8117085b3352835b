package io.tidemark.core.label;

/**
 * What became of a label record; each has exactly one fate at any time. Where a label meets several captured records the
 * first of these that holds for one of them is its fate. Declared from the strongest to the weakest; their codes
 * are stored: never reuse one.
 */
public enum LabelFate implements FateCounts.Fate {
    /** It labels a prediction. */
    JOINED(0, "joined"),
    /** It is a retraction that met a prediction. */
    RETRACTION(1, "retraction"),
    /** It contradicts another one, and the rule is {@link ConflictRule#REJECT}. */
    REJECTED(2, "rejected"),
    /** It holds another number of values than the captured record holds rows. */
    MISMATCHED(3, "mismatched"),
    /** It says what the label says that is joined. */
    DUPLICATE(4, "duplicate"),
    /** Another label of the id, with other values, was chosen. */
    REPLACED(5, "replaced"),
    /** A later retraction took it back. */
    RETRACTED(6, "retracted"),
    /** It came after the deadline of its prediction. */
    EXPIRED(7, "expired"),
    /** No prediction has its id yet. */
    ORPHAN_WAITING(8, "orphanWaiting"),
    /** No prediction had its id in time. */
    ORPHAN_EXPIRED(9, "orphanExpired"),
    /** Its id had more labels than are kept. */
    EXCESS(10, "excess"),
    /** It could not be read. */
    DEAD_LETTERED(11, "deadLettered");

    private static final LabelFate[] BY_CODE = {
        JOINED,
        RETRACTION,
        REJECTED,
        MISMATCHED,
        DUPLICATE,
        REPLACED,
        RETRACTED,
        EXPIRED,
        ORPHAN_WAITING,
        ORPHAN_EXPIRED,
        EXCESS,
        DEAD_LETTERED
    };

    private final int code;
    private final String wireName;

    LabelFate(int code, String wireName) {
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

    static LabelFate ofCode(int code) {
        if (code >= BY_CODE.length) {
            throw new IllegalArgumentException(
                    "a stored label has fate " + code + ", which this program does not know");
        }
        return BY_CODE[code];
    }
}
