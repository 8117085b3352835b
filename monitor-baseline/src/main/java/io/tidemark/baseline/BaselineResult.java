package io.tidemark.baseline;

import io.tidemark.baseline.csv.BadRows;
import io.tidemark.core.baseline.Baseline;
import java.util.List;

/**
 * What a job made of a training table.
 *
 * @param baseline the baseline
 * @param files that were read, as messages name them
 * @param warnings what the user should look at, one sentence each, in the order of the columns; may be empty
 * @param badRows that were left out, because the plan permits some
 */
public record BaselineResult(Baseline baseline, List<String> files, List<String> warnings, BadRows badRows) {
    /** Copies the lists. */
    public BaselineResult {
        files = List.copyOf(files);
        warnings = List.copyOf(warnings);
    }
}
