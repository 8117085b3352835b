package io.tidemark.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.model.MetricConstraint.Comparison;
import io.tidemark.core.model.RandomModel.Row;
import io.tidemark.stats.fairness.BiasMetric;
import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.stats.fairness.BiasValue.Defined;
import io.tidemark.stats.fairness.BiasValue.Reason;
import io.tidemark.stats.fairness.BiasValue.Undefined;
import io.tidemark.stats.fairness.FlipTest;
import io.tidemark.stats.quality.BinaryMetric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelBaselineTest {
    private static final ModelSpec PLAIN =
            ModelSpec.binary(FieldRef.NONE, FieldRef.named("score"), 0.5, List.of("0", "1"));

    @ParameterizedTest
    @EnumSource(Problem.class)
    void hashDoesNotDependOnTheOrderOfRows(Problem problem) {
        for (long seed = 1; seed <= 3; seed++) {
            RandomModel model = RandomModel.withManyScores(problem, seed);
            List<Row> rows = model.rows(1_500);
            ModelBaseline expected = built(model.shape().spec(), rows);
            Collections.shuffle(rows, new Random(seed));
            ModelBaseline again = built(model.shape().spec(), rows);
            assertThat(again.hash()).as("%s, seed %d", problem, seed).isEqualTo(expected.hash());
            rows.set(0, new Row(model.prediction(), rows.get(0).label(), true));
            assertThat(built(model.shape().spec(), rows).hash()).isNotEqualTo(expected.hash());
        }
    }

    @ParameterizedTest
    @EnumSource(Problem.class)
    void comesBackFromItsBytes(Problem problem) {
        RandomModel model = RandomModel.of(problem, 9);
        ModelBaseline baseline = built(model.shape().spec(), model.rows(400));
        ModelBaseline read = ModelBaseline.decode(baseline.encode());
        assertThat(read.hash()).isEqualTo(baseline.hash());
        assertThat(read.spec()).isEqualTo(baseline.spec());
        assertThat(read.constraints()).isEqualTo(baseline.constraints());
        assertThat(read.biasBaseline()).isEqualTo(baseline.biasBaseline());
        assertThat(read.attribution()).isEqualTo(baseline.attribution()).isPresent();
        assertThat(read.shape()).isEqualTo(baseline.shape());
        assertThat(read.rows()).isEqualTo(400);
        assertThat(read.reference(1).encode()).isEqualTo(baseline.reference(1).encode());
        assertThatThrownBy(() -> ModelBaseline.decode(Arrays.copyOf(baseline.encode(), 100)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thresholdIsAnEdgeOfScoresAndStrata() {
        RandomModel model = RandomModel.withManyScores(Problem.BINARY, 2);
        ModelBaseline baseline = built(model.shape().spec(), model.rows(2_000));
        assertThat(baseline.stratumEdges().toArray()).contains(0.4);
        assertThat(baseline.stratumEdges().cells()).isBetween(20, 22);
        assertThat(baseline.scoreGrid().toArray()).contains(0.4, Math.nextDown(0.4));
    }

    @Test
    void probabilitiesHaveEqualCellsAndMarginsEqualWeight() {
        ModelBaseline probabilities =
                built(PLAIN, pairs(IntStream.range(0, 2_000).mapToDouble(i -> i / 2e3)));
        assertThat(probabilities.scoreGrid().cells()).isBetween(1_025, 1_030);
        ModelBaseline margins = built(PLAIN, pairs(IntStream.range(0, 9_000).mapToDouble(i -> i * i / 1e5)));
        assertThat(margins.scoreGrid().cells()).isBetween(1_000, 1_030);
        assertThat(margins.scoreGrid().toArray()).contains(0.5);
        assertThat(margins.scoreGrid().edge(margins.scoreGrid().size() - 1)).isGreaterThan(800);
    }

    @Test
    void segmentsAreCountedApartAndTogether() {
        RandomModel model = RandomModel.of(Problem.BINARY, 4);
        List<Row> rows = model.rows(300);
        ModelBaseline baseline = built(model.shape().spec(), rows);
        long inSegments = 0;
        for (int segment = 0; segment < 3; segment++) {
            inSegments += baseline.reference(segment).eligible();
        }
        assertThat(inSegments).isEqualTo(300).isEqualTo(baseline.reference().eligible());
        assertThat(baseline.reference(Prediction.NONE)).isSameAs(baseline.reference());
    }

    @Test
    void limitsAreTheReferencesOwnFiguresOfTheService() {
        ModelBaseline baseline = built(PLAIN, pairs(IntStream.range(0, 100).mapToDouble(i -> i / 100.0)));
        Map<String, MetricConstraint> limits = baseline.constraints().byMetric();
        assertThat(limits.keySet())
                .containsExactly(
                        "accuracy",
                        "auc",
                        "f0_5",
                        "f1",
                        "f2",
                        "false_negative_rate",
                        "false_positive_rate",
                        "precision",
                        "recall",
                        "true_negative_rate",
                        "true_positive_rate");
        assertThat(limits.get("recall"))
                .isEqualTo(new MetricConstraint(
                        BinaryMetric.RECALL.of(baseline.reference().confusion()), Comparison.LESS_THAN));
        assertThat(limits.get("false_positive_rate"))
                .extracting(MetricConstraint::comparison)
                .isEqualTo(Comparison.GREATER_THAN);
    }

    @Test
    void limitOfTheAreaIsThatOfTheScoresThemselvesNotOfTheGrid() {
        // All scores lie in one cell of the grid.
        List<Row> rows = pairs(IntStream.range(0, 3_000).mapToDouble(i -> 0.6 + i * 1e-9));
        ModelBaseline baseline = built(PLAIN, rows);
        double negatives = 0;
        double wins = 0;
        for (Row row : rows) {
            wins += row.label().classIndex() == 1 ? negatives : 0;
            negatives += 1 - row.label().classIndex();
        }
        double auc = wins / (1_000.0 * 2_000.0);
        assertThat(baseline.reference().scores().isExact()).isFalse();
        assertThat(baseline.reference().scores().counts().ranking().auc()).isEqualTo(0.5);
        assertThat(baseline.constraints().byMetric().get("auc"))
                .isEqualTo(new MetricConstraint(auc, Comparison.LESS_THAN));
    }

    @Test
    void limitsOfSeveralClassesAndRegressionsAreTheServices() {
        RandomModel several = RandomModel.of(Problem.MULTICLASS, 4);
        assertThat(built(several.shape().spec(), several.rows(200))
                        .constraints()
                        .byMetric())
                .containsOnlyKeys(
                        "accuracy",
                        "weighted_f0_5",
                        "weighted_f1",
                        "weighted_f2",
                        "weighted_precision",
                        "weighted_recall");
        ModelBaselineBuilder regression = new ModelBaselineBuilder(ModelSpec.regression(FieldRef.at(0)), List.of());
        regression.add(Prediction.ofNumber(1), LabelValue.ofNumber(2));
        regression.add(Prediction.ofNumber(5), LabelValue.ofNumber(3));
        Map<String, MetricConstraint> limits = regression.build().constraints().byMetric();
        assertThat(limits).containsOnlyKeys("mae", "mse", "rmse", "r2");
        assertThat(limits.get("mae")).isEqualTo(new MetricConstraint(1.5, Comparison.GREATER_THAN));
        assertThat(limits.get("r2")).extracting(MetricConstraint::comparison).isEqualTo(Comparison.LESS_THAN);
    }

    @Test
    void figureWithoutValueHasNoLimit() {
        ModelBaselineBuilder builder = new ModelBaselineBuilder(PLAIN, List.of());
        builder.add(Prediction.ofBinary(true, 0.9), LabelValue.ofClass(1));
        assertThat(builder.build().constraints().byMetric())
                .doesNotContainKeys("auc", "false_positive_rate", "true_negative_rate")
                .containsKey("recall");
    }

    @Test
    void limitItselfIsNoViolation() {
        MetricConstraint floor = new MetricConstraint(0.75, Comparison.LESS_THAN);
        assertThat(floor.isViolatedBy(0.7)).isTrue();
        assertThat(floor.isViolatedBy(0.75)).isFalse();
        assertThat(floor.isViolatedBy(Double.NaN)).isFalse();
        MetricConstraint ceiling = new MetricConstraint(0.1, Comparison.GREATER_THAN);
        assertThat(ceiling.isViolatedBy(0.2)).isTrue();
        assertThat(ceiling.isViolatedBy(0.1)).isFalse();
        assertThat(Comparison.ofWireName("LessThanThreshold")).isEqualTo(Comparison.LESS_THAN);
        assertThatThrownBy(() -> Comparison.ofWireName("EqualToThreshold")).hasMessageContaining("neither");
        assertThatThrownBy(() -> new MetricConstraint(Double.NaN, Comparison.LESS_THAN))
                .hasMessageContaining("no number");
    }

    @Test
    void biasFiguresOfEveryMetricComeWithTheirReasons() {
        ModelSpec spec =
                PLAIN.withFacets(List.of(Facet.ofValues("sex", List.of("F")), Facet.ofValues("race", List.of("none"))));
        ModelBaselineBuilder builder = new ModelBaselineBuilder(spec, List.of(), List.of("x"));
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            double score = random.nextDouble();
            long facets = 1L + random.nextInt(2) | Facet.ADVANTAGED << 2;
            Prediction prediction = new Prediction(score > 0.5 ? 1 : 0, score, new double[0], facets, -1, -1);
            builder.add(prediction, LabelValue.ofClass(random.nextInt(2)), new double[] {score});
        }
        BiasBaseline bias = builder.build().biasBaseline();
        assertThat(bias.byFacet()).containsOnlyKeys("sex=F", "race=none");
        assertThat(bias.byFacet().get("sex=F")).hasSize(BiasMetric.values().length + 1);
        assertThat(bias.value("sex=F", "DPL")).isInstanceOf(Defined.class);
        assertThat(bias.value("sex=F", "CDDL")).isEqualTo(new Undefined(Reason.NO_GROUP_VARIABLE));
        assertThat(bias.value("race=none", "DPL")).isEqualTo(new Undefined(Reason.FACET_EMPTY));
        assertThat(bias.value("sex=F", FlipTest.WIRE_NAME)).isInstanceOf(Defined.class);
        assertThat(bias.value("sex=X", "DPL")).isEqualTo(new Undefined(Reason.NO_ROWS));
    }

    @Test
    void everyReasonIsStored() {
        Map<String, BiasValue> values = new TreeMap<>();
        for (Reason reason : Reason.values()) {
            values.put(reason.name(), new Undefined(reason));
        }
        values.put("infinite", new Defined(Double.POSITIVE_INFINITY));
        ModelBaseline baseline = built(PLAIN, pairs(IntStream.range(0, 10).mapToDouble(i -> i / 10.0)))
                .withBias(new BiasBaseline(Map.of("a=b", values)));
        assertThat(ModelBaseline.decode(baseline.encode()).biasBaseline()).isEqualTo(baseline.biasBaseline());
    }

    @Test
    void attributionsOfTheReferenceHaveANoiseLevel() {
        ModelSpec spec =
                PLAIN.withAttributions(new AttributionFields(List.of("f", "g"), List.of(FieldRef.named("phi"))));
        ModelBaselineBuilder builder = new ModelBaselineBuilder(spec, List.of());
        Random random = new Random(3);
        for (int i = 0; i < 100; i++) {
            double[] phi = {3 + random.nextGaussian(), random.nextGaussian()};
            builder.add(new Prediction(1, 0.9, new double[0], 0, -1, -1, phi), LabelValue.ofClass(random.nextInt(2)));
        }
        AttributionReference reference = builder.build().attribution().orElseThrow();
        assertThat(reference.rows()).isEqualTo(100);
        assertThat(reference.meansArray()[0]).isBetween(2.5, 3.5);
        assertThat(reference.noiseLevel()).isBetween(0.9, 1.0);
        assertThat(AttributionReference.ofMeans(List.of(0.7, 0.5)).noiseLevel()).isNaN();
        assertThatThrownBy(() -> AttributionReference.ofMeans(List.of(-1.0))).hasMessageContaining("negative");
    }

    @Test
    void rowsWithoutUsableLabelsMakeNoBaseline() {
        ModelBaselineBuilder builder = new ModelBaselineBuilder(PLAIN, List.of());
        builder.add(Prediction.ofBinary(true, 0.9), LabelValue.UNUSABLE);
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("rows 1, labels that are no class or number of the model 1");
        assertThatThrownBy(() -> builder.survey(Prediction.ofBinary(true, 0.9))).hasMessageContaining("has ended");
    }

    @Test
    void baselineGivesReadersOfItsModel() {
        ModelBaseline baseline = built(PLAIN, pairs(IntStream.range(0, 10).mapToDouble(i -> i / 10.0)));
        assertThat(Captures.read(baseline.newPredictionReader(), Captures.csv("1", "0.75")))
                .containsExactly(Prediction.ofBinary(true, 0.75));
        assertThat(Captures.read(
                        baseline.newPredictionReader(List.of("a"), List.of("id", "score")),
                        Captures.csv("1", "7,0.75")))
                .containsExactly(Prediction.ofBinary(true, 0.75));
        assertThat(baseline.newLabelValueReader().read("1.0")).isEqualTo(LabelValue.ofClass(1));
        assertThat(baseline.emptyProfile().isIdentity()).isTrue();
    }

    private static List<Row> pairs(DoubleStream scores) {
        List<Row> rows = new ArrayList<>();
        scores.forEach(score -> rows.add(new Row(
                Prediction.ofBinary(score > 0.5, score), LabelValue.ofClass(rows.size() % 3 == 0 ? 1 : 0), true)));
        return rows;
    }

    private static ModelBaseline built(ModelSpec spec, List<Row> rows) {
        ModelBaselineBuilder builder = new ModelBaselineBuilder(spec, List.of("?"));
        rows.forEach(row -> builder.survey(row.prediction()));
        List<Row> reversed = new ArrayList<>(rows);
        Collections.reverse(reversed);
        reversed.forEach(row -> builder.add(row.prediction(), row.isLabelled() ? row.label() : LabelValue.UNUSABLE));
        return builder.build();
    }
}
