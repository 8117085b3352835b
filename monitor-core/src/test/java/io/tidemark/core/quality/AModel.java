package io.tidemark.core.quality;

import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.model.AttributionFields;
import io.tidemark.core.model.AttributionReference;
import io.tidemark.core.model.BiasBaseline;
import io.tidemark.core.model.ClassIndex;
import io.tidemark.core.model.Facet;
import io.tidemark.core.model.FieldRef;
import io.tidemark.core.model.LabelValue;
import io.tidemark.core.model.MetricConstraint;
import io.tidemark.core.model.MetricConstraint.Comparison;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelConstraints;
import io.tidemark.core.model.ModelLayout;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.model.ModelSpec;
import io.tidemark.core.model.Prediction;
import io.tidemark.core.model.Problem;
import io.tidemark.core.window.WindowKey;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.stats.distribution.GridEdges;
import io.tidemark.stats.fairness.BiasMetric;
import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.stats.quality.ScoreTable;
import io.tidemark.stats.special.SeededUniform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Models, rows and model baselines for tests. */
final class AModel {
    static final WindowSpec HOURS = WindowSpec.of(Duration.ofHours(1), Duration.ZERO);
    static final WindowKey KEY = new WindowKey("loans", "blue", 1_772_409_600_000L);
    static final ModelWindow FINAL = ModelWindow.of(KEY, 9, true);
    static final ModelWindow OPEN = ModelWindow.of(KEY, 1, false);

    private static final Set<String> WORSE_WHEN_HIGHER =
            Set.of("false_positive_rate", "false_negative_rate", "mae", "mse", "rmse");
    private static final Set<String> CONSTRAINED = Set.of(
            "accuracy",
            "precision",
            "recall",
            "true_positive_rate",
            "true_negative_rate",
            "false_positive_rate",
            "false_negative_rate",
            "f0_5",
            "f1",
            "f2",
            "auc",
            "weighted_precision",
            "weighted_recall",
            "weighted_f0_5",
            "weighted_f1",
            "weighted_f2",
            "mae",
            "mse",
            "rmse",
            "r2");
    private static final int STRATA = 20;

    private AModel() {}

    /** A prediction with its label, null if none came. */
    record Row(Prediction prediction, @Nullable LabelValue label) {
        Row unlabelled() {
            return new Row(prediction, null);
        }
    }

    static ModelSpec binary() {
        return ModelSpec.binary(FieldRef.named("label"), FieldRef.named("score"), 0.5, List.of("0", "1"));
    }

    static Row binaryRow(double score, boolean label) {
        return new Row(Prediction.ofBinary(score > 0.5, score), LabelValue.ofClass(label ? 1 : 0));
    }

