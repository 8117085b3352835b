package io.tidemark.core.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.canonical.CanonicalOutput;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelRulesTest {
    private static final LabelRules RULES = LabelRules.defaults();

    private static byte[] bytes(LabelRules rules) {
        CanonicalOutput out = new CanonicalOutput();
        rules.writeTo(out);
        return out.toByteArray();
    }

    @Test
    void defaultsAreThoseOfTheDocumentation() {
        assertThat(RULES)
                .isEqualTo(new LabelRules(
                        Duration.ofDays(30),
                        Duration.ofDays(7),
                        ConflictRule.LAST,
                        List.of(0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99)));
    }

    @Test
    void whateverDecidesAboutPairsIsInTheCanonicalForm() {
        assertThat(bytes(RULES.withHorizon(Duration.ofDays(31)))).isNotEqualTo(bytes(RULES));
        assertThat(bytes(RULES.withOrphans(Duration.ofDays(6)))).isNotEqualTo(bytes(RULES));
        assertThat(bytes(RULES.withConflict(ConflictRule.FIRST))).isNotEqualTo(bytes(RULES));
    }

    @Test
    void stepsOfProvisionalRevisionsAreNotInIt() {
        assertThat(bytes(RULES.withCoverageSteps(List.of(0.5)))).isEqualTo(bytes(RULES));
    }

    @Test
    void senselessRulesAreRefusedWithTheirValues() {
        assertThatThrownBy(() -> RULES.withHorizon(Duration.ofDays(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("label horizon = PT-24H");
        assertThatThrownBy(() -> RULES.withOrphans(Duration.ofDays(4_000)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RULES.withCoverageSteps(List.of(0.5, 0.5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[0.5, 0.5]");
        assertThatThrownBy(() -> RULES.withCoverageSteps(List.of(Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RULES.withCoverageSteps(List.of(1.01))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDeadlineIsTheEndOfTheWindowAndTheHorizon() {
        LabelDeadline deadline = new LabelDeadline(ALabel.HOURS, RULES);

        assertThat(deadline.ofWindow(ALabel.START)).isEqualTo(ALabel.START + ALabel.HOUR + 30 * ALabel.DAY);
        assertThat(deadline.ofPrediction(ALabel.START + 1)).isEqualTo(deadline.ofWindow(ALabel.START));
        assertThat(deadline.ofPrediction(ALabel.START - 1)).isEqualTo(deadline.ofWindow(ALabel.START) - ALabel.HOUR);
        assertThat(deadline.isPassed(ALabel.START, deadline.ofWindow(ALabel.START)))
                .isFalse();
        assertThat(deadline.isPassed(ALabel.START, deadline.ofWindow(ALabel.START) + 1))
                .isTrue();
        assertThat(deadline.isPassed(ALabel.START, Long.MIN_VALUE)).isFalse();
    }

    @Test
    void namesOnTheWireAreDistinct() {
        assertThat(Arrays.stream(LabelFate.values()).map(LabelFate::wireName)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(PredictionFate.values()).map(PredictionFate::wireName))
                .doesNotHaveDuplicates();
        assertThat(Arrays.stream(ConflictRule.values()).map(ConflictRule::wireName))
                .containsExactly("last", "first", "reject");
    }
}
