package io.tidemark.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.Direction;
import io.tidemark.core.evaluation.Distance;
import io.tidemark.core.evaluation.FeatureReport;
import io.tidemark.core.evaluation.Measured;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.RuleState;
import io.tidemark.core.evaluation.Severity;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.core.evaluation.WindowState;
import io.tidemark.core.window.WindowKey;
import io.tidemark.wire.Samples;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LinesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final WindowKey WINDOW = new WindowKey("churn", "blue", 1_767_225_600_000L);
    private static final ContentHash HASH = new ContentHash("ab".repeat(32));

    @Test
    void reportReadsAsDocumented() {
        assertThat(ReportJson.line(report())).isEqualTo("""
                {"schemaVersion":1,"endpoint":"churn","variant":"blue","windowStart":"2026-01-01T00:00:00Z",\
                "windowEnd":"2026-01-01T01:00:00Z","state":"ALARM","records":10,"rows":12,"extraColumnRows":1,\
                "missingColumnRows":2,"alarms":1,"baselineHash":"","configHash":"%1$s","verdictHash":"%1$s",\
                "features":[{"name":"age","type":"Integral","rows":12,"valid":11,"missing":1,"nan":0,"infinite":0,\
                "malformed":0,"unseen":0,"min":null,"max":null,"mean":null,"standardDeviation":null,"median":null,\
                "distances":[{"distance":"ks","raw":0.25,"corrected":0.1,"noiseQ999":0.3,"upper":0.25,"pValue":null}]}],\
                "outcomes":[{"code":"DR003","feature":"age","metric":"ks","state":"ALARM","value":0.25,\
                "threshold":0.2,"direction":"BAD_WHEN_HIGHER","effect":0.05}]}""".formatted(HASH));
    }

    @Test
    void violationReadsAsDocumented() {
        Violation violation = new Violation(
                HASH,
                2,
                WINDOW,
                WINDOW.startMs() + 3_600_000,
                outcome(),
                "baseline_drift_check",
                Severity.MINOR,
                "KS distance of age is 0.25",
                11,
                HASH,
                HASH,
                HASH,
                new Violation.Evidence(new byte[] {1, 2, 3}));

        assertThat(ViolationJson.line(violation)).isEqualTo("""
                {"schemaVersion":1,"id":"%1$s","revision":2,"endpoint":"churn","variant":"blue",\
                "windowStart":"2026-01-01T00:00:00Z","windowEnd":"2026-01-01T01:00:00Z","severity":"MINOR",\
                "checkType":"baseline_drift_check","code":"DR003","feature":"age","metric":"ks","state":"ALARM",\
                "value":0.25,"threshold":0.2,"direction":"BAD_WHEN_HIGHER","effect":0.05,\
                "description":"KS distance of age is 0.25","rows":11,"baselineHash":"%1$s","configHash":"%1$s",\
                "verdictHash":"%1$s","evidence":"AQID"}""".formatted(HASH));
    }

    @Test
    void everyReportIsOneLineOfJsonWithItsNumbers() throws JsonProcessingException {
        for (long seed = 0; seed < 100; seed++) {
            WindowReport report = new Samples(seed).report((int) (seed % 10));
            String line = ReportJson.line(report);

            JsonNode read = MAPPER.readTree(line);

            assertThat(line).as("seed " + seed).doesNotContain("\n").isEqualTo(ReportJson.line(report));
            assertThat(read.get("features"))
                    .as("seed " + seed)
                    .hasSize(report.features().size());
            for (int i = 0; i < report.outcomes().size(); i++) {
                assertNumber(
                        read.at("/outcomes/" + i + "/value"),
                        report.outcomes().get(i).value(),
                        seed);
            }
        }
    }

    @Test
    void everyViolationIsOneLineOfJsonWithItsEvidence() throws JsonProcessingException {
        for (long seed = 0; seed < 100; seed++) {
            Violation violation = new Samples(seed).violation((int) seed);
            String line = ViolationJson.line(violation);

            JsonNode read = MAPPER.readTree(line);

            assertThat(line).as("seed " + seed).doesNotContain("\n").isEqualTo(ViolationJson.line(violation));
            assertThat(Base64.getDecoder().decode(read.get("evidence").textValue()))
                    .as("seed " + seed)
                    .isEqualTo(violation.evidence().bytes());
            assertThat(read.get("description").textValue()).as("seed " + seed).isEqualTo(violation.description());
            assertNumber(read.get("effect"), violation.outcome().effect(), seed);
        }
    }

    private static void assertNumber(JsonNode read, double expected, long seed) {
        if (Double.isNaN(expected)) {
            assertThat(read.isNull()).as("seed " + seed).isTrue();
        } else if (Double.isInfinite(expected)) {
            assertThat(read.textValue()).as("seed " + seed).isEqualTo(Double.toString(expected));
        } else {
            assertThat(read.doubleValue()).as("seed " + seed).isEqualTo(expected);
        }
    }

    private static RuleOutcome outcome() {
        return new RuleOutcome("DR003", "age", "ks", RuleState.ALARM, 0.25, 0.2, Direction.BAD_WHEN_HIGHER, 0.05);
    }

    private static WindowReport report() {
        Measured ks = new Measured(Distance.KS, 0.25, 0.1, 0.3, 0.25, Double.NaN);
        FeatureReport age =
                new FeatureReport("age", "Integral", 12, 11, 1, 0, 0, 0, 0, FeatureReport.Summary.NONE, List.of(ks));
        return new WindowReport(
                WINDOW,
                WINDOW.startMs() + 3_600_000,
                ContentHash.NONE,
                HASH,
                WindowState.ALARM,
                10,
                12,
                1,
                2,
                List.of(age),
                List.of(outcome()),
                HASH);
    }
}
