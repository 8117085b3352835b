package io.tidemark.core.ledger;

/** What intake did with a record; every record has one. */
public enum Fate {
    /** It was read and handed on: it is counted in its window, or late. */
    PARSED,
    /** It repeats an earlier one. */
    DUPLICATE,
    /** It was refused, with a reason. */
    DEAD_LETTERED,
    /** The configured sampling left it out. */
    SAMPLED_OUT,
    /** The configured filter left it out. */
    FILTERED,
    /** It is a control record and no capture. */
    CONTROL
}
