package io.tidemark.core.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.evaluation.Direction;
import io.tidemark.core.evaluation.EvidenceCheck;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.Severity;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.model.LabelValue;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelSpec;
import io.tidemark.core.quality.AModel.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ModelEvidenceTest {
    private static final ModelRules OURS = ModelRules.defaults();
    private static final ModelRules SERVICE = ModelRules.ofService();
    private static final ModelBaseline BINARY = AModel.baseline(AModel.binary(), AModel.binaryRows(3_000, 1, 1));
    private static final int MOST_BYTES = 24 * 1024;

    @Test
    void everyViolationIsProvedByItsEvidence() {
        ModelSpec bySex = AModel.withSex(AModel.binary());
        ModelBaseline facets = AModel.baseline(bySex, AModel.facetRows(2_000, 0.2, 4_000, 0.4, 2));
        ModelBaseline classes = AModel.baseline(AModel.multiclass(), AModel.multiclassRows(3_000, 3));
        ModelBaseline numbers = AModel.baseline(AModel.regression(), AModel.regressionRows(3_000, 4, 5));
        ModelBaseline attributed = AModel.baseline(AModel.attributed(), AModel.attributedRows(3_000, 5, 3, 1, 0.2));
        Set<String> codes = new TreeSet<>();
        codes.addAll(proved(AModel.binaryRows(600, 6, 0), BINARY, OURS));
        codes.addAll(proved(AModel.binaryRows(600, 6, 0), BINARY, SERVICE));
        codes.addAll(proved(half(AModel.binaryRows(600, 7, 0)), BINARY, OURS));
        codes.addAll(proved(AModel.facetRows(400, 0.02, 800, 0.5, 8), facets, OURS));
        codes.addAll(proved(AModel.facetRows(400, 0.6, 800, 0.2, 9), facets, SERVICE));
        codes.addAll(proved(wrong(AModel.multiclassRows(600, 10)), classes, OURS));
        codes.addAll(proved(wrong(AModel.multiclassRows(600, 10)), classes, SERVICE));
        codes.addAll(proved(AModel.regressionRows(600, 11, 9), numbers, OURS));
        codes.addAll(proved(AModel.regressionRows(600, 11, 9), numbers, SERVICE));
        codes.addAll(proved(AModel.attributedRows(600, 12, 0.2, 1, 3), attributed, OURS));
        codes.addAll(proved(AModel.attributedRows(600, 12, 0.2, 1, 3), attributed, SERVICE));

        assertThat(codes).containsExactly("BI001", "BI002", "FA001", "FA002", "MQ001", "MQ002", "MQ003");
    }

    @Test
    void forecastIsProvedByScoresAlone() {
        List<Row> uncertain = new ArrayList<>();
        for (int i = 0; i < 800; i++) {
            uncertain.add(AModel.binaryRow(0.45 + (i % 11) / 100.0, i % 2 == 0).unlabelled());
        }

        ModelEvaluation evaluation = AModel.judge(AModel.OPEN, uncertain, BINARY, OURS);

        assertThat(evaluation.violations()).isNotEmpty().allSatisfy(violation -> {
            assertThat(violation.outcome().code()).isEqualTo("MQ004");
            assertThat(ModelEvidence.check(violation, BINARY).holds()).isTrue();
        });
    }

    @Test
    void anotherNumberIsNotProved() {
        Violation violation = AModel.judge(AModel.FINAL, AModel.binaryRows(600, 13, 0), BINARY, OURS)
                .violations()
                .get(0);
        RuleOutcome o = violation.outcome();
        Violation other = with(
                violation,
                new RuleOutcome(
                        o.code(),
                        o.feature(),
                        o.metric(),
                        o.state(),
                        Math.nextDown(o.value()),
                        o.threshold(),
                        o.direction(),
                        o.effect()),
                violation.severity());

        EvidenceCheck check = ModelEvidence.check(other, BINARY);

        assertThat(check.isSameValue()).isFalse();
        assertThat(check.holds()).isFalse();
        assertThat(ModelEvidence.check(violation, BINARY).holds()).isTrue();
    }

    @Test
    void numberThatChanceMayHavePutBeyondTheLimitIsNotProvedByInterval() {
        Violation violation =
                AModel.judge(AModel.FINAL, AModel.binaryRows(600, 18, 0), BINARY, OURS).violations().stream()
                        .filter(v -> v.outcome().metric().equals("accuracy"))
                        .findFirst()
                        .orElseThrow();
        RuleOutcome o = violation.outcome();
        Violation close = with(
                violation,
                new RuleOutcome(
                        o.code(), o.feature(), o.metric(), o.state(), o.value(), o.value() + 1e-6, o.direction(), 0),
                Severity.MINOR);

        EvidenceCheck check = ModelEvidence.check(close, BINARY);

        assertThat(o.direction()).isEqualTo(Direction.BAD_WHEN_LOWER);
        assertThat(check.isSameValue()).isTrue();
        assertThat(check.isBad()).isFalse();
    }

    @Test
    void anotherSeverityIsNotProved() {
        Violation violation = AModel.judge(AModel.FINAL, AModel.binaryRows(600, 14, 0), BINARY, OURS)
                .violations()
                .get(0);
        Severity wrong = violation.severity() == Severity.MINOR ? Severity.CRITICAL : Severity.MINOR;

        EvidenceCheck check = ModelEvidence.check(with(violation, violation.outcome(), wrong), BINARY);

        assertThat(check.isSameValue()).isTrue();
        assertThat(check.isSameSeverity()).isFalse();
        assertThat(check.holds()).isFalse();
    }

    @Test
    void anotherBaselineIsRefused() {
        Violation violation = AModel.judge(AModel.FINAL, AModel.binaryRows(600, 15, 0), BINARY, OURS)
                .violations()
                .get(0);
        ModelBaseline other = AModel.baseline(AModel.binary(), AModel.binaryRows(100, 16, 1));

        assertThatThrownBy(() -> ModelEvidence.check(violation, other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(BINARY.hash().brief())
                .hasMessageContaining(other.hash().brief());
    }

    @Test
    void damagedEvidenceIsRefused() {
        Violation violation = AModel.judge(AModel.FINAL, AModel.binaryRows(600, 17, 0), BINARY, OURS)
                .violations()
                .get(0);
        byte[] bytes = violation.evidence().bytes();
        Violation cut = new Violation(
                violation.id(),
                violation.revision(),
                violation.window(),
                violation.windowEndMs(),
                violation.outcome(),
                violation.checkType(),
                violation.severity(),
                violation.description(),
                violation.rows(),
                violation.baselineHash(),
                violation.configHash(),
                violation.verdictHash(),
                new Violation.Evidence(Arrays.copyOf(bytes, bytes.length - 1)));

        assertThatThrownBy(() -> ModelEvidence.check(cut, BINARY)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Set<String> proved(List<Row> rows, ModelBaseline baseline, ModelRules rules) {
        ModelEvaluation evaluation = AModel.judge(AModel.FINAL, rows, baseline, rules);
        Set<String> codes = new TreeSet<>();
        for (Violation violation : evaluation.violations()) {
            EvidenceCheck check = ModelEvidence.check(violation, baseline);
            assertThat(check.holds()).as(violation.description() + " " + check).isTrue();
            assertThat(violation.evidence().bytes().length).isLessThan(MOST_BYTES);
            codes.add(violation.outcome().code());
        }
        assertThat(codes).isNotEmpty();
        return codes;
    }

    private static List<Row> half(List<Row> rows) {
        int[] seen = {0};
        return AModel.labelledOnly(rows, row -> seen[0]++ % 2 == 0);
    }

    private static List<Row> wrong(List<Row> rows) {
        int[] seen = {0};
        return rows.stream()
                .map(row -> seen[0]++ % 2 == 0
                        ? row
                        : new Row(
                                row.prediction(),
                                LabelValue.ofClass((row.prediction().predicted() + 1) % 3)))
                .toList();
    }

    private static Violation with(Violation v, RuleOutcome outcome, Severity severity) {
        return new Violation(
                v.id(),
                v.revision(),
                v.window(),
                v.windowEndMs(),
                v.segment(),
                v.facet(),
                v.status(),
                outcome,
                v.checkType(),
                severity,
                v.description(),
                v.rows(),
                v.baselineHash(),
                v.configHash(),
                v.verdictHash(),
                v.evidence());
    }
}