    /**
     * Rows of a binary model whose score is the chance of a positive label.
     *
     * @param skill 1 for a label that follows the score, 0 for one that ignores it
     */
    static List<Row> binaryRows(int n, long seed, double skill) {
        SeededUniform random = new SeededUniform(seed);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            // Two decimals: few distinct scores, so that figures are exact.
            double score = Math.rint(random.nextShare() * 100) / 100;
            double chance = skill * score + (1 - skill) * 0.5;
            rows.add(binaryRow(score, random.nextShare() < chance));
        }
        return rows;
    }

    /**
     * Rows with one facet: d and a, each accepted with its own chance, labels as predicted but for one in ten.
     *
     * @param ofD chance of a positive answer in facet d
     * @param ofA the same in facet a
     */
    static List<Row> facetRows(int d, double ofD, int a, double ofA, long seed) {
        SeededUniform random = new SeededUniform(seed);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < d + a; i++) {
            boolean isD = i < d;
            boolean predicted = random.nextShare() < (isD ? ofD : ofA);
            rows.add(facetRow(isD, predicted, predicted == random.nextShare() < 0.9));
        }
        return rows;
    }

    /** Rows of a model of three classes with scores; wrong answers have low scores. */
    static List<Row> multiclassRows(int n, long seed) {
        SeededUniform random = new SeededUniform(seed);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int answer = (int) random.nextBelow(3);
            double best = Math.rint(40 + random.nextShare() * 59) / 100;
            double[] scores = new double[3];
            Arrays.fill(scores, (1 - best) / 2);
            scores[answer] = best;
            int label = random.nextShare() < best ? answer : (answer + 1) % 3;
            rows.add(new Row(new Prediction(answer, best, scores, 0, -1, -1), LabelValue.ofClass(label)));
        }
        return rows;
    }

    static ModelSpec multiclass() {
        return ModelSpec.multiclass(
                FieldRef.named("label"), FieldRef.NONE, List.of(FieldRef.named("p")), List.of("a", "b", "c"));
    }

    /** Rows of a regression: forecasts in [0, 100), errors normal with this deviation. */
    static List<Row> regressionRows(int n, long seed, double deviation) {
        SeededUniform random = new SeededUniform(seed);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double forecast = random.nextShare() * 100;
            rows.add(new Row(
                    Prediction.ofNumber(forecast), LabelValue.ofNumber(forecast + deviation * random.nextNormal())));
        }
        return rows;
    }

    static ModelSpec regression() {
        return ModelSpec.regression(FieldRef.named("forecast"));
    }

    /** Rows with attributions of three features whose magnitudes are about these. */
    static List<Row> attributedRows(int n, long seed, double first, double second, double third) {
        SeededUniform random = new SeededUniform(seed);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double[] phi = {first * random.nextNormal(), second * random.nextNormal(), third * random.nextNormal()};
            rows.add(new Row(
                    new Prediction(1, 0.9, new double[0], 0, -1, -1, phi),
                    LabelValue.ofClass(random.nextShare() < 0.9 ? 1 : 0)));
        }
        return rows;
    }

    static ModelSpec attributed() {
        return binary().withAttributions(
                        new AttributionFields(List.of("x", "y", "z"), List.of(FieldRef.named("attributions"))));
    }

    /** The rows as rows of a segment. */
    static List<Row> inSegment(List<Row> rows, int segment) {
        return rows.stream()
                .map(row -> new Row(
                        new Prediction(
                                row.prediction().predicted(),
                                row.prediction().value(),
                                row.prediction().scores(),
                                0,
                                Prediction.NONE,
                                segment),
                        row.label()))
                .toList();
    }

    /** The rows with labels taken away from those that do not pass. */
    static List<Row> labelledOnly(List<Row> rows, Predicate<Row> keeps) {
        return rows.stream()
                .map(row -> keeps.test(row) ? row : row.unlabelled())
                .toList();
    }

    static RuleOutcome outcome(ModelEvaluation evaluation, String code, String metric) {
        return evaluation.report().outcomes().stream()
                .filter(o -> o.code().equals(code) && o.metric().equals(metric))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + code + " on " + metric + " among "
                        + evaluation.report().outcomes()));
    }

    /** A row of a binary model with one facet. */
    static Row facetRow(boolean isDisadvantaged, boolean predicted, boolean label) {
        long side = isDisadvantaged ? Facet.DISADVANTAGED : Facet.ADVANTAGED;
        Prediction prediction = new Prediction(predicted ? 1 : 0, Double.NaN, new double[0], side, -1, -1);
        return new Row(prediction, LabelValue.ofClass(label ? 1 : 0));
    }

    static ModelSpec withSex(ModelSpec spec) {
        return spec.withFacets(List.of(Facet.ofValues("sex", List.of("Female"))));
    }

    static ModelProfile profile(ModelLayout layout, List<Row> rows) {
        ModelProfile profile = ModelProfile.empty(layout);
        rows.forEach(row -> add(profile, row, 1));
        return profile;
    }

    static void add(ModelProfile profile, Row row, int sign) {
        profile.addPrediction(row.prediction, sign);
        if (row.label != null) {
            profile.addPair(row.prediction, row.label, sign);
        }
    }

    /** The shape of a model whose predictions are like these. */
    static ModelBaseline.Shape shape(ModelSpec spec, List<Row> rows) {
        double threshold = Double.isNaN(spec.threshold()) ? 0.5 : Math.min(1, Math.max(0, spec.threshold()));
        return new ModelBaseline.Shape(spec, List.of(), ScoreTable.uniformGrid(1_024, threshold), strata(spec, rows));
    }

    private static GridEdges strata(ModelSpec spec, List<Row> rows) {
        List<Double> values = new ArrayList<>();
        rows.stream().map(row -> row.prediction.value()).filter(v -> !v.isNaN()).forEach(values::add);
        Collections.sort(values);
        TreeSet<Double> edges = new TreeSet<>();
        for (int i = 1; i < STRATA && !values.isEmpty(); i++) {
            edges.add(values.get(values.size() * i / STRATA));
        }
        if (spec.problem() == Problem.BINARY || edges.isEmpty()) {
            edges.add(spec.problem() == Problem.BINARY ? spec.threshold() : 0);
        }
        return GridEdges.of(edges.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** A baseline of labelled rows with the limits and bias figures that follow from them. */
    static ModelBaseline baseline(ModelSpec spec, List<Row> rows) {
        ModelBaseline.Shape shape = shape(spec, rows);
        List<ModelProfile> segments = new ArrayList<>();
        for (int i = 0; i < spec.segmentCount(); i++) {
            int segment = i;
            segments.add(profile(
                    shape,
                    rows.stream().filter(r -> r.prediction.segment() == segment).toList()));
        }
        ModelProfile everyone = profile(shape, rows);
        ModelBaseline plain = ModelBaseline.of(shape, new ModelBaseline.Reference(everyone, segments))
                .withConstraints(constraints(everyone))
                .withBias(bias(everyone));
        return spec.attributions().isNone() || everyone.attributions().rows() == 0
                ? plain
                : plain.withAttribution(AttributionReference.of(everyone.attributions()));
    }

    /** As the service suggests them: the value itself. */
    static ModelConstraints constraints(ModelProfile everyone) {
        Map<String, MetricConstraint> limits = new TreeMap<>();
        for (Measure measure : Measure.of(everyone.spec())) {
            double value = measure.value().applyAsDouble(everyone);
            if (CONSTRAINED.contains(measure.name()) && !Double.isNaN(value)) {
                limits.put(
                        measure.name(),
                        new MetricConstraint(
                                value,
                                WORSE_WHEN_HIGHER.contains(measure.name())
                                        ? Comparison.GREATER_THAN
                                        : Comparison.LESS_THAN));
            }
        }
        return new ModelConstraints(limits);
    }

    private static BiasBaseline bias(ModelProfile everyone) {
        Map<String, Map<String, BiasValue>> byFacet = new HashMap<>();
        for (int facet = 0; facet < everyone.spec().facets().size(); facet++) {
            Map<String, BiasValue> values = new HashMap<>();
            for (BiasMetric metric : BiasMetric.values()) {
                values.put(metric.wireName(), metric.of(ModelReference.sides(everyone, facet)));
            }
            byFacet.put(everyone.spec().facets().get(facet).label(), values);
        }
        return new BiasBaseline(byFacet);
    }

    static ModelEvaluator evaluator(ModelRules rules) {
        return new ModelEvaluator(HOURS, ModelConfig.defaults().withRules(rules));
    }

    static ModelEvaluation judge(ModelWindow window, List<Row> rows, ModelBaseline baseline, ModelRules rules) {
        return evaluator(rules).evaluate(window, profile(baseline, rows), baseline);
    }

    /** The side bits of all facets of a row, from its columns. */
    static long sides(ModelSpec spec, Map<String, String> columns) {
        long bits = 0;
        for (int i = 0; i < spec.facets().size(); i++) {
            Facet facet = spec.facets().get(i);
            String value = Golden.field(columns, facet.name());
            boolean isDisadvantaged = facet.isNumeric()
                    ? !value.isEmpty()
                            && Double.parseDouble(value) > facet.breaks().get(0)
                    : new ClassIndex(facet.values()).find(value) >= 0;
            bits |= (long) (isDisadvantaged ? Facet.DISADVANTAGED : Facet.ADVANTAGED) << (2 * i);
        }
        return bits;
    }

    /** The group for conditional disparity, of all that is not listed if it is unknown. */
    static int group(ModelSpec spec, Map<String, String> columns) {
        return spec.group()
                .map(column -> {
                    int found = new ClassIndex(column.values()).find(Golden.field(columns, column.name()));
                    return found < 0 ? column.other() : found;
                })
                .orElse(Prediction.NONE);
    }
}
