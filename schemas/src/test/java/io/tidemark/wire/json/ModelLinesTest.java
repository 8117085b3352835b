package io.tidemark.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import io.tidemark.core.quality.BiasFigure;
import io.tidemark.core.quality.ClassMatrix;
import io.tidemark.core.quality.Curve;
import io.tidemark.core.quality.FacetFigures;
import io.tidemark.core.quality.Figure;
import io.tidemark.core.quality.FigureKind;
import io.tidemark.core.quality.FlipFigure;
import io.tidemark.core.quality.ModelReport;
import io.tidemark.core.quality.ModelWindow;
import io.tidemark.core.window.WindowKey;
import io.tidemark.stats.fairness.BiasMetric;
import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.stats.interval.Interval;
import io.tidemark.wire.ModelSamples;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ModelLinesTest {
    private static final ContentHash HASH = new ContentHash("ab".repeat(32));
    private static final WindowKey WINDOW = new WindowKey("credit", "blue", 1_772_600_400_000L);

    @Test
    void reportIsOneLineWithReadableNames() {
        ModelReport report = new ModelReport(
                new ModelWindow(WINDOW, "DE", 3, false, 4, 5),
                WINDOW.startMs() + 3_600_000,
                HASH,
                HASH,
                Optional.of(Problem.BINARY),
                WindowState.OK,
                20,
                15,
                1,
                List.of(new Figure("recall", FigureKind.NAIVE, 0.5, new Interval(0.25, 0.75), Double.NaN, 15)),
                new ClassMatrix(List.of("0", "1"), List.of(1L, 2L, 3L, 4L)),
                List.of(new Curve("roc", List.of(new Curve.Point(0, 1, Double.POSITIVE_INFINITY)))),
                List.of(facet()),
                new AttributionFigures(7, 0.9, Double.NaN, List.of(new AttributionFigures.Feature("age", 0.5, 0.25))),
                List.of(new RuleOutcome("MQ002", "", "recall", RuleState.OK, 0.5, 0.4, Direction.BAD_WHEN_LOWER, 0)),
                ContentHash.NONE);

        assertThat(ModelReportJson.line(report)).isEqualTo("""
                {"schemaVersion":1,"endpoint":"credit","variant":"blue","windowStart":"2026-03-04T05:00:00Z",\
                "windowEnd":"2026-03-04T06:00:00Z","segment":"DE","revision":3,"status":"PROVISIONAL",\
                "problem":"BinaryClassification","state":"OK","eligible":20,"labelled":15,"unusable":1,"expired":4,\
                "unmatched":5,"coverage":0.75,"alarms":0,"modelHash":"%1$s","configHash":"%1$s","verdictHash":"",\
                "figures":[{"name":"recall","kind":"NAIVE","value":0.5,"low":0.25,"high":0.75,"baseline":null,\
                "rows":15}],"matrix":{"classes":["0","1"],"rows":[[1,2],[3,4]]},\
                "curves":[{"name":"roc","points":[[0.0,1.0,"Infinity"]]}],\
                "facets":[{"facet":"sex=Female","disadvantaged":6,"advantaged":9,\
                "bias":[{"name":"DPPL","value":0.25,"low":null,"high":null,"baseline":null,\
                "baselineReason":"NO_POSITIVES"},\
                {"name":"RD","value":null,"reason":"NO_ROWS","withheld":true,"low":null,"high":null,\
                "baseline":"-Infinity"}],"ofDisadvantaged":[],"ofAdvantaged":[]}],\
                "attributions":{"rows":7,"rankingGain":0.9,"rankingNoise":null,\
                "features":[{"name":"age","live":0.5,"baseline":0.25}]},\
                "outcomes":[{"code":"MQ002","feature":"","metric":"recall","state":"OK","value":0.5,\
                "threshold":0.4,"direction":"BAD_WHEN_LOWER","effect":0.0}]}""".formatted(HASH.hex()));
    }

    @Test
    void flipTestSaysHowManyRowsWereCompared() throws IOException {
        FlipFigure flip = new FlipFigure(
                new BiasValue.Defined(-0.25),
                false,
                new Interval(-0.5, 0.125),
                new BiasValue.Undefined(BiasValue.Reason.FEATURE_NOT_NUMERIC),
                40,
                39,
                true);
        FacetFigures facet = new FacetFigures("sex=Female", 60, 90, List.of(), List.of(), List.of(), Optional.of(flip));
        ModelReport any = new ModelSamples(1).report(2, 3);
        ModelReport report = new ModelReport(
                any.window(),
                any.windowEndMs(),
                HASH,
                HASH,
                any.problem(),
                any.state(),
                150,
                0,
                0,
                List.of(),
                ClassMatrix.NONE,
                List.of(),
                List.of(facet),
                AttributionFigures.NONE,
                List.of(),
                ContentHash.NONE);

        assertThat(ModelReportJson.line(report))
                .contains("\"flipTest\":{\"value\":-0.25,\"low\":-0.5,\"high\":0.125,\"baseline\":null,"
                        + "\"baselineReason\":\"FEATURE_NOT_NUMERIC\",\"disadvantaged\":40,\"advantaged\":39,"
                        + "\"sample\":true}");
    }

    @Test
    void everyReportIsOneLineOfJson() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        for (long seed = 0; seed < 100; seed++) {
            ModelReport report = new ModelSamples(seed).report(2, 3);
            String line = ModelReportJson.line(report);

            assertThat(line).as("seed " + seed).doesNotContain("\n");
            JsonNode json = mapper.readTree(line);
            assertThat(json.get("figures"))
                    .as("seed " + seed)
                    .hasSize(report.figures().size());
            assertThat(json.get("outcomes"))
                    .as("seed " + seed)
                    .hasSize(report.outcomes().size());
        }
    }

    @Test
    void violationOfAModelNamesSegmentFacetAndStatus() {
        Violation violation = new Violation(
                HASH,
                2,
                WINDOW,
                WINDOW.startMs() + 3_600_000,
                "DE",
                "sex=Female",
                VerdictStatus.PROVISIONAL,
                new RuleOutcome(
                        "BI002", "sex=Female", "DPPL", RuleState.ALARM, 0.5, 0.1, Direction.BAD_WHEN_OUTSIDE, 0.2),
                "",
                Severity.MINOR,
                "positive predictions differ",
                11,
                HASH,
                HASH,
                HASH,
                new Violation.Evidence(new byte[0]));

        assertThat(ViolationJson.line(violation))
                .contains("\"windowEnd\":\"2026-03-04T06:00:00Z\",\"segment\":\"DE\",\"facet\":\"sex=Female\","
                        + "\"status\":\"PROVISIONAL\",\"severity\":\"MINOR\"");
    }

    private static FacetFigures facet() {
        BiasFigure figure = new BiasFigure(
                BiasMetric.DPPL,
                new BiasValue.Defined(0.25),
                false,
                Interval.UNDEFINED,
                new BiasValue.Undefined(BiasValue.Reason.NO_POSITIVES));
        BiasFigure withheld = new BiasFigure(
                BiasMetric.RD,
                new BiasValue.Undefined(BiasValue.Reason.NO_ROWS),
                true,
                Interval.UNDEFINED,
                new BiasValue.Defined(Double.NEGATIVE_INFINITY));
        return new FacetFigures("sex=Female", 6, 9, List.of(figure, withheld), List.of(), List.of());
    }
}
