package io.tidemark.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.profile.CategoryIndex;
import io.tidemark.core.profile.WindowProfile;
import io.tidemark.core.testing.ABaseline;
import io.tidemark.core.testing.AWindow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShareRulesTest {
    private static final Baseline BASELINE = Windows.baseline();
    private static final double QUARTER = 0.25;

    @Test
    void completenessFiresBelowItsLimitOnly() {
        CompletenessRule rule = new CompletenessRule(QUARTER);

        assertAlarmOnlyAbove(100, rule, "amount", bad -> window(400, bad, "", "red"));
        assertAlarmOnlyAbove(100, rule, "colour", bad -> window(400, bad, "5", ""));
    }

    @Test
    void dataTypeFiresBelowItsShareOnly() {
        assertAlarmOnlyAbove(100, new DataTypeRule(0.75), "amount", bad -> window(400, bad, "1.5", "red"));
        assertAlarmOnlyAbove(100, new DataTypeRule(0.75), "amount", bad -> window(400, bad, "many", "red"));
    }

    @Test
    void unseenCategoriesFireAboveTheirShareOnly() {
        assertAlarmOnlyAbove(100, new UnseenCategoryRule(QUARTER), "colour", bad -> window(400, bad, "5", "magenta"));
    }

    @Test
    void missingColumnsFireAboveTheirShareOnly() {
        assertAlarmOnlyAbove(100, new MissingColumnRule(QUARTER), "", bad -> window(400, bad, "5"));
    }

    @Test
    void extraColumnsFireAboveTheirShareOnly() {
        assertAlarmOnlyAbove(100, new ExtraColumnRule(QUARTER), "", bad -> window(400, bad, "5", "red", "more"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 99})
    void belowTheSmallestNumberOfRowsNothingFiresAndNothingIsOk(int rows) {
        Evaluation evaluation = Windows.judge(
                window(rows, rows, "many", "magenta", "more"),
                BASELINE,
                new CompletenessRule(0),
                new DataTypeRule(1),
                new UnseenCategoryRule(0),
                new MissingColumnRule(0),
                new ExtraColumnRule(0));

        assertThat(evaluation.report().outcomes())
                .hasSize(6)
                .allMatch(outcome -> outcome.state() == RuleState.INSUFFICIENT_DATA);
        assertThat(evaluation.report().state()).isEqualTo(WindowState.INSUFFICIENT_DATA);
        assertThat(evaluation.violations()).isEmpty();
    }

    @Test
    void theSmallestNumberOfRowsIsEnough() {
        Evaluation evaluation =
                Windows.judge(window(100, 100, "", "magenta", "more"), BASELINE, new ExtraColumnRule(0));

        assertThat(Windows.outcome(evaluation, "").state()).isEqualTo(RuleState.ALARM);
    }

    @Test
    void aWindowWithoutRowsIsNeverOkAndItsNumbersAreUndefined() {
        Evaluation evaluation = Windows.judge(
                WindowProfile.empty(BASELINE), BASELINE, new CompletenessRule(0), new MissingColumnRule(0));

        assertThat(evaluation.report().outcomes()).allSatisfy(outcome -> {
            assertThat(outcome.state()).isEqualTo(RuleState.INSUFFICIENT_DATA);
            assertThat(outcome.value()).isNaN();
            assertThat(outcome.effect()).isZero();
        });
    }

    @Test
    void completenessAllowsThreeStandardErrorsOfAnIncompleteBaseline() {
        Baseline half = ABaseline.aBaseline()
                .text("note", Collections.nCopies(500, "x"))
                .text("other", halfMissing())
                .build();
        WindowProfile window = AWindow.aWindow(half).rows(400, "x", "").profile();
        RuleOutcome outcome = Windows.outcome(Windows.judge(window, half, new CompletenessRule(0.125)), "other");

        double noise = 3 * Math.sqrt(0.25 * (1.0 / 400 + 1.0 / 1_000));
        assertThat(outcome.threshold()).isEqualTo(0.5 - 0.125 - noise);
        assertThat(outcome.effect()).isEqualTo(outcome.threshold());
    }

    @Test
    void aBaselineWithoutRowsPromisesNothing() {
        Baseline empty = ABaseline.aBaseline().text("note", List.of()).build();
        WindowProfile window = AWindow.aWindow(empty).rows(400, "").profile();

        assertThat(Windows.outcome(Windows.judge(window, empty, new CompletenessRule(0)), "note")
                        .state())
                .isEqualTo(RuleState.INSUFFICIENT_DATA);
    }

    @Test
    void rulesSayNothingOfFeaturesTheyDoNotApplyTo() {
        Evaluation evaluation = Windows.judge(window(400, 0), BASELINE, new DataTypeRule(1), new UnseenCategoryRule(0));

        assertThat(evaluation.report().outcomes())
                .extracting(outcome -> outcome.code() + " " + outcome.feature())
                .containsExactly("DQ002 amount", "DQ003 colour");
    }

    @Test
    void unseenValuesProveNothingWhereTheDomainIsNotComplete() {
        Baseline open = ABaseline.aBaseline()
                .categories("city", new CategoryIndex(List.of("a"), new long[0], false), Collections.nCopies(500, "a"))
                .build();
        WindowProfile window = AWindow.aWindow(open).rows(400, "zzz").profile();

        assertThat(Windows.judge(window, open, new UnseenCategoryRule(0))
                        .report()
                        .outcomes())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.001, 1.001, Double.NaN})
    void parametersOutsideTheirRangeAreRefused(double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CompletenessRule(share))
                .withMessage("DQ001 tolerance = " + share + " is not in [0, 1]");
        assertThatIllegalArgumentException().isThrownBy(() -> new DataTypeRule(share));
        assertThatIllegalArgumentException().isThrownBy(() -> new UnseenCategoryRule(share));
        assertThatIllegalArgumentException().isThrownBy(() -> new MissingColumnRule(share));
        assertThatIllegalArgumentException().isThrownBy(() -> new ExtraColumnRule(share));
    }

    private static void assertAlarmOnlyAbove(
            int most, Rule rule, String feature, IntFunction<WindowProfile> windowWith) {
        RuleOutcome at = Windows.outcome(Windows.judge(windowWith.apply(most), BASELINE, rule), feature);
        RuleOutcome above = Windows.outcome(Windows.judge(windowWith.apply(most + 1), BASELINE, rule), feature);

        assertThat(at.state()).as("%s", at).isEqualTo(RuleState.OK);
        assertThat(at.value()).isEqualTo(at.threshold());
        assertThat(above.state()).as("%s", above).isEqualTo(RuleState.ALARM);
        assertThat(above.effect()).isEqualTo(Math.abs(above.value() - above.threshold()));
    }

    private static WindowProfile window(int rows, int bad, String... badRow) {
        AWindow window = Windows.alike(BASELINE, rows - bad);
        return bad == 0 ? window.profile() : window.rows(bad, badRow).profile();
    }

    private static List<String> halfMissing() {
        List<String> values = new ArrayList<>(Collections.nCopies(500, "x"));
        values.addAll(Collections.nCopies(500, ""));
        return values;
    }
}
