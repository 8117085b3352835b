package io.tidemark.core.evaluation;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.window.WindowKey;
import java.util.List;

/**
 * The verdict on one closed window. Two reports over the same records, baseline and configuration are equal, byte for
 * byte, wherever and in whatever order they were counted.
 *
 * @param window endpoint, variant and start
 * @param windowEndMs exclusive end in epoch milliseconds
 * @param baselineHash the baseline compared with, or {@link ContentHash#NONE}
 * @param configHash the configuration that judged
 * @param state what is known of the window as a whole
 * @param records captured records counted
 * @param rows rows of these records
 * @param extraColumnRows rows with a column that the baseline does not know
 * @param missingColumnRows rows in which a column of the baseline is absent
 * @param features the features in the baseline's order
 * @param outcomes what every rule said, ordered by code, then by feature
 * @param verdictHash the hash of everything above and of the counts behind it
 */
public record WindowReport(
        WindowKey window,
        long windowEndMs,
        ContentHash baselineHash,
        ContentHash configHash,
        WindowState state,
        long records,
        long rows,
        long extraColumnRows,
        long missingColumnRows,
        List<FeatureReport> features,
        List<RuleOutcome> outcomes,
        ContentHash verdictHash) {
    public WindowReport {
        features = List.copyOf(features);
        outcomes = List.copyOf(outcomes);
    }

    /** Returns the number of rules that fired. */
    public long alarms() {
        return outcomes.stream().filter(RuleOutcome::isAlarm).count();
    }
}
