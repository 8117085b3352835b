package io.tidemark.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.Direction;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.RuleState;
import io.tidemark.core.evaluation.Severity;
import io.tidemark.core.evaluation.VerdictStatus;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.model.BiasBaseline;
import io.tidemark.core.model.Facet;
import io.tidemark.core.model.FieldRef;
import io.tidemark.core.model.ModelSpec;
import io.tidemark.core.window.WindowKey;
import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.stats.fairness.BiasValue.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ServiceBiasTest {
    private static final ContentHash HASH = new ContentHash("ab".repeat(32));
    private static final Facet SEX = Facet.ofValues("sex", List.of("Female"));
    private static final Facet AGE = Facet.above("age", 40);

    @Test
    void groupsAreNamedAsTheServiceNamesThem() {
        assertThat(ServiceBias.valueOf(Facet.ofValues("race", List.of("Black", "Other")), Double.NaN))
                .isEqualTo("Black,Other");
        assertThat(ServiceBias.valueOf(AGE, 90)).isEqualTo("(40, 90]");
        assertThat(ServiceBias.valueOf(AGE, 90.5)).isEqualTo("(40, 90.5]");
        assertThat(ServiceBias.valueOf(AGE, Double.POSITIVE_INFINITY)).isEqualTo("(40, inf]");
        assertThat(ServiceBias.valueOf(new Facet("age", FieldRef.named("age"), List.of(), List.of(18.0, 65.0)), 65))
                .isEqualTo("(18, 65]");
        assertThat(ServiceBias.valueOf(new Facet("age", FieldRef.named("age"), List.of(), List.of(18.0, 65.0)), 90))
                .isEqualTo("(18, 65],(65, 90]");
    }

    @Test
    void whatHasNoValueSaysWhyInTheServicesWords() {
        BiasAnalysis analysis = ServiceBias.analysis(
                "y",
                "1",
                List.of(new ServiceBias.Group(
                        SEX,
                        Double.NaN,
                        Map.of(
                                "CDDL", new BiasValue.Undefined(Reason.NO_GROUP_VARIABLE),
                                "DPL", new BiasValue.Defined(0.5),
                                "RD", new BiasValue.Undefined(Reason.NO_POSITIVES),
                                "TE", new BiasValue.Defined(Double.POSITIVE_INFINITY)))),
                true);

        assertThat(analysis.metric("sex", "Female", "CDDL").orElseThrow().error())
                .isEqualTo("Group variable is empty or not provided");
        assertThat(analysis.metric("sex", "Female", "RD").orElseThrow().error())
                .startsWith("No Label values are present in the predicted Label Column");
        assertThat(analysis.metric("sex", "Female", "DPL").orElseThrow())
                .isEqualTo(
                        new BiasAnalysis.Metric("DPL", "Difference in Positive Proportions in Labels (DPL)", 0.5, ""));
        assertThat(analysis.metric("sex", "Female", "TE").orElseThrow().value()).isInfinite();
    }

    @Test
    void everyReasonHasWords() {
        for (Reason reason : Reason.values()) {
            BiasAnalysis analysis = ServiceBias.analysis(
                    "y",
                    "1",
                    List.of(new ServiceBias.Group(
                            SEX,
                            Double.NaN,
                            Map.of("CI", new BiasValue.Undefined(reason), "AD", new BiasValue.Undefined(reason)))),
                    true);
            assertThat(analysis.metric("sex", "Female", "CI").orElseThrow().error())
                    .as(reason.name())
                    .isNotEmpty();
            assertThat(analysis.metric("sex", "Female", "AD").orElseThrow().error())
                    .as(reason.name())
                    .isNotEmpty();
        }
    }

    @Test
    void violationsAreThePublishedOnesByStageAndName() {
        ModelSpec spec = ModelSpec.binary(FieldRef.named("p"), FieldRef.NONE, 0.5, List.of("0", "1"))
                .withFacets(List.of(SEX, AGE));

        List<BiasViolation> violations = ServiceBias.violations(
                List.of(
                        violation("BI001", "age>40", "TE", Double.POSITIVE_INFINITY, 2.916666666666667),
                        violation("BI001", "sex=Female", "CI", 0.5, 0.25),
                        violation("BI001", "sex=Female", "RD", 0.17253086419753086, 0.1308103661044837),
                        violation("BI002", "sex=Female", "AD", 1, 0.1),
                        violation("MQ001", "", "recall", 0.5, 0.75)),
                spec);

        assertThat(violations)
                .containsExactly(
                        new BiasViolation(
                                "bias_drift_check",
                                "Metric value 0.17253086419753086 doesn't meet the baseline constraint requirement"
                                        + " 0.1308103661044837",
                                "sex",
                                "Female",
                                "RD"),
                        new BiasViolation(
                                "bias_drift_check",
                                "Metric value 0.5 doesn't meet the baseline constraint requirement 0.25",
                                "sex",
                                "Female",
                                "CI"),
                        new BiasViolation(
                                "bias_drift_check",
                                "Metric value Infinity doesn't meet the baseline constraint requirement"
                                        + " 2.916666666666667",
                                "age",
                                "(40, inf]",
                                "TE"));
    }

    @Test
    void figuresOfAPublishedAnalysisAreFoundByColumnAndThreshold() throws IOException {
        ModelSpec spec = ModelSpec.binary(FieldRef.named("p"), FieldRef.NONE, 0.5, List.of("0", "1"))
                .withFacets(List.of(Facet.above("Account Length", 100), Facet.above("Account Length", 99)));

        BiasBaseline figures = ServiceBias.baseline(published("bias-analysis-churn.json"), spec);

        assertThat(figures.byFacet()).containsOnlyKeys("Account Length>100");
        assertThat(figures.value("Account Length>100", "DI")).isEqualTo(new BiasValue.Defined(0.9762611275964392));
        assertThat(figures.value("Account Length>100", "CDDL"))
                .isEqualTo(new BiasValue.Undefined(Reason.NO_GROUP_VARIABLE));
        assertThat(figures.byFacet().get("Account Length>100")).hasSize(21);
    }

    @Test
    void valuesOfAPublishedAnalysisAreFoundHoweverTheyAreSpelled() throws IOException {
        ModelSpec spec = ModelSpec.binary(FieldRef.named("p"), FieldRef.NONE, 0.5, List.of("0", "1"))
                .withFacets(List.of(Facet.ofValues("Sex", List.of("0.0")), Facet.ofValues("Sex", List.of("1"))));

        BiasBaseline figures = ServiceBias.baseline(published("bias-analysis-adult.json"), spec);

        assertThat(figures.byFacet()).containsOnlyKeys("Sex=0.0");
        assertThat(figures.value("Sex=0.0", "TE")).isEqualTo(new BiasValue.Defined(2.916666666666667));
    }

    @Test
    void mergingReplacesMetricByMetric() {
        BiasBaseline one = new BiasBaseline(Map.of(
                "a", Map.of("CI", new BiasValue.Defined(1), "DI", new BiasValue.Defined(2)),
                "b", Map.of("CI", new BiasValue.Defined(3))));
        BiasBaseline other = new BiasBaseline(Map.of("a", Map.of("CI", new BiasValue.Defined(4))));

        BiasBaseline merged = ServiceBias.merged(one, other);

        assertThat(merged.value("a", "CI")).isEqualTo(new BiasValue.Defined(4));
        assertThat(merged.value("a", "DI")).isEqualTo(new BiasValue.Defined(2));
        assertThat(merged.value("b", "CI")).isEqualTo(new BiasValue.Defined(3));
    }

    private static BiasAnalysis published(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ServiceBiasTest.class.getResourceAsStream("/service/" + name), name)) {
            return BiasAnalysisJson.read(in, name);
        }
    }

    @Test
    void violationsOfQualityAreThePublishedOnes() {
        Violation violation = violation("MQ001", "", "recall", 0.7, 0.75);

        assertThat(ServiceQuality.violations(List.of(violation, violation("BI001", "sex=Female", "CI", 0.5, 0.25))))
                .containsExactly(new QualityViolation(
                        "LessThanThreshold", "Metric recall with 0.7 was LessThanThreshold 0.75", "recall"));
    }

    private static Violation violation(String code, String facet, String metric, double value, double threshold) {
        Direction direction = code.equals("MQ001") ? Direction.BAD_WHEN_LOWER : Direction.BAD_WHEN_OUTSIDE;
        return new Violation(
                HASH,
                1,
                new WindowKey("e", "v", 0),
                3_600_000,
                "",
                facet,
                VerdictStatus.FINAL,
                new RuleOutcome(code, facet, metric, RuleState.ALARM, value, threshold, direction, 0.1),
                "",
                Severity.MINOR,
                "",
                1,
                HASH,
                HASH,
                HASH,
                new Violation.Evidence(new byte[0]));
    }
}
