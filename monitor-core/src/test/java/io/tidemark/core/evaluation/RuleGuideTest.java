package io.tidemark.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RuleGuideTest {
    @ParameterizedTest
    @EnumSource(CheckType.class)
    void everyRuleIsExplained(CheckType type) {
        RuleGuide guide = RuleGuide.of(type.name());
        assertThat(guide.type()).isEqualTo(type);
        assertThat(guide.formula()).isNotBlank();
        assertThat(guide.why()).endsWith(".");
        assertThat(guide.remedy()).endsWith(".");
    }

    @Test
    void guidesStandInTheOrderOfTheCodes() {
        assertThat(RuleGuide.all()).extracting(RuleGuide::code).isSorted().hasSize(CheckType.values().length);
    }

    @Test
    void defaultLimitsAreThoseOfTheDefaultConfiguration() {
        assertThat(RuleGuide.of("DR002").defaultLimit()).contains("0.1");
        assertThat(RuleGuide.of("DQ002").defaultLimit()).contains("0.99");
        assertThat(RuleGuide.of("DR003").defaultLimit()).isEmpty();
    }

    @Test
    void everyRuleThatIsOnHasALimitToShow() {
        assertThat(EvaluationConfig.defaults().rules())
                .allSatisfy(rule ->
                        assertThat(RuleGuide.of(rule.code()).defaultLimit()).isPresent());
    }

    @Test
    void unknownCodeIsRefused() {
        assertThatThrownBy(() -> RuleGuide.of("DR999"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DR999");
    }
}
