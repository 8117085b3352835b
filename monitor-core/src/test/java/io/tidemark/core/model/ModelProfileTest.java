package io.tidemark.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.distribution.GridEdges;
import io.tidemark.stats.fairness.BiasMetric;
import io.tidemark.stats.fairness.FacetSides;
import io.tidemark.stats.quality.BinaryConfusion;
import io.tidemark.stats.quality.BinaryMetric;
import io.tidemark.stats.quality.RegressionMetric;
import io.tidemark.stats.quality.ScoreCounts;
import io.tidemark.stats.quality.ScoreTable;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelProfileTest {
    private static final double[] NOTHING = {};
    private static final ModelSpec BINARY =
            ModelSpec.binary(FieldRef.NONE, FieldRef.named("score"), 0.5, List.of("0", "1"));
    private static final ModelBaseline.Shape SHAPE = RandomModel.shape(BINARY);

    @Test
    void pairsFillConfusionScoresStrataCalibrationAndLosses() {
        ModelProfile profile = SHAPE.emptyProfile();
        addBinary(profile, 0.9, 1);
        addBinary(profile, 0.7, 0);
        addBinary(profile, 0.2, 0);
        profile.addPrediction(Prediction.ofBinary(true, 0.6), 1);

        assertThat(profile.eligible()).isEqualTo(4);
        assertThat(profile.labelled()).isEqualTo(3);
        assertThat(profile.confusion()).isEqualTo(new BinaryConfusion(1, 1, 0, 1));
        assertThat(profile.scores().counts().ranking().auc()).isEqualTo(1);
        assertThat(profile.strata().labelled()).isEqualTo(profile.confusion());
        assertThat(profile.strata().missing(true)).isEqualTo(1);
        assertThat(profile.losses().brier()).isCloseTo((0.01 + 0.49 + 0.04) / 3, within(1e-15));
        assertThat(profile.calibration().curve()).hasSize(3);
    }

    @Test
    void answerWithoutScoreCountsEverywhereButInScores() {
        ModelProfile profile = SHAPE.emptyProfile();
        Prediction prediction = Prediction.ofBinary(true, Double.NaN);
        profile.addPrediction(prediction, 1);
        profile.addPair(prediction, LabelValue.ofClass(1), 1);

        assertThat(profile.confusion()).isEqualTo(new BinaryConfusion(1, 0, 0, 0));
        assertThat(profile.strata().labelled()).isEqualTo(profile.confusion());
        assertThat(profile.scores().counts().entries()).isEmpty();
        assertThat(profile.losses().brier()).isNaN();
    }

    @Test
    void scoreOutsideTheUnitIntervalIsNoProbabilityButStillRanks() {
        ModelProfile profile = SHAPE.emptyProfile();
        addBinary(profile, 3.5, 1);
        addBinary(profile, -2, 0);

        assertThat(profile.scores().counts().ranking().auc()).isEqualTo(1);
        assertThat(profile.calibration().outside()).isEqualTo(2);
        assertThat(profile.losses().brier()).isNaN();
        ModelProfile read = ModelProfile.decode(profile.encode(), SHAPE);
        assertThat(read.calibration().outside()).isEqualTo(2);
    }

    @Test
    void unusableLabelIsCountedAndNothingElse() {
        ModelProfile profile = SHAPE.emptyProfile();
        Prediction prediction = Prediction.ofBinary(true, 0.8);
        profile.addPrediction(prediction, 1);
        profile.addPair(prediction, LabelValue.UNUSABLE, 1);

        assertThat(profile.unusableLabels()).isEqualTo(1);
        assertThat(profile.labelled()).isZero();
        assertThat(profile.confusion()).isEqualTo(BinaryConfusion.EMPTY);
    }

    @Test
    void withdrawnScoreLeavesNoCountsButItsName() {
        ModelProfile profile = SHAPE.emptyProfile();
        profile.addPrediction(Prediction.ofBinary(true, 0.8), 1);
        profile.addPrediction(Prediction.ofBinary(true, 0.8), -1);

        assertThat(profile.isEmpty()).isTrue();
        assertThat(profile.isIdentity()).isFalse();
        ModelProfile read = ModelProfile.decode(profile.encode(), SHAPE);
        assertThat(read.isEmpty()).isTrue();
        assertThat(read.isIdentity()).isFalse();
    }

    @Test
    void facetTableIsFilledAtOnceAndMovedByTheLabel() {
        ModelSpec spec = BINARY.withFacets(List.of(Facet.ofValues("sex", List.of("F"))));
        ModelProfile profile = RandomModel.shape(spec).emptyProfile();
        Prediction woman = sided(0.9, Facet.DISADVANTAGED);
        Prediction man = sided(0.9, Facet.ADVANTAGED);
        Prediction refused = sided(0.1, Facet.DISADVANTAGED);
        List.of(woman, man, refused).forEach(p -> profile.addPrediction(p, 1));

        assertThat(BiasMetric.DPPL.of(sides(profile)).orNaN()).isEqualTo(0.5);
        assertThat(sides(profile).everyone().labels().total()).isZero();

        profile.addPair(woman, LabelValue.ofClass(0), 1);
        profile.addPair(man, LabelValue.ofClass(1), 1);
        assertThat(sides(profile).everyone().rows()).isEqualTo(3);
        assertThat(sides(profile).everyone().labels().total()).isEqualTo(2);
        assertThat(BiasMetric.DPL.of(sides(profile)).orNaN()).isEqualTo(1);
    }

    @Test
    void rowsOfAnUnknownSideCountToFacetAAsInTheReference() {
        ModelSpec spec = BINARY.withFacets(List.of(Facet.ofValues("sex", List.of("F"))));
        ModelProfile profile = RandomModel.shape(spec).emptyProfile();
        profile.addPrediction(sided(0.9, Facet.UNKNOWN), 1);
        profile.addPrediction(sided(0.9, Facet.DISADVANTAGED), 1);
        assertThat(sides(profile).advantaged().rows()).isEqualTo(1);
    }

    @Test
    void labelOfAnUnknownClassIsAnErrorOfTheModel() {
        ModelSpec spec = ModelSpec.multiclass(
                FieldRef.at(0), FieldRef.NONE, List.of(FieldRef.named("scores")), List.of("a", "b"));
        ModelProfile profile = RandomModel.shape(spec).emptyProfile();
        Prediction prediction = new Prediction(0, 0.75, new double[] {0.75, 0.25}, 0, -1, -1);
        profile.addPrediction(prediction, 1);
        profile.addPair(prediction, LabelValue.ofClass(2), 1);

        assertThat(profile.matrix().get(2, 0)).isEqualTo(1);
        assertThat(profile.matrix().correct()).isZero();
        assertThat(profile.predictedRows()).containsExactly(1, 0);
        assertThat(profile.losses().brier()).isEqualTo(0.75 * 0.75 + 0.25 * 0.25 + 1);
        assertThat(BinaryMetric.ACCURACY.of(profile.strata().postStratified())).isZero();
    }

    @Test
    void severalClassesHaveOneScoreTableEachAndOneOfAnswers() {
        ModelSpec spec = ModelSpec.multiclass(
                FieldRef.at(0), FieldRef.NONE, List.of(FieldRef.named("scores")), List.of("a", "b", "c"));
        ModelProfile profile = RandomModel.shape(spec).emptyProfile();
        for (int actual = 0; actual < 3; actual++) {
            double[] scores = {0.1, 0.1, 0.1};
            scores[actual] = 0.8;
            Prediction prediction = new Prediction(actual, 0.8, scores, 0, -1, -1);
            profile.addPrediction(prediction, 1);
            profile.addPair(prediction, LabelValue.ofClass(actual), 1);
        }
        assertThat(profile.classScores()).hasSize(3);
        profile.classScores()
                .forEach(table -> assertThat(table.counts().ranking().auc()).isEqualTo(1));
        assertThat(profile.scores().counts().ranking().positives()).isEqualTo(3);
        assertThat(profile.classPairScores()).hasSize(3);
        assertThat(profile.classPairScores().get(1).get(1).entries().stream()
                        .mapToLong(e -> e.predictions())
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void manyClassesKeepNoTablePerPair() {
        List<String> classes = IntStream.range(0, 30).mapToObj(i -> "c" + i).toList();
        ModelSpec spec =
                ModelSpec.multiclass(FieldRef.at(0), FieldRef.NONE, List.of(FieldRef.named("scores")), classes);
        ModelProfile profile = RandomModel.shape(spec).emptyProfile();
        profile.addPrediction(new Prediction(29, 0.5, new double[30], 0, -1, -1), 1);
        assertThat(profile.classPairScores()).isEmpty();
        assertThat(ModelProfile.decode(profile.encode(), RandomModel.shape(spec))
                        .encode())
                .isEqualTo(profile.encode());
    }

    @Test
    void regressionHasErrorsAndLossesByGroupOfForecasts() {
        ModelSpec spec = ModelSpec.regression(FieldRef.at(0));
        ModelBaseline.Shape shape = new ModelBaseline.Shape(
                spec, List.of(), GridEdges.of(new double[] {0}), GridEdges.of(new double[] {10}));
        ModelProfile profile = shape.emptyProfile();
        addNumber(profile, 8, 10);
        addNumber(profile, 12, 11);
        profile.addPrediction(Prediction.ofNumber(13), 1);

        assertThat(RegressionMetric.MAE.of(profile.regression())).isEqualTo(1.5);
        assertThat(profile.regressionStrata().predictions()).containsExactly(1, 2);
        assertThat(profile.regressionStrata().absolute().get(0).mean()).isEqualTo(2);
        assertThat(profile.regressionStrata().squared().get(1).mean()).isEqualTo(1);
    }

    @Test
    void errorsBeyondTheLargestDoubleGoInAndOut() {
        ModelProfile profile =
                RandomModel.shape(ModelSpec.regression(FieldRef.at(0))).emptyProfile();
        addNumber(profile, Double.MAX_VALUE, -Double.MAX_VALUE);
        assertThat(RegressionMetric.MAE.of(profile.regression())).isInfinite();
        Prediction prediction = Prediction.ofNumber(Double.MAX_VALUE);
        profile.addPair(prediction, LabelValue.ofNumber(-Double.MAX_VALUE), -1);
        profile.addPrediction(prediction, -1);
        assertThat(profile.isEmpty()).isTrue();
    }

    @Test
    void attributionsOfAPredictionAreCountedWithIt() {
        ModelSpec spec = BINARY.withAttributions(
                new AttributionFields(List.of("f", "g"), List.of(FieldRef.named("f"), FieldRef.named("g"))));
        ModelProfile profile = RandomModel.shape(spec).emptyProfile();
        Prediction prediction = new Prediction(1, 0.9, NOTHING, 0, -1, -1, new double[] {-2, 1});
        profile.addPrediction(prediction, 1);
        profile.addAttributions(new double[] {4, 1}, 1);
        assertThat(profile.attributions().meanMagnitudes()).containsExactly(3, 1);

        profile.addPrediction(prediction, -1);
        assertThat(profile.attributions().rows()).isEqualTo(1);
        assertThat(profile.attributions().meanMagnitudes()).containsExactly(4, 1);
    }

    @Test
    void tablesOfAnotherProblemAreRefusedByName() {
        ModelProfile profile = SHAPE.emptyProfile();
        assertThatThrownBy(profile::matrix)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("BINARY");
        assertThatThrownBy(profile::regression).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(profile::attributions).hasMessageContaining("captures no attributions");
    }

    @Test
    void profilesOfDifferentModelsDoNotMerge() {
        ModelProfile binary = SHAPE.emptyProfile();
        ModelProfile regression =
                RandomModel.shape(ModelSpec.regression(FieldRef.at(0))).emptyProfile();
        ModelProfile withFacet = RandomModel.shape(BINARY.withFacets(List.of(Facet.above("age", 40))))
                .emptyProfile();
        assertThatThrownBy(() -> binary.merge(regression)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> binary.merge(withFacet)).hasMessageContaining("different models");
        assertThatThrownBy(() -> ModelProfile.decode(regression.encode(), SHAPE))
                .hasMessageContaining("another baseline");
    }

    @Test
    void predictionsOfAnotherModelAreRefused() {
        ModelProfile profile = SHAPE.emptyProfile();
        Prediction number = Prediction.ofNumber(3);
        assertThatThrownBy(() -> profile.addPrediction(number, 1)).hasMessageContaining("none of a binary model");
        assertThatThrownBy(() -> profile.addPair(Prediction.ofBinary(true, 0.5), LabelValue.ofNumber(3), 1))
                .hasMessageContaining("none of a binary model");
        assertThatThrownBy(() -> profile.addPrediction(Prediction.ofBinary(true, 0.5), 2))
                .hasMessageContaining("sign = 2");
    }

    @Test
    void manyDistinctScoresMoveToTheGridAndKeepTheTable() {
        ModelBaseline.Shape shape =
                new ModelBaseline.Shape(BINARY, List.of(), ScoreTable.uniformGrid(1_024, 0.5), SHAPE.stratumEdges());
        ModelProfile profile = shape.emptyProfile();
        for (int i = 0; i < 5_000; i++) {
            addBinary(profile, (i + 0.5) / 5_000, i % 3 == 0 ? 1 : 0);
        }
        assertThat(profile.scores().isExact()).isFalse();
        assertThat(profile.scores().counts().confusion(ScoreCounts.Threshold.above(0.5)))
                .isEqualTo(profile.confusion());
        assertThat(profile.heapBytes()).isBetween(20_000L, 60_000L);
    }

    private static FacetSides sides(ModelProfile profile) {
        return profile.facet(0).sides(group -> group == Facet.DISADVANTAGED);
    }

    private static Prediction sided(double score, int side) {
        return new Prediction(score > 0.5 ? 1 : 0, score, NOTHING, side, -1, -1);
    }

    private static void addBinary(ModelProfile profile, double score, int label) {
        Prediction prediction = Prediction.ofBinary(score > 0.5, score);
        profile.addPrediction(prediction, 1);
        profile.addPair(prediction, LabelValue.ofClass(label), 1);
    }

    private static void addNumber(ModelProfile profile, double forecast, double label) {
        Prediction prediction = Prediction.ofNumber(forecast);
        profile.addPrediction(prediction, 1);
        profile.addPair(prediction, LabelValue.ofNumber(label), 1);
    }
}
