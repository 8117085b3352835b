package io.tidemark.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.feature.FeatureKind;
import io.tidemark.core.profile.WindowProfile;
import io.tidemark.core.testing.AWindow;
import io.tidemark.core.testing.RandomRows;
import io.tidemark.core.window.WindowKey;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
    private static final Baseline BASELINE = Windows.baseline();
    private static final Rule KS = new DistanceRule("DR003", Distance.KS, Basis.RAW, 0.1, FeatureKind.NUMERIC);

    private final Evaluator evaluator = MonitorConfig.defaults().newEvaluator();

    @Test
    void aWindowWithoutABaselineIsCountedAndNothingIsInvented() {
        WindowProfile window = Windows.alike(BASELINE, 500).profile();
        Evaluation evaluation = evaluator.evaluate(AWindow.KEY, window, null);

        assertThat(evaluation.violations()).isEmpty();
        assertThat(evaluation.report().state()).isEqualTo(WindowState.NO_BASELINE);
        assertThat(evaluation.report().rows()).isEqualTo(500);
        assertThat(evaluation.report().features()).isEmpty();
        assertThat(evaluation.report().outcomes()).isEmpty();
        assertThat(evaluation.report().baselineHash().isNone()).isTrue();
        assertThat(evaluation.report().verdictHash().isNone()).isFalse();
    }

    @Test
    void anEmptyWindowBetweenTwoOthersIsReportedAsSuch() {
        WindowKey next = new WindowKey("credit", "blue", AWindow.KEY.startMs() + 3_600_000);
        WindowReport report = evaluator.noData(AWindow.KEY).report();

        assertThat(report.state()).isEqualTo(WindowState.NO_DATA);
        assertThat(report.rows()).isZero();
        assertThat(report.windowEndMs()).isEqualTo(next.startMs());
        assertThat(report.baselineHash().isNone()).isTrue();
        assertThat(report.verdictHash().isNone()).isFalse();
        assertThat(report.verdictHash())
                .isNotEqualTo(evaluator.noData(next).report().verdictHash());
    }

    @Test
    void anAlarmOutranksTooFewRows() {
        WindowProfile bad = Windows.alike(BASELINE, 0).rows(400, "10", "red").profile();

        assertThat(Windows.judge(bad, BASELINE, KS).report().state()).isEqualTo(WindowState.ALARM);
        assertThat(Windows.judge(Windows.alike(BASELINE, 99).profile(), BASELINE, KS)
                        .report()
                        .state())
                .isEqualTo(WindowState.INSUFFICIENT_DATA);
        assertThat(Windows.judge(Windows.alike(BASELINE, 100).profile(), BASELINE, KS)
                        .report()
                        .state())
                .isEqualTo(WindowState.OK);
    }

    @Test
    void outcomesAreOrderedByCodeThenAsTheFeatures() {
        List<RuleOutcome> outcomes = evaluator
                .evaluate(AWindow.KEY, Windows.alike(BASELINE, 200).profile(), BASELINE)
                .report()
                .outcomes();

        assertThat(outcomes)
                .extracting(outcome -> outcome.code() + " " + outcome.feature())
                .containsExactly(
                        "DQ001 amount",
                        "DQ001 colour",
                        "DQ002 amount",
                        "DQ003 colour",
                        "DQ004 ",
                        "DQ005 ",
                        "DR002 amount",
                        "DR002 colour",
                        "DR006 amount");
    }

    @Test
    void violationsAreTheAlarmsWorstFirst() {
        WindowProfile bad = Windows.alike(BASELINE, 300)
                .rows(120, "", "magenta", "x")
                .rows(200, "10", "")
                .profile();
        Evaluation evaluation = evaluator.evaluate(AWindow.KEY, bad, BASELINE);

        assertThat(evaluation.violations())
                .hasSize((int) evaluation.report().alarms())
                .hasSizeGreaterThan(4)
                .isSortedAccordingTo(Comparator.comparing(Violation::severity)
                        .reversed()
                        .thenComparing(violation -> violation.outcome().code())
                        .thenComparing(violation -> violation.outcome().feature()));
        assertThat(evaluation.violations()).allSatisfy(violation -> {
            assertThat(violation.outcome().isAlarm()).isTrue();
            assertThat(violation.verdictHash()).isEqualTo(evaluation.report().verdictHash());
            assertThat(violation.severity())
                    .isEqualTo(Severity.ofEffect(violation.outcome().effect()));
            assertThat(violation.revision()).isOne();
            assertThat(violation.evidence().bytes()).isNotEmpty();
        });
    }

    @Test
    void rulesInAnyOrderAreTheSameConfiguration() {
        List<Rule> rules = EvaluationConfig.defaults().rules();
        List<Rule> backwards = rules.stream()
                .sorted((a, b) -> Integer.compare(rules.indexOf(b), rules.indexOf(a)))
                .toList();

        assertThat(new EvaluationConfig(100, backwards)).isEqualTo(EvaluationConfig.defaults());
        assertThat(rules).extracting(Rule::code).isSorted();
    }

    @Test
    void oneRuleTwiceIsRefused() {
        List<Rule> twice = List.of(new CompletenessRule(0.1), new CompletenessRule(0.2));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EvaluationConfig(1, twice))
                .withMessage("rule DQ001 stands twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EvaluationConfig(0, List.of()))
                .withMessage("minRows = 0 is not at least 1");
    }

    /** Expected false alarms of the default rules are far below one in 2,000 windows of this size. */
    @Test
    void twoThousandWindowsWithoutDriftRaiseAtMostTwoAlarms() {
        long seed = 20_240;
        Baseline baseline = RandomRows.baseline(seed, 10_000);
        RandomRows source = new RandomRows(seed + 1);
        long alarms = 0;
        for (int window = 0; window < 2_000; window++) {
            alarms += evaluator
                    .evaluate(AWindow.KEY, AWindow.of(baseline, source.rows(235, 0)), baseline)
                    .report()
                    .alarms();
        }
        assertThat(alarms).as("seed %d", seed).isLessThanOrEqualTo(2);
    }
}
