package io.tidemark.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.feature.FeatureKind;
import io.tidemark.core.profile.WindowProfile;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DistanceRuleTest {
    private static final Baseline BASELINE = Windows.baseline();

    /** 400 rows, a quarter of them moved to the ends of the range and to one colour. */
    private static final WindowProfile MOVED = Windows.alike(BASELINE, 300)
            .rows(80, "10", "red")
            .rows(20, "12", "red")
            .profile();

    /** The allowance for small windows is made for these; it swallows small values of the others whole. */
    private static final Set<Distance> LARGEST_DIFFERENCES = EnumSet.of(Distance.KS, Distance.L_INFINITY);

    static Stream<Arguments> everyRule() {
        return Stream.of(FeatureKind.values())
                .flatMap(kind -> Stream.of(Distance.values())
                        .filter(distance -> distance.appliesTo(kind))
                        .flatMap(distance -> Stream.of(Basis.values())
                                .filter(basis -> basis != Basis.P_VALUE || distance.hasPValue())
                                .filter(basis -> basis != Basis.ROBUST || LARGEST_DIFFERENCES.contains(distance))
                                .map(basis -> Arguments.of(kind, distance, basis))));
    }

    @ParameterizedTest
    @MethodSource("everyRule")
    void firesJustPastItsThresholdOnly(FeatureKind kind, Distance distance, Basis basis) {
        double value =
                judge(new DistanceRule("DR003", distance, basis, 0.5, kind)).value();
        assertThat(value).isPositive();
        boolean lowIsBad = basis == Basis.P_VALUE;
        double past = lowIsBad ? Math.nextUp(value) : Math.nextDown(value);

        assertThat(judge(new DistanceRule("DR003", distance, basis, value, kind))
                        .state())
                .isEqualTo(RuleState.OK);
        assertThat(judge(new DistanceRule("DR003", distance, basis, past, kind)).state())
                .isEqualTo(RuleState.ALARM);
    }

    @ParameterizedTest
    @MethodSource("everyRule")
    void saysNothingOfTooFewRows(FeatureKind kind, Distance distance, Basis basis) {
        WindowProfile few = Windows.alike(BASELINE, 0).rows(99, "10", "red").profile();
        Rule rule = new DistanceRule("DR003", distance, basis, 1e-9, kind);

        assertThat(Windows.judge(few, BASELINE, rule).report().outcomes())
                .singleElement()
                .extracting(RuleOutcome::state)
                .isEqualTo(RuleState.INSUFFICIENT_DATA);
    }

    @ParameterizedTest
    @MethodSource("everyRule")
    void saysNothingWhereNoValueIsValid(FeatureKind kind, Distance distance, Basis basis) {
        WindowProfile missing = Windows.alike(BASELINE, 0).rows(400, "", "").profile();
        Rule rule = new DistanceRule("DR003", distance, basis, 1e-9, kind);
        RuleOutcome outcome =
                Windows.judge(missing, BASELINE, rule).report().outcomes().get(0);

        assertThat(outcome.state()).isEqualTo(RuleState.INSUFFICIENT_DATA);
        assertThat(outcome.value()).isNaN();
        assertThat(outcome.effect()).isZero();
    }

    @Test
    void theBasesAreFormsOfOneDistance() {
        double scale = Math.sqrt(1.0 / 400 + 1.0 / 1_000);
        double raw = numeric(Basis.RAW, Distance.KS).value();

        assertThat(numeric(Basis.ROBUST, Distance.KS).value()).isEqualTo(raw - 1.8 * scale);
        assertThat(numeric(Basis.SQUARE_ROOT, Distance.JS).value())
                .isEqualTo(Math.sqrt(numeric(Basis.RAW, Distance.JS).value()));
        assertThat(numeric(Basis.RAW, Distance.PSI).effect()).isEqualTo(raw - 1.803 * scale);
        assertThat(numeric(Basis.P_VALUE, Distance.KS).direction()).isEqualTo(Direction.BAD_WHEN_LOWER);
        assertThat(numeric(Basis.RAW, Distance.KS).metric()).isEqualTo("ks");
        assertThat(numeric(Basis.ROBUST, Distance.KS).metric()).isEqualTo("ksRobust");
        assertThat(numeric(Basis.SQUARE_ROOT, Distance.JS).metric()).isEqualTo("jsSquareRoot");
        assertThat(numeric(Basis.P_VALUE, Distance.CHI_SQUARE).metric()).isEqualTo("chiSquarePValue");
    }

    @Test
    void rulesThatCannotBeJudgedAreRefusedWhenTheyAreMade() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule("DR003", Distance.KS, Basis.RAW, 0.1, FeatureKind.CATEGORICAL))
                .withMessage("DR003: KS distance is not defined for CATEGORICAL");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule("DR009", Distance.L_INFINITY, Basis.P_VALUE, 0.1, FeatureKind.NUMERIC))
                .withMessage("DR009: L-infinity distance has no p-value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule("DR999", Distance.KS, Basis.RAW, 0.1, FeatureKind.NUMERIC))
                .withMessageStartingWith("rule code = 'DR999' is none of [BI001, ");
        for (double threshold : List.of(0.0, -1.0, Double.NaN, Double.POSITIVE_INFINITY)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> rule("DR003", Distance.KS, Basis.RAW, threshold, FeatureKind.NUMERIC))
                    .withMessage("DR003 threshold = " + threshold + " is not a positive number");
        }
    }

    @Test
    void severityFollowsTheLowerBoundOfTheEffect() {
        assertThat(Severity.ofEffect(0)).isEqualTo(Severity.MINOR);
        assertThat(Severity.ofEffect(Math.nextDown(0.1))).isEqualTo(Severity.MINOR);
        assertThat(Severity.ofEffect(0.1)).isEqualTo(Severity.MAJOR);
        assertThat(Severity.ofEffect(Math.nextDown(0.2))).isEqualTo(Severity.MAJOR);
        assertThat(Severity.ofEffect(0.2)).isEqualTo(Severity.CRITICAL);
        assertThat(Severity.ofEffect(1)).isEqualTo(Severity.CRITICAL);
    }

    private static DistanceRule rule(String code, Distance distance, Basis basis, double threshold, FeatureKind kind) {
        return new DistanceRule(code, distance, basis, threshold, kind);
    }

    private static RuleOutcome numeric(Basis basis, Distance distance) {
        return judge(new DistanceRule("DR003", distance, basis, 0.5, FeatureKind.NUMERIC));
    }

    private static RuleOutcome judge(Rule rule) {
        return Windows.judge(MOVED, BASELINE, rule).report().outcomes().get(0);
    }
}
