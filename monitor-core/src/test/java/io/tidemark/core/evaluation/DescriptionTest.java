package io.tidemark.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.feature.FeatureKind;
import io.tidemark.core.profile.WindowProfile;
import org.junit.jupiter.api.Test;

class DescriptionTest {
    private static final Baseline BASELINE = Windows.baseline();
    private static final WindowProfile MISSING =
            Windows.alike(BASELINE, 300).rows(100, "", "red").profile();
    private static final WindowProfile HIGH =
            Windows.alike(BASELINE, 200).rows(200, "10", "red").profile();

    @Test
    void completeness() {
        assertThat(sentence(MISSING, new CompletenessRule(0.02)))
                .isEqualTo("amount: only 75.0 % of the rows have a value; at least 98.0 % expected (baseline 100.0 %)");
    }

    @Test
    void dataType() {
        WindowProfile texts =
                Windows.alike(BASELINE, 300).rows(100, "many", "red").profile();

        assertThat(sentence(texts, new DataTypeRule(0.99)))
                .isEqualTo("amount: only 75.0 % of the values are spelled as Integral; at least 99.0 % expected");
    }

    @Test
    void unseenCategories() {
        WindowProfile magenta =
                Windows.alike(BASELINE, 399).rows(5, "5", "100 %s").profile();

        assertThat(sentence(magenta, new UnseenCategoryRule(0.01)))
                .isEqualTo("colour: 1.2 % of the values are not in the training data; at most 1.0 % expected");
    }

    @Test
    void columns() {
        WindowProfile shorter = Windows.alike(BASELINE, 300).rows(100, "5").profile();
        WindowProfile wider =
                Windows.alike(BASELINE, 300).rows(100, "5", "red", "x").profile();

        assertThat(sentence(shorter, new MissingColumnRule(0.01)))
                .isEqualTo("25.0 % of the rows lack a column of the baseline; at most 1.0 % expected");
        assertThat(sentence(wider, new ExtraColumnRule(0.01)))
                .isEqualTo("25.0 % of the rows have a column that the baseline does not know; at most 1.0 % expected");
    }

    @Test
    void distances() {
        assertThat(numeric(Distance.KS, Basis.RAW, 0.1))
                .isEqualTo("amount: KS distance 0.4500 is above 0.1000; mean 7.750, baseline 5.500");
        assertThat(numeric(Distance.KS, Basis.ROBUST, 0.1))
                .isEqualTo("amount: KS distance (less the small-window allowance) 0.3435 is above 0.1000;"
                        + " mean 7.750, baseline 5.500");
        assertThat(numeric(Distance.WASSERSTEIN, Basis.RAW, 0.1))
                .startsWith("amount: normed Wasserstein distance 0.78")
                .endsWith(" is above 0.1000; mean 7.750, baseline 5.500");
        assertThat(numeric(Distance.JS, Basis.SQUARE_ROOT, 0.1))
                .startsWith("amount: square root of the JS divergence 0.");
        assertThat(numeric(Distance.KS, Basis.P_VALUE, 0.05))
                .matches("amount: KS distance, p-value [0-9.e-]+ is below 0\\.05000; mean 7\\.750, baseline 5\\.500");
        assertThat(numeric(Distance.KL, Basis.RAW, 0.1)).startsWith("amount: KL divergence 0.");
        assertThat(numeric(Distance.PSI, Basis.RAW, 0.1)).matches("amount: PSI [0-9.]+ is above 0\\.1000; .*");
        assertThat(numeric(Distance.CHI_SQUARE, Basis.RAW, 0.1))
                .matches("amount: chi-square statistic [0-9.]+ is above 0\\.1000; .*");
    }

    @Test
    void aCategoryHasNoMeanToSpeakOf() {
        WindowProfile red = Windows.alike(BASELINE, 200).rows(200, "5", "red").profile();

        assertThat(sentence(
                        red, new DistanceRule("DR009", Distance.L_INFINITY, Basis.RAW, 0.125, FeatureKind.CATEGORICAL)))
                .isEqualTo("colour: L-infinity distance 0.2500 is above 0.1250");
    }

    @Test
    void largeNumbersAreWholeNumbers() {
        WindowProfile huge =
                Windows.alike(BASELINE, 200).rows(200, "1234567", "red").profile();

        assertThat(sentence(huge, new DistanceRule("DR003", Distance.KS, Basis.RAW, 0.1, FeatureKind.NUMERIC)))
                .isEqualTo("amount: KS distance 0.5000 is above 0.1000; mean 617286, baseline 5.500");
    }

    private static String numeric(Distance distance, Basis basis, double threshold) {
        return sentence(HIGH, new DistanceRule("DR003", distance, basis, threshold, FeatureKind.NUMERIC));
    }

    private static String sentence(WindowProfile window, Rule rule) {
        return Windows.judge(window, BASELINE, rule).violations().get(0).description();
    }
}
