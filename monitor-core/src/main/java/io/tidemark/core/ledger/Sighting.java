package io.tidemark.core.ledger;

/** Whether a record was seen before. */
public enum Sighting {
    /** It was not: it counts. */
    FIRST,
    /** It was, byte for byte. */
    REPEAT,
    /** Another record of the same endpoint, variant, join id and event time was. */
    REPEAT_WITH_OTHER_CONTENTS,
    /** What was seen at its event time is no longer known: it counts. */
    UNCHECKED;

    /** Returns whether the record must not be counted. */
    public boolean isRepeat() {
        return this == REPEAT || this == REPEAT_WITH_OTHER_CONTENTS;
    }
}
