package io.tidemark.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.testing.AWindow;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DetectableShiftTest {
    private final Baseline baseline = Windows.baseline();

    private DetectableShift of(long rows, String code, double limit) {
        EvaluationConfig only = new EvaluationConfig(Windows.MIN_ROWS, RuleCatalog.of(code, limit));
        return DetectableShift.of(only, baseline, rows).get(0);
    }

    @Test
    void sizesFollowTheirFormulas() {
        double v = Math.sqrt(1.0 / 400 + 1.0 / 1_000);
        assertThat(of(400, "DR002", 0.1).size()).isCloseTo(0.1 + 3.603 * v, within(1e-12));
        assertThat(of(400, "DR003", 0.1).size()).isCloseTo(0.1 + 1.803 * v, within(1e-12));
        assertThat(of(400, "DR009", 0.1).size()).isCloseTo(0.1 + 1.803 * v, within(1e-12));
        assertThat(of(400, "DQ001", 0.02).size()).isCloseTo(0.02 + 1.803 / 20, within(1e-12));
        assertThat(of(400, "DQ002", 0.99).size()).isCloseTo(0.01 + 1.803 / 20, within(1e-12));
        assertThat(of(400, "DQ004", 0.01).size()).isCloseTo(0.01 + 1.803 / 20, within(1e-12));
        assertThat(of(400, "DQ005", 0.01).size()).isCloseTo(0.01 + 1.803 / 20, within(1e-12));
    }

    @Test
    void moreRowsFindSmallerChanges() {
        for (String code : List.of("DR002", "DR003", "DR009", "DQ001", "DQ002", "DQ004")) {
            double before = Double.POSITIVE_INFINITY;
            for (long rows = 200; rows <= 1_000_000; rows *= 4) {
                double size = of(rows, code, code.equals("DQ002") ? 0.9 : 0.05).size();
                assertThat(size)
                        .as("%s, %d rows", code, rows)
                        .isLessThan(before)
                        .isGreaterThan(0.05);
                before = size;
            }
        }
    }

    @Test
    void rulesWithoutABoundAreNotCertified() {
        for (String code : List.of("DR004", "DR005", "DR006", "DR007", "DR008", "DQ006", "DQ007")) {
            DetectableShift shift = of(1_000, code, 0.1);
            assertThat(shift.size()).as(code).isNaN();
            assertThat(shift.why()).isEqualTo("the rule has no certified bound");
        }
    }

    @Test
    void tooFewRowsAndTooLargeLimitsFindNothing() {
        assertThat(of(99, "DR002", 0.1).why()).isEqualTo("fewer rows than a verdict needs");
        assertThat(of(100, "DR002", 0.9).why()).startsWith("not even the largest change");
    }

    @Test
    void rowsMustBePositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> of(0, "DR002", 0.1));
    }

    @Test
    void everyDefaultRuleHasALine() {
        EvaluationConfig config = EvaluationConfig.defaults();
        assertThat(DetectableShift.of(config, baseline, 1_000))
                .extracting(DetectableShift::code)
                .containsExactlyElementsOf(
                        config.rules().stream().map(Rule::code).toList());
    }

    /** Windows in which a share of the numbers, as large as is certified, moved above all others. */
    @Test
    void aChangeOfTheCertifiedSizeIsFoundInEveryWindow() {
        int rows = 600;
        double size = of(rows, "DR002", 0.1).size();
        DistanceRule rule = (DistanceRule) RuleCatalog.of("DR002", 0.1).get(0);
        for (long seed = 1; seed <= 100; seed++) {
            Random random = new Random(seed);
            AWindow window = AWindow.aWindow(baseline);
            for (int i = 0; i < rows; i++) {
                boolean moves = random.nextDouble() < size;
                window.row(List.of(moves ? "11" : Integer.toString(1 + random.nextInt(10)), "red"));
            }
            RuleOutcome outcome = Windows.outcome(Windows.judge(window.profile(), baseline, rule), "amount");
            assertThat(outcome.state()).as("seed " + seed).isEqualTo(RuleState.ALARM);
        }
    }
}
