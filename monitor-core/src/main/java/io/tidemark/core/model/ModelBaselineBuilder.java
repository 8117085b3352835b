package io.tidemark.core.model;

import io.tidemark.stats.distribution.GridEdges;
import io.tidemark.stats.fairness.BiasMetric;
import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.stats.fairness.FacetSides;
import io.tidemark.stats.fairness.FlipTest;
import io.tidemark.stats.fairness.Outcome;
import io.tidemark.stats.quality.ScoreTable;
import io.tidemark.stats.quality.StratumTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes a model's baseline from labelled rows in two passes: {@link #survey} sees every prediction and decides the shape of
 * the tables, {@link #add} sees every row again and counts it. The result does not depend on the order of rows in either
 * pass. Mutable, not thread-safe; serves one baseline.
 */
public final class ModelBaselineBuilder {
    /** Cells of the score grid of a binary model. */
    public static final int SCORE_CELLS = 1_024;

    /** Groups of like forecasts of a regression. */
    public static final int FORECAST_GROUPS = 10;

    private final ModelSpec spec;
    private final List<String> missingMarkers;
    private final ScoreSample sample = new ScoreSample();
    private final FlipRows flipRows;
    private Optional<Counted> counted = Optional.empty();

    /** The shape and what is counted over it. */
    private record Counted(
            ModelBaseline.Shape shape, ModelProfile everyone, List<ModelProfile> segments, ScoreTable scores) {
        static Counted over(ModelBaseline.Shape shape) {
            List<ModelProfile> segments = new ArrayList<>();
            for (int i = 0; i < shape.spec().segmentCount(); i++) {
                segments.add(shape.emptyProfile());
            }
            ScoreTable scores = new ScoreTable(shape.scoreGrid(), ScoreSample.MOST_DISTINCT);
            return new Counted(shape, shape.emptyProfile(), segments, scores);
        }
    }

    /**
     * A builder that gives no flip test.
     *
     * @param spec the model, with the values of group and segments in it
     * @param missingMarkers texts that stand for a missing value, beside the empty text
     */
    public ModelBaselineBuilder(ModelSpec spec, List<String> missingMarkers) {
        this(spec, missingMarkers, List.of());
    }

    /**
     * A builder that gives the flip test too, if rows are at most 10,000.
     *
     * @param features the columns whose numbers {@link #add(Prediction, LabelValue, double[])} gets; of each facet's test
     *     its own column is left out
     */
    public ModelBaselineBuilder(ModelSpec spec, List<String> missingMarkers, List<String> features) {
        this.spec = spec;
        this.missingMarkers = List.copyOf(missingMarkers);
        this.flipRows = new FlipRows(features);
    }

    /**
     * First pass.
     *
     * @throws IllegalStateException if a row was added before
     */
    public void survey(Prediction prediction) {
        if (counted.isPresent()) {
            throw new IllegalStateException("the shape of the tables is decided by the first pass, which has ended");
        }
        if (prediction.hasValue()) {
            sample.add(prediction.value());
        }
    }

    /** Second pass, a row without features. */
    public void add(Prediction prediction, LabelValue label) {
        count(prediction, label);
    }

    /**
     * Second pass, a row with features.
     *
     * @param features in the order of the columns; NaN for what is no number
     */
    public void add(Prediction prediction, LabelValue label, double[] features) {
        count(prediction, label);
        if (!spec.facets().isEmpty()) {
            flipRows.add(features, spec.outcome(prediction) == Outcome.POSITIVE, prediction.facets());
        }
    }

    private void count(Prediction prediction, LabelValue label) {
        Counted to = counted();
        add(to.everyone, prediction, label);
        if (spec.problem() == Problem.BINARY && prediction.hasValue() && label.isUsable()) {
            to.scores.addPair(prediction.value(), label.classIndex() == 1);
        }
        if (prediction.segment() >= 0) {
            add(to.segments.get(prediction.segment()), prediction, label);
        }
    }

    private static void add(ModelProfile to, Prediction prediction, LabelValue label) {
        to.addPrediction(prediction, 1);
        to.addPair(prediction, label, 1);
    }

    /**
     * The baseline with the limits, bias figures and attributions that follow from its rows.
     *
     * @throws IllegalStateException if no row had a usable label
     */
    public ModelBaseline build() {
        Counted rows = counted();
        if (rows.everyone.labelled() == 0) {
            throw new IllegalStateException("no row has a usable label: rows " + rows.everyone.eligible()
                    + ", labels that are no class or number of the model " + rows.everyone.unusableLabels());
        }
        ModelBaseline baseline = ModelBaseline.of(rows.shape, new ModelBaseline.Reference(rows.everyone, rows.segments))
                .withConstraints(DerivedConstraints.of(rows.everyone, rows.scores))
                .withBias(bias(rows.everyone));
        boolean hasAttributions =
                !spec.attributions().isNone() && rows.everyone.attributions().rows() > 0;
        return hasAttributions
                ? baseline.withAttribution(AttributionReference.of(rows.everyone.attributions()))
                : baseline;
    }

    private BiasBaseline bias(ModelProfile everyone) {
        Map<String, Map<String, BiasValue>> byFacet = new TreeMap<>();
        for (int i = 0; i < spec.facets().size(); i++) {
            Map<String, BiasValue> values = new TreeMap<>();
            FacetSides sides = everyone.facet(i).sides(group -> group == Facet.DISADVANTAGED);
            for (BiasMetric metric : BiasMetric.values()) {
                values.put(metric.wireName(), metric.of(sides));
            }
            flipRows.of(i, spec.facets().get(i).name()).ifPresent(value -> values.put(FlipTest.WIRE_NAME, value));
            byFacet.put(spec.facets().get(i).label(), values);
        }
        return new BiasBaseline(byFacet);
    }

    private Counted counted() {
        if (counted.isEmpty()) {
            counted = Optional.of(Counted.over(shape()));
        }
        return counted.get();
    }

    private ModelBaseline.Shape shape() {
        return switch (spec.problem()) {
            case BINARY ->
                new ModelBaseline.Shape(
                        spec,
                        missingMarkers,
                        binaryGrid(),
                        sample.quantileEdges(StratumTable.DEFAULT_GROUPS, List.of(spec.threshold())));
            case MULTICLASS ->
                new ModelBaseline.Shape(
                        spec,
                        missingMarkers,
                        ScoreTable.uniformGrid(
                                MulticlassTables.exactScores(spec.classes().size()), 0.5),
                        sample.quantileEdges(StratumTable.DEFAULT_GROUPS, orZero()));
            case REGRESSION ->
                new ModelBaseline.Shape(
                        spec,
                        missingMarkers,
                        GridEdges.of(new double[] {0}),
                        sample.quantileEdges(FORECAST_GROUPS, orZero()));
        };
    }

    /** Equal cells for probabilities, otherwise cells of equal weight: margins have no natural range. */
    private GridEdges binaryGrid() {
        boolean isUniform = sample.isEmpty() || sample.isOfProbabilities();
        if (isUniform && spec.threshold() >= 0 && spec.threshold() <= 1) {
            return ScoreTable.uniformGrid(SCORE_CELLS, spec.threshold());
        }
        return sample.quantileEdges(SCORE_CELLS, List.of(Math.nextDown(spec.threshold()), spec.threshold()));
    }

    private List<Double> orZero() {
        return sample.isEmpty() ? List.of(0.0) : List.of();
    }
}
