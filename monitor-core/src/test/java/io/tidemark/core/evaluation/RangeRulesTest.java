package io.tidemark.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.profile.NumericProfile;
import io.tidemark.core.profile.WindowProfile;
import io.tidemark.core.testing.ABaseline;
import io.tidemark.core.testing.AWindow;
import io.tidemark.stats.distribution.GridEdges;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DQ006 and DQ007, which are off unless they are switched on. */
class RangeRulesTest {
    private static final Baseline BASELINE = Windows.baseline();
    private static final Rule[] BOTH = {new RangeRule(0.01), new NonNegativeRule(0.01)};

    private static WindowProfile with(int rows, int odd, String value) {
        return Windows.alike(BASELINE, rows - odd).rows(odd, value, "red").profile();
    }

    private static RuleOutcome judge(WindowProfile window, Rule rule) {
        return Windows.outcome(Windows.judge(window, BASELINE, rule), "amount");
    }

    /**
     * Until these rules were, such a column raised nothing: infinite values are spelled as numbers, and not missing.
     */
    @ParameterizedTest
    @ValueSource(strings = {"Infinity", "-Infinity", "1e999", "-1e999"})
    void aColumnOfOnlyInfiniteValuesIsNoticed(String value) {
        WindowProfile window = with(400, 400, value);
        RuleOutcome outcome = judge(window, new RangeRule(0.01));

        assertThat(outcome.state()).isEqualTo(RuleState.ALARM);
        assertThat(outcome.value()).isEqualTo(1);
        assertThat(Windows.judge(window, BASELINE, new RangeRule(0.01)).violations())
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.rows()).isEqualTo(400);
                    assertThat(violation.severity()).isEqualTo(Severity.CRITICAL);
                });
    }

    @ParameterizedTest
    @CsvSource({"0.5", "0", "-3", "10.5", "11", "1e300", "Infinity", "-Infinity"})
    void numbersBesideTheRangeCount(String value) {
        assertThat(judge(with(400, 100, value), new RangeRule(0.01)).value()).isEqualTo(0.25);
    }

    @ParameterizedTest
    @CsvSource({"1", "10", "5.5", "1.0000000001", "''", "NaN", "many"})
    void theEndsAndWhatIsNoNumberDoNotCount(String value) {
        assertThat(judge(with(400, 100, value), new RangeRule(0.01)).value()).isZero();
    }

    @Test
    void theLimitIsWhatIsForetoldTheMaximumAndThreeStandardErrors() {
        double foretold = 2.0 / 1_001;
        double noise = 3 * Math.sqrt(foretold * (1 - foretold) * (1.0 / 400 + 1.0 / 1_000));

        assertThat(judge(with(400, 0, ""), new RangeRule(0.05)).threshold()).isEqualTo(foretold + 0.05 + noise);
    }

    @Test
    void aBaselineWithInfiniteValuesForetellsThem() {
        List<String> values = new ArrayList<>(Collections.nCopies(750, "1"));
        values.addAll(Collections.nCopies(250, "Infinity"));
        Baseline baseline = ABaseline.aBaseline().fractional("x", values).build();
        WindowProfile window =
                AWindow.aWindow(baseline).rows(300, "1").rows(100, "Infinity").profile();

        assertThat(Windows.outcome(Windows.judge(window, baseline, new RangeRule(0)), "x")
                        .state())
                .isEqualTo(RuleState.OK);
    }

    /** Values of one distribution on both sides: what leaves the range does so as often as foretold. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void theSameDistributionStaysQuiet(long seed) {
        Random random = new Random(seed);
        List<String> training = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            training.add(Double.toString(Math.exp(random.nextGaussian())));
        }
        Baseline baseline = ABaseline.aBaseline().fractional("x", training).build();
        AWindow window = AWindow.aWindow(baseline);
        for (int i = 0; i < 2_000; i++) {
            window.row(List.of(Double.toString(Math.exp(random.nextGaussian()))));
        }

        assertThat(Windows.judge(window.profile(), baseline, BOTH).violations())
                .as("seed %d", seed)
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1, ALARM", "-0.001, ALARM", "-Infinity, ALARM", "-1e999, ALARM", "-0.0, OK", "0, OK", "Infinity, OK"})
    void negativeNumbersAreNoticedWhereTrainingHasNone(String value, RuleState state) {
        assertThat(judge(with(400, 40, value), new NonNegativeRule(0.01)).state())
                .isEqualTo(state);
    }

    @Test
    void aFeatureThatIsNegativeInTrainingIsNotJudged() {
        Baseline baseline =
                ABaseline.aBaseline().fractional("x", List.of("-1", "2", "3")).build();
        WindowProfile window = AWindow.aWindow(baseline).rows(400, "-1").profile();

        assertThat(Windows.judge(window, baseline, new NonNegativeRule(0))
                        .report()
                        .outcomes())
                .isEmpty();
    }

    @Test
    void withoutANumberInTrainingThereIsNoAnswer() {
        NumericProfile none = new NumericProfile(GridEdges.of(new double[] {0}));
        Baseline baseline =
                Baseline.of(List.of(FeatureBaseline.suggest("x", FeatureType.FRACTIONAL, none)), null, List.of());
        WindowProfile window = AWindow.aWindow(baseline).rows(400, "-1").profile();

        assertThat(Windows.judge(window, baseline, BOTH).report().outcomes())
                .isNotEmpty()
                .allMatch(outcome -> outcome.state() == RuleState.INSUFFICIENT_DATA);
    }

    @Test
    void tooFewNumbersDecideNothingAndTextsAreNotJudged() {
        Evaluation few = Windows.judge(with(99, 99, "Infinity"), BASELINE, BOTH);

        assertThat(few.report().outcomes())
                .extracting(RuleOutcome::code, RuleOutcome::feature, RuleOutcome::state)
                .containsExactly(
                        tuple("DQ006", "amount", RuleState.INSUFFICIENT_DATA),
                        tuple("DQ007", "amount", RuleState.INSUFFICIENT_DATA));
        assertThat(judge(with(400, 400, ""), new RangeRule(0)).state()).isEqualTo(RuleState.INSUFFICIENT_DATA);
    }

    @Test
    void theyAreOffByDefaultAndChangeNoHashThen() {
        assertThat(EvaluationConfig.defaults().rules()).extracting(Rule::code).doesNotContain("DQ006", "DQ007");
        MonitorConfig defaults = MonitorConfig.defaults();
        EvaluationConfig on = EvaluationConfig.defaults().with("DQ006", 0.01).with("DQ007", 0);
        assertThat(new MonitorConfig(defaults.windows(), on, defaults.timing()).hash())
                .isNotEqualTo(defaults.hash());
        assertThat(on.without("DQ006").without("DQ007")).isEqualTo(EvaluationConfig.defaults());
    }

    @Test
    void peopleAreToldTheRangeAndTheShare() {
        assertThat(Windows.judge(with(400, 100, "Infinity"), BASELINE, new RangeRule(0.01))
                        .violations())
                .extracting(Violation::description)
                .containsExactly(
                        "amount: 25.0 % of the numbers are infinite or outside the training data's range, 1.000 to"
                                + " 10.00; at most 2.0 % expected");
        assertThat(Windows.judge(with(400, 100, "-1"), BASELINE, new NonNegativeRule(0.01))
                        .violations())
                .extracting(Violation::description)
                .containsExactly("amount: 25.0 % of the numbers are negative, and none of the training data's is; at"
                        + " most 1.7 % expected");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.001, 1.001, Double.NaN})
    void parametersOutsideTheirRangeAreRefused(double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RangeRule(share))
                .withMessage("DQ006 maxShare = " + share + " is not in [0, 1]");
        assertThatIllegalArgumentException().isThrownBy(() -> new NonNegativeRule(share));
    }
}
