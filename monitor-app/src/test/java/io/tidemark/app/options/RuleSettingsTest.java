package io.tidemark.app.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.app.console.UserError;
import io.tidemark.core.evaluation.EvaluationConfig;
import io.tidemark.core.evaluation.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleSettingsTest {
    private static final EvaluationConfig DEFAULTS = EvaluationConfig.defaults();

    @Test
    void nothingSaidChangesNothing() {
        assertThat(RuleSettings.apply(List.of(), DEFAULTS)).isEqualTo(DEFAULTS);
    }

    @Test
    void defaultLimitsAreTheDefaultConfiguration() {
        List<String> said = List.of("DQ001=0.02", "DQ002=0.99", "DQ003=0.01", "DQ004=0.01", "DQ005=0.01", "DR002=0.1");

        assertThat(RuleSettings.apply(said, DEFAULTS)).isEqualTo(DEFAULTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DR003", "DR004", "DR005", "DR007", "DR008", "DR009"})
    void everyOtherDistanceCanBeSwitchedOn(String code) {
        EvaluationConfig config = RuleSettings.apply(List.of(code + "=0.05"), DEFAULTS);

        assertThat(config.rules()).extracting(Rule::code).contains(code, "DR002", "DQ001");
        assertThat(config).isNotEqualTo(DEFAULTS);
    }

    @Test
    void aRuleCanBeSwitchedOff() {
        assertThat(RuleSettings.apply(List.of("DR006=off"), DEFAULTS).rules())
                .extracting(Rule::code)
                .doesNotContain("DR006");
    }

    @ParameterizedTest
    @CsvSource({
        "DR003, there is no '=' in it",
        "DR003=much, 'much' is no number",
        "DR003=-1, DR003 threshold = -1.0 is not a positive number",
        "DQ001=2, 'DQ001 tolerance = 2.0 is not in [0, 1]'"
    })
    void aWrongSettingSaysWhy(String setting, String why) {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> RuleSettings.apply(List.of(setting), DEFAULTS))
                .satisfies(error -> assertThat(error.problems().get(0).lines()).contains("  why: " + why));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DR999=0.1", "dr003=off"})
    void anUnknownCodeIsRefusedWithTheKnownOnes(String setting) {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> RuleSettings.apply(List.of(setting), DEFAULTS))
                .satisfies(error -> assertThat(
                                String.join("", error.problems().get(0).lines()))
                        .contains("DR002"));
    }
}
