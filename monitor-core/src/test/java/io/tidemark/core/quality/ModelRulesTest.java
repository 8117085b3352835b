package io.tidemark.core.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.CheckType;
import io.tidemark.core.evaluation.EvaluationConfig;
import io.tidemark.core.evaluation.RuleGuide;
import io.tidemark.stats.fairness.BiasMetric;
import io.tidemark.stats.interval.Interval;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRulesTest {
    private static final ModelRules RULES = ModelRules.defaults();

    @Test
    void defaultsKnowChance() {
        assertThat(RULES.quality()).isEqualTo(QualityRule.INTERVAL);
        assertThat(RULES.bias()).isEqualTo(BiasRule.INTERVAL);
        assertThat(RULES.attribution()).isEqualTo(AttributionRule.NOISE);
        assertThat(RULES.confidence()).isEqualTo(0.997);
        assertThat(RULES.minGroup()).isEqualTo(30);
        assertThat(RULES.disclosure()).isEqualTo(10);
    }

    @Test
    void rulesOfTheServiceKnowNoMinimumOfRowsButKeepTheDisclosureMinimum() {
        assertThat(ModelRules.ofService().minRows()).isEqualTo(1);
        assertThat(ModelRules.ofService().disclosure()).isEqualTo(10);
        assertThat(ModelRules.ofService().bias()).isEqualTo(BiasRule.MAGNITUDE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, 1.1, Double.NaN})
    void confidenceIsInsideTheUnitInterval(double confidence) {
        assertThatThrownBy(() -> RULES.withLevels(confidence, 0.8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("confidence = " + confidence);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void leastCoverageIsAShare(double coverage) {
        assertThatThrownBy(() -> RULES.withLevels(0.997, coverage))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("" + coverage);
    }

    @Test
    void minimaAreAtLeastOne() {
        assertThatThrownBy(() -> RULES.withMinima(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RULES.withMinima(1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RULES.withMinima(1, 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("disclosure = 0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, Double.NaN, Double.POSITIVE_INFINITY})
    void toleranceIsAFiniteNumberThatIsNotNegative(double tolerance) {
        assertThatThrownBy(() -> RULES.withLimits(Map.of("recall", tolerance), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("recall");
    }

    @Test
    void bandNeedsEnds() {
        assertThatThrownBy(() -> RULES.withLimits(Map.of(), Map.of(BiasMetric.DI, Interval.UNDEFINED)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DI");
    }

    @Test
    void orderOfLimitsIsNoPartOfTheIdentity() {
        Map<String, Double> one = new LinkedHashMap<>();
        one.put("recall", 0.1);
        one.put("auc", 0.2);
        Map<String, Double> other = new LinkedHashMap<>();
        other.put("auc", 0.2);
        other.put("recall", 0.1);

        assertThat(hash(RULES.withLimits(one, Map.of()))).isEqualTo(hash(RULES.withLimits(other, Map.of())));
        assertThat(RULES.withLimits(one, Map.of())).isEqualTo(RULES.withLimits(other, Map.of()));
    }

    @Test
    void everyPartIsAPartOfTheIdentity() {
        Stream<ContentHash> hashes = Stream.of(
                        RULES,
                        RULES.with(QualityRule.SERVICE, BiasRule.INTERVAL, AttributionRule.NOISE),
                        RULES.with(QualityRule.INTERVAL, BiasRule.MAGNITUDE, AttributionRule.NOISE),
                        RULES.with(QualityRule.INTERVAL, BiasRule.INTERVAL, AttributionRule.SERVICE),
                        RULES.withLevels(0.99, 0.8),
                        RULES.withLevels(0.997, 0.7),
                        RULES.withMinima(99, 30, 10),
                        RULES.withMinima(100, 29, 10),
                        RULES.withMinima(100, 30, 9),
                        RULES.withLimits(Map.of("recall", 0.1), Map.of()),
                        RULES.withLimits(Map.of("auc", 0.1), Map.of()),
                        RULES.withLimits(Map.of(), Map.of(BiasMetric.DI, new Interval(0.8, 1.25))),
                        RULES.withLimits(Map.of(), Map.of(BiasMetric.DI, new Interval(0.8, 1.3))))
                .map(ModelRulesTest::hash);

        assertThat(hashes).doesNotHaveDuplicates().hasSize(13);
    }

    @Test
    void guidesSayTheDefaultLimits() {
        assertThat(RuleGuide.of("MQ003").defaultLimit()).contains(String.valueOf(RULES.leastCoverage()));
        assertThat(RuleGuide.of("MQ002").defaultLimit()).contains(String.valueOf(Tolerance.OF_SHARES));
        assertThat(RuleGuide.of("MQ004").defaultLimit()).contains(String.valueOf(Tolerance.OF_SHARES));
        assertThat(RuleGuide.of("FA002").defaultLimit()).contains("0.9");
        for (String code : List.of("MQ001", "BI001", "FA001")) {
            assertThat(RuleGuide.of(code).defaultLimit()).as(code).isEmpty();
        }
    }

    @Test
    void rulesOnModelsAreNotSwitchedOnWithTheDriftRules() {
        for (CheckType type : CheckType.values()) {
            if (type.isOfModels()) {
                assertThatThrownBy(() -> EvaluationConfig.defaults().with(type.name(), 0.1))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("DR009")
                        .hasMessageNotContaining("MQ002,");
            }
        }
    }

    private static ContentHash hash(ModelRules rules) {
        CanonicalOutput out = new CanonicalOutput();
        rules.writeTo(out);
        return ContentHash.of(out);
    }
}
