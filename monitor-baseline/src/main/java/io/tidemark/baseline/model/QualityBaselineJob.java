package io.tidemark.baseline.model;

import io.tidemark.baseline.Progress;
import io.tidemark.baseline.csv.BadRows;
import io.tidemark.baseline.csv.CsvException;
import io.tidemark.core.model.LabelledRowReader;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelBaselineBuilder;
import io.tidemark.core.model.ModelSpec;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes a model baseline from a table of labelled predictions that may be larger than memory, in three passes: values of
 * classes, groups and segments where they are not given; then the scores, which shape the tables; then all rows. The result
 * does not depend on the order of rows or on how they are spread over files.
 *
 * <p>Rows without a readable answer are bad rows. A label that is empty or none of the model's leaves its row without one;
 * such rows are told in a warning.
 */
public final class QualityBaselineJob {
    private QualityBaselineJob() {}

    /** Runs a job without telling its progress. */
    public static QualityResult run(QualityPlan plan) throws InterruptedException {
        return run(plan, Progress.NONE);
    }

    /**
     * Runs a job.
     *
     * @throws CsvException for whatever is wrong with the input: paths, table, columns, values
     * @throws InterruptedException if the thread is interrupted; nothing was written anywhere
     */
    public static QualityResult run(QualityPlan plan, Progress progress) throws InterruptedException {
        TextRows rows = TextRows.open(plan.table());
        ModelShape shape = ModelShape.of(plan, rows, progress);
        try {
            return run(plan, progress, rows, shape);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw shape.refused(String.valueOf(e.getMessage()));
        }
    }

    private static QualityResult run(QualityPlan plan, Progress progress, TextRows rows, ModelShape shape)
            throws InterruptedException {
        List<String> names = rows.header().names();
        List<String> markers = plan.table().missingMarkers();
        // The table need not hold what responses will.
        ModelSpec read = shape.isAttributedInTable() ? shape.spec() : shape.specWithoutAttributions();
        LabelledRowReader reader = new LabelledRowReader(read, plan.answers().label(), markers, names);
        int[] compared = IntStream.range(0, reader.featureColumns().size())
                .filter(i ->
                        !plan.sides().ignored().contains(reader.featureColumns().get(i)))
                .toArray();
        List<String> features = IntStream.of(compared)
                .mapToObj(i -> reader.featureColumns().get(i))
                .toList();
        ModelBaselineBuilder builder = new ModelBaselineBuilder(shape.spec(), markers, features);
        rows.forEach(progress, row -> {
            if (reader.read(row)) {
                builder.survey(reader.prediction());
                return "";
            }
            return reader.problem();
        });
        boolean hasFacets = !shape.spec().facets().isEmpty();
        BadRows bad = rows.forEach(progress, row -> {
            if (!reader.read(row)) {
                return reader.problem();
            }
            if (hasFacets) {
                builder.add(reader.prediction(), reader.label(), only(reader.features(), compared));
            } else {
                builder.add(reader.prediction(), reader.label());
            }
            return "";
        });
        ModelBaseline baseline = builder.build();
        return new QualityResult(baseline, rows.files(), QualityWarnings.of(baseline, shape), bad);
    }

    private static double[] only(double[] features, int[] compared) {
        return IntStream.of(compared).mapToDouble(i -> features[i]).toArray();
    }
}
