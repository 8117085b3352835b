package io.tidemark.baseline.model;

import io.tidemark.baseline.Progress;
import io.tidemark.baseline.csv.BadRows;
import io.tidemark.baseline.csv.CsvException;
import io.tidemark.core.model.Facet;
import io.tidemark.core.model.LabelledRowReader;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelBaselineBuilder;
import io.tidemark.core.model.ModelInputs;
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
    private final LabelledRowReader reader;
    private final int[] compared;
    private final boolean hasFacets;
    private final ModelBaselineBuilder builder;
    private final List<String> names;
    private final long[] numbers;
    private final boolean isFlipTested;

    private QualityBaselineJob(QualityPlan plan, List<String> columns, ModelShape shape) {
        List<String> markers = plan.table().missingMarkers();
        // The table need not hold what responses will.
        ModelSpec read = shape.isAttributedInTable() ? shape.spec() : shape.specWithoutAttributions();
        this.reader = new LabelledRowReader(read, plan.answers().label(), markers, columns);
        List<String> features = reader.featureColumns();
        this.compared = IntStream.range(0, features.size())
                .filter(i -> !plan.sides().ignored().contains(features.get(i)))
                .toArray();
        this.hasFacets = !shape.spec().facets().isEmpty();
        this.names = IntStream.of(compared).mapToObj(features::get).toList();
        this.numbers = new long[compared.length];
        this.isFlipTested = plan.inputs().flipRows() > 0;
        ModelInputs inputs = ModelInputs.NONE.withColumns(requestColumns(plan, features, shape.spec()));
        this.builder = new ModelBaselineBuilder(
                shape.spec()
                        .withInputs(
                                isFlipTested
                                        ? inputs.withFlipTest(
                                                names, plan.inputs().flipRows())
                                        : inputs),
                markers,
                names);
    }

    /** As they are asked for, else the table's own; none where these could not be told apart. */
    private static List<String> requestColumns(QualityPlan plan, List<String> features, ModelSpec spec) {
        List<String> asked = plan.inputs().columns();
        if (asked.isEmpty()) {
            return features.contains("") ? List.of() : features;
        }
        for (Facet facet : spec.facets()) {
            if (facet.field().position() < 0 && !asked.contains(facet.field().name())) {
                throw new IllegalArgumentException("facet " + facet.label() + " stands in no column of the request, "
                        + asked + "; give its position, like " + facet.name() + "@3");
            }
        }
        return asked;
    }

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
            QualityBaselineJob job = new QualityBaselineJob(plan, rows.header().names(), shape);
            rows.forEach(progress, job::survey);
            BadRows bad = rows.forEach(progress, job::add);
            job.requireNumbers();
            ModelBaseline baseline = job.builder.build();
            return new QualityResult(baseline, rows.files(), QualityWarnings.of(baseline, shape), bad);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw shape.refused(String.valueOf(e.getMessage()));
        }
    }

    /** Windows would leave out every row for a column without numbers: that is said at once. */
    private void requireNumbers() {
        List<String> texts = IntStream.range(0, names.size())
                .filter(i -> isFlipTested && numbers[i] == 0)
                .mapToObj(names::get)
                .toList();
        if (!texts.isEmpty()) {
            throw new IllegalArgumentException(
                    "the flip test of windows compares numbers, and these columns hold none: "
                            + String.join(", ", texts) + "; leave them out with --ignore");
        }
    }

    private String survey(List<String> row) {
        if (!reader.read(row)) {
            return reader.problem();
        }
        builder.survey(reader.prediction());
        return "";
    }

    private String add(List<String> row) {
        if (!reader.read(row)) {
            return reader.problem();
        }
        if (hasFacets) {
            double[] features = reader.features();
            double[] wanted =
                    IntStream.of(compared).mapToDouble(i -> features[i]).toArray();
            for (int i = 0; i < wanted.length; i++) {
                numbers[i] += Double.isNaN(wanted[i]) ? 0 : 1;
            }
            builder.add(reader.prediction(), reader.label(), wanted);
        } else {
            builder.add(reader.prediction(), reader.label());
        }
        return "";
    }
}
