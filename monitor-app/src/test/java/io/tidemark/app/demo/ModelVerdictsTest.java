package io.tidemark.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.app.console.RecordedConsole;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.Direction;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.RuleState;
import io.tidemark.core.evaluation.Severity;
import io.tidemark.core.evaluation.VerdictStatus;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.evaluation.WindowState;
import io.tidemark.core.model.Problem;
import io.tidemark.core.quality.AttributionFigures;
import io.tidemark.core.quality.ClassMatrix;
import io.tidemark.core.quality.Figure;
import io.tidemark.core.quality.FigureKind;
import io.tidemark.core.quality.ModelReport;
import io.tidemark.core.quality.ModelWindow;
import io.tidemark.core.window.WindowKey;
import io.tidemark.stats.interval.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelVerdictsTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final Injection CLEAN = stretch("none", 0, 2, List.of());
    private static final Injection DECAY = stretch("concept_drift_labels", 2, 4, List.of("<label>"));

    private final ModelVerdicts verdicts = new ModelVerdicts();

    private static Injection stretch(String kind, int from, int to, List<String> columns) {
        return new Injection(
                kind, START.plusMillis(from * HOUR), START.plusMillis(to * HOUR), columns, "as the test has it");
    }

    private static WindowKey window(int hour) {
        return new WindowKey("e", "v", START.toEpochMilli() + hour * HOUR);
    }

    private static ModelReport report(int hour, boolean isFinal, long rows, double accuracy, RuleOutcome... outcomes) {
        FigureKind kind = isFinal ? FigureKind.NAIVE : FigureKind.ESTIMATE;
        CanonicalOutput hashed = new CanonicalOutput().putVarint(hour);
        return new ModelReport(
                ModelWindow.of(window(hour), isFinal ? 2 : 1, isFinal),
                window(hour).startMs() + HOUR,
                ContentHash.NONE,
                ContentHash.NONE,
                Optional.of(Problem.BINARY),
                WindowState.OK,
                rows,
                isFinal ? rows / 2 : 0,
                0,
                List.of(new Figure("accuracy", kind, accuracy, Interval.UNDEFINED, Double.NaN, rows)),
                ClassMatrix.NONE,
                List.of(),
                List.of(),
                AttributionFigures.NONE,
                List.of(outcomes),
                isFinal ? ContentHash.of(hashed) : ContentHash.NONE);
    }

    private static RuleOutcome outcome(String code, String facet, String metric, RuleState state) {
        return new RuleOutcome(code, facet, metric, state, 0.5, 0.8, Direction.BAD_WHEN_LOWER, 0.2);
    }

    private static Violation violation(int hour, int revision, RuleOutcome outcome) {
        CanonicalOutput id = new CanonicalOutput().putVarint(hour).putText(outcome.code() + outcome.feature());
        return new Violation(
                ContentHash.of(id),
                revision,
                window(hour),
                window(hour).startMs() + HOUR,
                "",
                outcome.feature(),
                VerdictStatus.FINAL,
                outcome,
                "",
                Severity.MAJOR,
                "worse",
                100,
                ContentHash.NONE,
                ContentHash.NONE,
                ContentHash.NONE,
                new Violation.Evidence(new byte[0]));
    }

    @Test
    void estimatesAreThoseBeforeLabelsAndMeasuresThoseOfFinalReports() {
        verdicts.add(report(0, false, 100, 0.8));
        verdicts.add(report(1, false, 300, 0.6));
        verdicts.add(report(0, true, 100, 0.7));

        assertThat(verdicts.estimates()).isEqualTo(2);
        assertThat(verdicts.finals()).isOne();
        assertThat(verdicts.estimate(CLEAN, "accuracy")).as("by rows").isCloseTo(0.65, within(1e-12));
        assertThat(verdicts.measure(CLEAN, "accuracy")).isCloseTo(0.7, within(1e-12));
        assertThat(verdicts.measure(DECAY, "accuracy")).isNaN();
        assertThat(verdicts.estimate(CLEAN, "auc")).isNaN();
        assertThat(verdicts.coverage()).isEqualTo(0.5);
    }

    @Test
    void violationThatLabelsTookBackIsNotFinal() {
        RuleOutcome worse = outcome("MQ002", "", "accuracy", RuleState.ALARM);
        RuleOutcome fine = outcome("MQ002", "", "accuracy", RuleState.OK);
        verdicts.add(violation(2, 1, worse));
        verdicts.add(violation(3, 1, worse));
        verdicts.add(violation(3, 2, worse));
        verdicts.add(report(2, true, 100, 0.9, fine));
        verdicts.add(report(3, true, 100, 0.6, worse));

        assertThat(verdicts.finalViolations()).singleElement().satisfies(found -> {
            assertThat(found.window()).isEqualTo(window(3));
            assertThat(found.revision()).isEqualTo(2);
        });
    }

    @Test
    void onlyRulesOnModelsConcernIt() {
        assertThat(ModelVerdicts.isOfModel(violation(0, 1, outcome("BI002", "age>40", "CI", RuleState.ALARM))))
                .isTrue();
        assertThat(ModelVerdicts.isOfModel(violation(0, 1, outcome("FA002", "", "ndcg", RuleState.ALARM))))
                .isTrue();
        assertThat(ModelVerdicts.isOfModel(violation(0, 1, outcome("DR003", "age", "ks", RuleState.ALARM))))
                .isFalse();
    }

    @Test
    void pageSetsEstimatedBesideMeasuredAndNamesWhatWasFound() {
        RuleOutcome worse = outcome("MQ002", "", "accuracy", RuleState.ALARM);
        RuleOutcome unfair = outcome("BI002", "age>40", "CI", RuleState.ALARM);
        for (int hour = 0; hour < 4; hour++) {
            verdicts.add(report(hour, false, 100, 0.86));
        }
        verdicts.add(report(0, true, 100, 0.87));
        verdicts.add(report(1, true, 100, 0.85, unfair));
        verdicts.add(report(2, true, 100, 0.7, worse));
        verdicts.add(report(3, true, 100, 0.7, worse));
        verdicts.add(violation(1, 1, unfair));
        verdicts.add(violation(2, 1, worse));
        verdicts.add(violation(3, 1, worse));
        RecordedConsole console = RecordedConsole.piped();

        new QualityPage(console.console()).quality(List.of(CLEAN, DECAY), verdicts);
        console.console().flush();

        assertThat(console.out())
                .contains("200 of 400 rows have a label, coverage 0.50; 4 windows")
                .containsPattern("Mar 02 00:00 +none .*0\\.860 -> 0\\.860")
                .containsPattern("Mar 02 02:00 +concept drift labels .*0\\.860 -> 0\\.700.*worse in 2 of 2 h: MQ002")
                .contains("0 other hours are called worse")
                .contains("bias: age>40 CI in 1 h of none");
    }
}
