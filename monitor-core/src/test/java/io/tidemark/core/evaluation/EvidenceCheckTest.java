package io.tidemark.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.profile.WindowProfile;
import io.tidemark.core.testing.ABaseline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class EvidenceCheckTest {
    private static final Baseline BASELINE = Windows.baseline();

    /** A window in which every rule fires that is given a small limit. */
    private static WindowProfile moved() {
        return Windows.alike(BASELINE, 0)
                .rows(100, "", "")
                .rows(300, "9", "red")
                .rows(100, "9.5", "green")
                .rows(50, "-Infinity", "red")
                .rows(50, "-3", "red")
                .profile();
    }

    static Stream<Violation> violationsOfEveryRule() {
        List<Rule> rules = new ArrayList<>();
        for (String code : List.of(
                "DQ001", "DQ003", "DQ006", "DQ007", "DR002", "DR003", "DR004", "DR005", "DR006", "DR007", "DR009")) {
            rules.addAll(RuleCatalog.of(code, 0.01));
        }
        rules.addAll(RuleCatalog.of("DQ002", 0.99));
        rules.addAll(RuleCatalog.of("DR008", 0.05));
        return Windows.judge(moved(), BASELINE, rules.toArray(Rule[]::new)).violations().stream();
    }

    @ParameterizedTest
    @MethodSource("violationsOfEveryRule")
    void evidenceProvesWhatTheRuleSaid(Violation violation) {
        EvidenceCheck check = EvidenceCheck.of(violation, BASELINE);
        assertThat(check.holds())
                .as("%s %s: %s", violation.outcome().code(), violation.outcome().feature(), check)
                .isTrue();
    }

    @Test
    void everyFeatureRuleIsAmongThem() {
        assertThat(violationsOfEveryRule().map(one -> one.outcome().code()).distinct())
                .contains("DQ001", "DQ002", "DQ003", "DQ006", "DQ007")
                .contains("DR002", "DR003", "DR004", "DR005", "DR006", "DR007", "DR008")
                .contains("DR009");
    }

    @Test
    void anotherNumberIsNotProven() {
        Violation violation = violationsOfEveryRule().findFirst().orElseThrow();
        EvidenceCheck check = EvidenceCheck.of(
                with(
                        violation,
                        violation.outcome().value() + 1,
                        violation.outcome().threshold()),
                BASELINE);
        assertThat(check.isSameValue()).isFalse();
        assertThat(check.holds()).isFalse();
    }

    @Test
    void numberWithinItsLimitIsNotProven() {
        Violation violation = violationsOfEveryRule()
                .filter(one -> one.outcome().direction() == Direction.BAD_WHEN_HIGHER)
                .findFirst()
                .orElseThrow();
        EvidenceCheck check =
                EvidenceCheck.of(with(violation, violation.outcome().value(), 1e9), BASELINE);
        assertThat(check.isBad()).isFalse();
        assertThat(check.holds()).isFalse();
    }

    @Test
    void anotherBaselineIsRefused() {
        Baseline other = ABaseline.aBaseline()
                .integral("amount", Collections.nCopies(400, "1"))
                .build();
        Violation violation = violationsOfEveryRule().findFirst().orElseThrow();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EvidenceCheck.of(violation, other))
                .withMessageContaining(BASELINE.hash().brief());
    }

    private static Violation with(Violation violation, double value, double threshold) {
        RuleOutcome old = violation.outcome();
        RuleOutcome outcome = new RuleOutcome(
                old.code(), old.feature(), old.metric(), old.state(), value, threshold, old.direction(), old.effect());
        return new Violation(
                violation.id(),
                violation.revision(),
                violation.window(),
                violation.windowEndMs(),
                outcome,
                violation.checkType(),
                violation.severity(),
                violation.description(),
                violation.rows(),
                violation.baselineHash(),
                violation.configHash(),
                violation.verdictHash(),
                violation.evidence());
    }
}
