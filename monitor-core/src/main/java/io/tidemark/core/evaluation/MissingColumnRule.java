package io.tidemark.core.evaluation;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.profile.RowCounts;

/**
 * DQ004: the share of rows in which a column of the baseline is absent must not exceed a maximum.
 *
 * @param maxShare largest allowed share of such rows, in [0, 1]
 */
public record MissingColumnRule(double maxShare) implements WindowRule {
    public MissingColumnRule {
        Parameters.requireShare("DQ004 maxShare", maxShare);
    }

    @Override
    public String code() {
        return "DQ004";
    }

    @Override
    public RuleOutcome judge(RowCounts rows, long minRows) {
        double share = (double) rows.missingColumnRows() / rows.rows();
        return ShareRule.atMost(code(), "", "missingColumnShare", share, maxShare, rows.rows(), minRows);
    }

    @Override
    public void writeTo(CanonicalOutput out) {
        out.putText(code()).putDouble(maxShare);
    }
}
