package io.tidemark.core.evaluation;

import io.tidemark.core.profile.RowCounts;

/** A rule that judges the rows of a window as a whole. */
public sealed interface WindowRule extends Rule permits MissingColumnRule, ExtraColumnRule {
    /** Judges a window with at least one row. */
    RuleOutcome judge(RowCounts rows, long minRows);
}
