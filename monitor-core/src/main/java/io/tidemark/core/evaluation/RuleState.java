package io.tidemark.core.evaluation;

/** What a rule said. */
public enum RuleState {
    OK,
    ALARM,
    /** Too few rows to say anything; never to be read as OK. */
    INSUFFICIENT_DATA
}
