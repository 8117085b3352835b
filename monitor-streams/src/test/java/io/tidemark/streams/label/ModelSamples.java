package io.tidemark.streams.label;

import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.label.ConflictRule;
import io.tidemark.core.label.LabelRules;
import io.tidemark.core.model.Facet;
import io.tidemark.core.model.FieldRef;
import io.tidemark.core.model.LabelValue;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelBaselineBuilder;
import io.tidemark.core.model.ModelSpec;
import io.tidemark.core.model.Prediction;
import io.tidemark.core.model.SegmentColumn;
import io.tidemark.core.quality.ModelConfig;
import io.tidemark.streams.processor.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A small model for tests: two classes, a score, one facet, the segments F and other. Windows of ten seconds, two of grace;
 * labels count until a minute after the end of the window, and wait half a minute.
 */
final class ModelSamples {
    static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    static final Duration HORIZON = Duration.ofMinutes(1);
    static final Duration ORPHANS = Duration.ofSeconds(30);
    static final Duration SILENCE = Duration.ofSeconds(20);
    static final MonitorConfig CONFIG = Samples.CONFIG;
    static final ModelBaseline MODEL = model(200);

    private ModelSamples() {}

    /** A minute's horizon, half a minute's wait. */
    static LabelRules labels(ConflictRule conflict) {
        return new LabelRules(HORIZON, ORPHANS, conflict, LabelRules.defaults().coverageSteps());
    }

    static ModelConfig models(LabelRules labels) {
        ModelConfig config = ModelConfig.defaults();
        return config.withLabels(labels).withRules(config.rules().withMinima(1, 1, 1));
    }

    /** A model baseline of so many rows, of which every fourth was answered wrongly. */
    static ModelBaseline model(int rows) {
        ModelSpec spec = ModelSpec.binary(FieldRef.at(0), FieldRef.at(1), 0.5, List.of("0", "1"))
                .withFacets(List.of(Facet.ofValues("sex", List.of("F")).in(FieldRef.at(0))))
                .withSegments(new SegmentColumn("sex", FieldRef.at(0), List.of("F")));
        ModelBaselineBuilder builder = new ModelBaselineBuilder(spec, List.of());
        for (int row = 0; row < rows; row++) {
            builder.survey(prediction(row, rows));
        }
        for (int row = 0; row < rows; row++) {
            Prediction prediction = prediction(row, rows);
            boolean isRight = row % 4 != 0;
            builder.add(prediction, LabelValue.ofClass(isRight ? prediction.predicted() : 1 - prediction.predicted()));
        }
        return builder.build();
    }

    private static Prediction prediction(int row, int rows) {
        double score = (row + 0.5) / rows;
        boolean isOfFacet = row % 3 == 0;
        return new Prediction(
                score > 0.5 ? 1 : 0,
                score,
                new double[0],
                isOfFacet ? Facet.DISADVANTAGED : Facet.ADVANTAGED,
                Prediction.NONE,
                isOfFacet ? 0 : 1);
    }

    /** A capture of one row: the sex asked about, the class answered, and its score. */
    static String capture(String id, Instant time, String sex, double score) {
        return capture(id, time, sex, (score > 0.5 ? "1," : "0,") + score);
    }

    static String capture(String id, Instant time, String input, String output) {
        return "{\"captureData\":{\"endpointInput\":{\"observedContentType\":\"text/csv\",\"mode\":\"INPUT\","
                + "\"data\":\"" + input + "\",\"encoding\":\"CSV\"},\"endpointOutput\":{\"observedContentType\":"
                + "\"text/csv\",\"mode\":\"OUTPUT\",\"data\":\"" + output + "\",\"encoding\":\"CSV\"}},"
                + "\"eventMetadata\":{\"eventId\":\"e-" + id + "\",\"inferenceId\":\"" + id
                + "\",\"inferenceTime\":\"" + time + "\"},\"eventVersion\":\"0\"}";
    }

    /** A label that says when it was known. */
    static String label(String id, Instant time, String value) {
        return "{\"inferenceId\":\"" + id + "\",\"label\":" + value + ",\"labelTime\":\"" + time + "\"}";
    }

    static String retraction(String id, Instant time) {
        return "{\"inferenceId\":\"" + id + "\",\"retracted\":true,\"labelTime\":\"" + time + "\"}";
    }
}
