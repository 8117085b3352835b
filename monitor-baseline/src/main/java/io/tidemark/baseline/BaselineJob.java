package io.tidemark.baseline;

import io.tidemark.baseline.csv.CsvException;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.feature.FeatureKind;
import io.tidemark.core.feature.FeatureType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a baseline from a training table that may be far larger than memory.
 *
 * <p>Two passes over the files. The first takes a fixed sample of at most {@value RowSample#MOST_ROWS} rows and 64 MiB
 * of text, chosen by a hash of where each row stands; from it come types, the edges of grids and candidate categories.
 * The second counts every value exactly. Where the whole table contradicts the type that the sample suggested (the
 * share of values that are no numbers is 1 % at most in one and more in the other), two more passes count these columns
 * anew.
 *
 * <ul>
 *   <li>Numbers: with at most G = min(1023, 2^21 / features) distinct values each one is an edge; else the edges are
 *       the sample's quantiles, fitted to the true minimum and maximum. Moments are exact.
 *   <li>Texts: the 255 most frequent values are tracked (ties: by UTF-8 bytes), further ones, at most 100,000, are
 *       known by hash. Beyond that the domain is marked incomplete, and the values of the sample stand for it.
 *   <li>Type: String if more than 1 % of the present values are no numbers or none is finite; else Fractional if any is
 *       a fraction, else Integral; Unknown without a present value. A type set in the plan wins.
 * </ul>
 *
 * <p>The baseline, and so its hash, does not depend on the number of threads or on compression. It does not depend on
 * how rows are ordered or spread over files either, as long as the table is its own sample; beyond that the sample, and
 * with it the edges, depends on where rows stand.
 *
 * <p>Memory: up to 80 MiB for the sample, and for each thread 8 MiB of numbers and up to 48 KiB for a column of numbers
 * and 12 MiB for one of texts; all columns of texts together stay below 320 MiB a thread.
 */
public final class BaselineJob {
    private BaselineJob() {}

    /** Runs a job without telling its progress. */
    public static BaselineResult run(BaselinePlan plan) throws InterruptedException {
        return run(plan, Progress.NONE);
    }

    /**
     * Runs a job.
     *
     * @throws CsvException for whatever is wrong with the input: paths, table, columns
     * @throws InterruptedException if the thread is interrupted; nothing was written anywhere
     */
    public static BaselineResult run(BaselinePlan plan, Progress progress) throws InterruptedException {
        return run(plan, progress, ColumnListeners.NONE);
    }

    /**
     * Runs a job whose values others want to see in the order of the rows. The baseline is the same with and without
     * them.
     *
     * @throws CsvException for whatever is wrong with the input: paths, table, columns
     * @throws InterruptedException if the thread is interrupted; nothing was written anywhere
     */
    public static BaselineResult run(BaselinePlan plan, Progress progress, ColumnListeners listeners)
            throws InterruptedException {
        TrainingTable table = TrainingTable.open(plan);
        ColumnCounting counting = new ColumnCounting(table, plan, progress, listeners);
        ColumnCounter[] counters = count(table, counting);
        requireRows(table, counters[0]);
        List<FeatureBaseline> features = new ArrayList<>();
        @Nullable FeatureBaseline label = null;
        BaselineWarnings warnings = new BaselineWarnings(counters[0].readings().total());
        for (int i = 0; i < counters.length; i++) {
            TrainingTable.Column column = table.columns().get(i);
            FeatureBaseline feature = FeatureAssembly.of(column, counters[i]);
            warnings.look(column, feature, counters[i]);
            if (i == table.label()) {
                label = feature;
            } else {
                features.add(feature);
            }
        }
        Baseline baseline = Baseline.of(features, label, plan.missingMarkers());
        return new BaselineResult(baseline, table.files(), warnings.list(), counting.badRows());
    }

    private static ColumnCounter[] count(TrainingTable table, ColumnCounting counting) throws InterruptedException {
        List<TrainingTable.Column> columns = table.columns();
        @Nullable FeatureKind[] kinds = new FeatureKind[columns.size()];
        for (int i = 0; i < kinds.length; i++) {
            FeatureType type = columns.get(i).type();
            kinds[i] = type == null ? null : type.kind();
        }
        ColumnCounter[] counters = counting.count(
                columns.stream().mapToInt(TrainingTable.Column::index).toArray(), kinds);
        int[] wrong = IntStream.range(0, kinds.length)
                .filter(i -> kinds[i] == null && !FeatureAssembly.fits(counters[i]))
                .toArray();
        if (wrong.length > 0) {
            recount(table, counting, counters, wrong);
        }
        return counters;
    }

    private static void recount(TrainingTable table, ColumnCounting counting, ColumnCounter[] counters, int[] wrong)
            throws InterruptedException {
        int[] indexes = new int[wrong.length];
        @Nullable FeatureKind[] kinds = new FeatureKind[wrong.length];
        for (int i = 0; i < wrong.length; i++) {
            indexes[i] = table.columns().get(wrong[i]).index();
            kinds[i] = counters[wrong[i]] instanceof NumericCounter ? FeatureKind.CATEGORICAL : FeatureKind.NUMERIC;
        }
        ColumnCounter[] recounted = counting.count(indexes, kinds);
        for (int i = 0; i < wrong.length; i++) {
            counters[wrong[i]] = recounted[i];
        }
    }

    private static void requireRows(TrainingTable table, ColumnCounter any) {
        if (any.readings().total() == 0) {
            throw CsvException.inFile(
                    table.files().get(0),
                    table.files().size() == 1 ? "no rows below the header" : "no rows in this and the other files",
                    "a baseline is made from the values of training rows",
                    "check how the file was written");
        }
    }
}
