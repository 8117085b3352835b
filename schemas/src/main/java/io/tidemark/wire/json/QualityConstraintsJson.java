package io.tidemark.wire.json;

import io.tidemark.core.model.MetricConstraint;
import io.tidemark.core.model.MetricConstraint.Comparison;
import io.tidemark.core.model.ModelConstraints;
import io.tidemark.core.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The service's {@code constraints.json} of model quality: a threshold and a violating direction per metric. Metrics that
 * are not there are not checked; keys that mean nothing here are not kept.
 */
public final class QualityConstraintsJson {
    private static final String WHAT = "constraints";

    private QualityConstraintsJson() {}

    /**
     * A file.
     *
     * @param problem which of the three groups of constraints it has
     * @param constraints by metric
     */
    public record Content(Problem problem, ModelConstraints constraints) {}

    /** Writes the file in UTF-8 and leaves the stream open. */
    public static void write(Content content, OutputStream out) throws IOException {
        ServiceFile.write(out, json -> {
            json.writeNumberField("version", ServiceFile.VERSION);
            json.writeObjectFieldStart(QualityKeys.group(content.problem(), WHAT));
            for (Map.Entry<String, MetricConstraint> entry :
                    content.constraints().byMetric().entrySet()) {
                json.writeObjectFieldStart(entry.getKey());
                QualityStatisticsJson.writeFigure(
                        json, "threshold", entry.getValue().threshold());
                json.writeStringField(
                        "comparison_operator", entry.getValue().comparison().wireName());
                json.writeEndObject();
            }
            json.writeEndObject();
        });
    }

    /**
     * Reads a file in UTF-8 and leaves the stream open.
     *
     * @param in the file
     * @param sourceName how messages call it
     * @throws UnreadableServiceFileException if it is no model-quality constraints file
     */
    public static Content read(InputStream in, String sourceName) throws IOException {
        LocatedReader reader = new LocatedReader(sourceName);
        Located.Fields file = reader.read(in);
        for (Problem problem : Problem.values()) {
            Located.Fields group = reader.optionalFields(file, QualityKeys.group(problem, WHAT));
            if (group != null) {
                Map<String, MetricConstraint> byMetric = new LinkedHashMap<>();
                group.byKey()
                        .forEach((metric, value) ->
                                byMetric.put(metric, constraint(reader, reader.fields(value, metric), metric)));
                return new Content(problem, new ModelConstraints(byMetric));
            }
        }
        throw reader.refused(
                file.place(),
                "the file has none of binary_classification_constraints, multiclass_classification_constraints and"
                        + " regression_constraints, so it is no model-quality constraints file");
    }

    private static MetricConstraint constraint(LocatedReader reader, Located.Fields fields, String metric) {
        double threshold = reader.figureOrNaN(fields, "threshold");
        String operator = reader.text(fields, "comparison_operator");
        try {
            return new MetricConstraint(threshold, Comparison.ofWireName(operator));
        } catch (IllegalArgumentException e) {
            throw reader.refused(fields.place(), metric + ": " + e.getMessage());
        }
    }
}
