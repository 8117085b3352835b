package io.tidemark.core.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.evaluation.Direction;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.RuleState;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.quality.AModel.Row;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ServiceTextsTest {
    @Test
    void qualityIsWordForWord() {
        assertThat(ServiceTexts.description(outcome("MQ001", "recall", 0.7, 0.75, Direction.BAD_WHEN_LOWER)))
                .isEqualTo("Metric recall with 0.7 was LessThanThreshold 0.75");
        assertThat(ServiceTexts.description(
                        outcome("MQ001", "false_positive_rate", 0.2, 0.1, Direction.BAD_WHEN_HIGHER)))
                .isEqualTo("Metric false_positive_rate with 0.2 was GreaterThanThreshold 0.1");
        assertThat(ServiceTexts.checkType(outcome("MQ001", "recall", 0.7, 0.75, Direction.BAD_WHEN_LOWER)))
                .isEqualTo("LessThanThreshold");
    }

    @Test
    void biasIsWordForWord() {
        assertThat(ServiceTexts.description(outcome(
                        "BI001", "TE", Double.POSITIVE_INFINITY, 2.916666666666667, Direction.BAD_WHEN_OUTSIDE)))
                .isEqualTo("Metric value Infinity doesn't meet the baseline constraint requirement 2.916666666666667");
        assertThat(ServiceTexts.description(outcome(
                        "BI001", "DAR", -0.34693877551020413, -0.09508196721311479, Direction.BAD_WHEN_OUTSIDE)))
                .isEqualTo("Metric value -0.34693877551020413 doesn't meet the baseline constraint requirement"
                        + " -0.09508196721311479");
    }

    @Test
    void attributionIsWordForWord() {
        assertThat(ServiceTexts.description(
                        outcome("FA001", "ndcg", 0.7639720923277322, 0.9, Direction.BAD_WHEN_LOWER)))
                .isEqualTo("Feature attribution drift 0.7639720923277322 exceeds threshold 0.9");
        assertThat(ServiceTexts.checkType(outcome("FA001", "ndcg", 0.7, 0.9, Direction.BAD_WHEN_LOWER)))
                .isEqualTo("feature_attribution_drift_check");
    }

    @Test
    void ourRulesHaveNoWordsOfTheService() {
        for (String code : List.of("MQ002", "MQ003", "MQ004", "BI002", "FA002")) {
            RuleOutcome outcome = outcome(code, "recall", 0.7, 0.75, Direction.BAD_WHEN_LOWER);
            assertThat(ServiceTexts.checkType(outcome)).isEmpty();
            assertThatThrownBy(() -> ServiceTexts.description(outcome))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(code);
        }
    }

    @Test
    void plainSentenceFollowsTheWordsOfTheService() {
        ModelBaseline baseline = AModel.baseline(AModel.binary(), rows(10));
        List<Violation> violations = AModel.judge(AModel.FINAL, rows(5), baseline, ModelRules.ofService())
                .violations();

        assertThat(violations)
                .filteredOn(violation -> violation.outcome().metric().equals("accuracy"))
                .extracting(Violation::description)
                .containsExactly("Metric accuracy with 0.8 was LessThanThreshold 0.9:"
                        + " accuracy is 0.8000 over 1,000 labelled rows of 1,000, below 0.9000");
    }

    @Test
    void plainSentencesNameNumbersLimitsAndRows() {
        ModelBaseline baseline = AModel.baseline(AModel.binary(), rows(10));
        List<Violation> violations = AModel.judge(AModel.FINAL, rows(2), baseline, ModelRules.defaults())
                .violations();

        assertThat(violations)
                .filteredOn(violation -> violation.outcome().metric().equals("accuracy"))
                .extracting(Violation::description)
                .containsExactly("accuracy is 0.5000 over 1,000 labelled rows of 1,000, surely below 0.8800");
    }

    @Test
    void facetsStandFirstInSentencesAboutBias() {
        ModelBaseline baseline =
                AModel.baseline(AModel.withSex(AModel.binary()), AModel.facetRows(2_000, 0.3, 2_000, 0.3, 1));
        List<Violation> violations = AModel.judge(
                        AModel.FINAL, AModel.facetRows(500, 0.1, 500, 0.5, 2), baseline, ModelRules.defaults())
                .violations();

        assertThat(violations)
                .filteredOn(violation -> violation.outcome().metric().equals("DI"))
                .singleElement()
                .satisfies(violation -> assertThat(violation.description())
                        .startsWith("sex=Female: DI is 0.")
                        .endsWith(", the end of what is allowed (1,000 rows)"));
    }

    /** A thousand rows of which one in n is wrong. */
    private static List<Row> rows(int n) {
        return IntStream.range(0, 1_000)
                .mapToObj(i -> AModel.binaryRow(i % 4 < 2 ? 0.8 : 0.2, i % 4 < 2 ^ i % n == 0))
                .toList();
    }

    private static RuleOutcome outcome(
            String code, String metric, double value, double threshold, Direction direction) {
        return new RuleOutcome(code, "", metric, RuleState.ALARM, value, threshold, direction, 0);
    }
}
