package io.tidemark.baseline.model;

import io.tidemark.baseline.csv.BadRows;
import io.tidemark.core.model.ModelBaseline;
import java.util.List;

/**
 * What a job made of labelled predictions.
 *
 * @param baseline the model baseline
 * @param files that were read, as messages name them
 * @param warnings what the user should look at, one sentence each; may be empty
 * @param badRows that were left out, because the plan permits some
 */
public record QualityResult(ModelBaseline baseline, List<String> files, List<String> warnings, BadRows badRows) {
    /** Copies the lists. */
    public QualityResult {
        files = List.copyOf(files);
        warnings = List.copyOf(warnings);
    }
}
