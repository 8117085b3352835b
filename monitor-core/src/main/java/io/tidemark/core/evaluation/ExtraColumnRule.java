package io.tidemark.core.evaluation;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.profile.RowCounts;

/**
 * DQ005: the share of rows with a column that the baseline does not know must not exceed a maximum.
 *
 * @param maxShare largest allowed share of such rows, in [0, 1]
 */
public record ExtraColumnRule(double maxShare) implements WindowRule {
    public ExtraColumnRule {
        Parameters.requireShare("DQ005 maxShare", maxShare);
    }

    @Override
    public String code() {
        return "DQ005";
    }

    @Override
    public RuleOutcome judge(RowCounts rows, long minRows) {
        double share = (double) rows.extraColumnRows() / rows.rows();
        return ShareRule.atMost(code(), "", "extraColumnShare", share, maxShare, rows.rows(), minRows);
    }

    @Override
    public void writeTo(CanonicalOutput out) {
        out.putText(code()).putDouble(maxShare);
    }
}
