package io.tidemark.wire.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The service's {@code analysis.json} of bias. A metric without a value is {@code null} with an {@code error} beside it, an
 * infinite one a text. Explanations in the same file are read by {@link GlobalAttributionsJson}.
 */
public final class BiasAnalysisJson {
    static final String VERSION = "1.0";
    private static final String PRE = "pre_training_bias_metrics";
    private static final String POST = "post_training_bias_metrics";

    private BiasAnalysisJson() {}

    /** Writes the file in UTF-8 and leaves the stream open. */
    public static void write(BiasAnalysis analysis, OutputStream out) throws IOException {
        ServiceFile.write(out, json -> {
            json.writeStringField("version", VERSION);
            if (analysis.postTraining().isPresent()) {
                write(POST, analysis.postTraining().get(), json);
            }
            if (analysis.preTraining().isPresent()) {
                write(PRE, analysis.preTraining().get(), json);
            }
        });
    }

    /**
     * Reads a file in UTF-8 and leaves the stream open.
     *
     * @param in the file
     * @param sourceName how messages call it
     * @throws UnreadableServiceFileException if it is no analysis of bias
     */
    public static BiasAnalysis read(InputStream in, String sourceName) throws IOException {
        LocatedReader reader = new LocatedReader(sourceName);
        Located.Fields file = reader.read(in);
        Located.Fields pre = reader.optionalFields(file, PRE);
        Located.Fields post = reader.optionalFields(file, POST);
        if (pre == null && post == null) {
            throw reader.refused(
                    file.place(), "the file has neither " + PRE + " nor " + POST + ", so it is no analysis of bias");
        }
        return new BiasAnalysis(
                Optional.ofNullable(pre).map(stage -> stage(reader, stage)),
                Optional.ofNullable(post).map(stage -> stage(reader, stage)));
    }

    private static void write(String key, BiasAnalysis.Stage stage, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(key);
        json.writeStringField("label", stage.label());
        json.writeObjectFieldStart("facets");
        for (Map.Entry<String, List<BiasAnalysis.Facet>> column : stage.facets().entrySet()) {
            json.writeArrayFieldStart(column.getKey());
            for (BiasAnalysis.Facet facet : column.getValue()) {
                write(facet, json);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        if (!stage.labelValue().isEmpty()) {
            json.writeStringField("label_value_or_threshold", stage.labelValue());
        }
        json.writeEndObject();
    }

    private static void write(BiasAnalysis.Facet facet, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("value_or_threshold", facet.value());
        json.writeArrayFieldStart("metrics");
        for (BiasAnalysis.Metric metric : facet.metrics()) {
            json.writeStartObject();
            json.writeStringField("name", metric.name());
            json.writeStringField("description", metric.description());
            Json.number(json, "value", metric.value());
            if (!metric.error().isEmpty()) {
                json.writeStringField("error", metric.error());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static BiasAnalysis.Stage stage(LocatedReader reader, Located.Fields stage) {
        Map<String, List<BiasAnalysis.Facet>> facets = new LinkedHashMap<>();
        Located.Fields columns = reader.requiredFields(stage, "facets");
        for (String column : columns.byKey().keySet()) {
            facets.put(
                    column,
                    reader.items(columns, column).stream()
                            .map(item -> facet(reader, reader.fields(item, column)))
                            .toList());
        }
        String value = reader.optionalText(stage, "label_value_or_threshold");
        return new BiasAnalysis.Stage(reader.text(stage, "label"), value == null ? "" : value, facets);
    }

    private static BiasAnalysis.Facet facet(LocatedReader reader, Located.Fields facet) {
        return new BiasAnalysis.Facet(
                reader.text(facet, "value_or_threshold"),
                reader.items(facet, "metrics").stream()
                        .map(item -> metric(reader, reader.fields(item, "metrics")))
                        .toList());
    }

    private static BiasAnalysis.Metric metric(LocatedReader reader, Located.Fields metric) {
        String description = reader.optionalText(metric, "description");
        String error = reader.optionalText(metric, "error");
        return new BiasAnalysis.Metric(
                reader.text(metric, "name"),
                description == null ? "" : description,
                reader.figureOrNaN(metric, "value"),
                error == null ? "" : error);
    }
}
