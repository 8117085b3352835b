package io.tidemark.baseline;

import io.tidemark.core.profile.ClassCounts;
import io.tidemark.core.service.TextCounts;
import io.tidemark.stats.summary.Moments;
import org.jspecify.annotations.Nullable;

/**
 * What a whole column was counted to, so that who listens need not count it a second time.
 *
 * @param rows of the table
 * @param classes how the present values are spelled
 * @param moments of all finite values if the column was counted as numbers, else null; only to be read
 * @param texts every present value if the column was counted as texts and all of them are known, else null
 */
public record ColumnCounts(
        long rows,
        ClassCounts classes,
        @Nullable Moments moments,
        @Nullable TextCounts texts) {}
