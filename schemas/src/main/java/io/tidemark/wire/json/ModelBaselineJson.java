package io.tidemark.wire.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.tidemark.core.model.AttributionReference;
import io.tidemark.core.model.MetricConstraint;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.stats.fairness.BiasValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * The file of a model baseline, {@code model.json}. What people look for is spelled out: the model, the limits, the bias
 * figures, the ranking of attributions; all of it and the counts stand exactly in {@code content}, the canonical form in
 * base64. The file names its own hash, and reading computes it anew; a file whose readable part was changed by hand is
 * refused too, because such a change would have no effect.
 */
public final class ModelBaselineJson {
    /** The version of the format, first in the file. */
    public static final int VERSION = 1;

    static final String VERSION_KEY = "tidemarkModel";
    static final String CONTENT = "content";

    private ModelBaselineJson() {}

    /**
     * Writes the file in UTF-8 and leaves the stream open. Equal model baselines give equal bytes.
     *
     * @throws IOException if the stream fails
     */
    public static void write(ModelBaseline baseline, OutputStream out) throws IOException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        try (JsonGenerator json = Json.FACTORY.createGenerator(out).setPrettyPrinter(printer)) {
            json.writeStartObject();
            json.writeNumberField(VERSION_KEY, VERSION);
            json.writeStringField("hash", baseline.hash().hex());
            json.writeNumberField("rows", baseline.rows());
            json.writeNumberField("labelled", baseline.reference().labelled());
            json.writeNumberField("unusableLabels", baseline.reference().unusableLabels());
            texts("missingMarkers", baseline.missingMarkers(), json);
            ModelSpecJson.write(baseline.spec(), json);
            writeConstraints(baseline, json);
            writeBias(baseline, json);
            if (baseline.attribution().isPresent()) {
                writeAttribution(baseline, baseline.attribution().get(), json);
            }
            json.writeBinaryField(CONTENT, baseline.encode());
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    /**
     * Reads a file, checks that its content has the hash that it names and says what its readable part says, and leaves
     * the stream open.
     *
     * @param in holds UTF-8
     * @param sourceName how messages call the file
     * @throws UnreadableBaselineException if it is no model baseline of this version, is damaged or was changed
     * @throws IOException if the stream fails
     */
    public static ModelBaseline read(InputStream in, String sourceName) throws IOException {
        return new ModelBaselineReader(sourceName).read(in);
    }

    static void texts(String name, List<String> texts, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void writeConstraints(ModelBaseline baseline, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("constraints");
        for (Map.Entry<String, MetricConstraint> entry :
                baseline.constraints().byMetric().entrySet()) {
            json.writeObjectFieldStart(entry.getKey());
            Json.number(json, "threshold", entry.getValue().threshold());
            json.writeStringField(
                    "comparisonOperator", entry.getValue().comparison().wireName());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void writeBias(ModelBaseline baseline, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("bias");
        for (Map.Entry<String, Map<String, BiasValue>> facet :
                baseline.biasBaseline().byFacet().entrySet()) {
            json.writeObjectFieldStart(facet.getKey());
            for (Map.Entry<String, BiasValue> metric : facet.getValue().entrySet()) {
                write(metric.getKey(), metric.getValue(), json);
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** A value, or the reason why there is none as an object. */
    private static void write(String name, BiasValue value, JsonGenerator json) throws IOException {
        if (value instanceof BiasValue.Undefined none) {
            json.writeObjectFieldStart(name);
            json.writeStringField("undefined", none.reason().name());
            json.writeEndObject();
        } else {
            Json.number(json, name, value.orNaN());
        }
    }

    private static void writeAttribution(ModelBaseline baseline, AttributionReference attribution, JsonGenerator json)
            throws IOException {
        json.writeObjectFieldStart("attribution");
        json.writeNumberField("rows", attribution.rows());
        Json.number(json, "noiseLevel", attribution.noiseLevel());
        json.writeObjectFieldStart("means");
        List<String> features = baseline.spec().attributions().features();
        for (int i = 0; i < features.size(); i++) {
            Json.number(json, features.get(i), attribution.means().get(i));
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
