package io.tidemark.wire.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** The explanations in the service's {@code analysis.json}. */
public final class GlobalAttributionsJson {
    private static final String EXPLANATIONS = "explanations";
    private static final String VALUES = "global_shap_values";

    private GlobalAttributionsJson() {}

    /** Writes a file with nothing but explanations, in UTF-8, and leaves the stream open. */
    public static void write(GlobalAttributions attributions, OutputStream out) throws IOException {
        ServiceFile.write(out, json -> {
            json.writeStringField("version", BiasAnalysisJson.VERSION);
            json.writeObjectFieldStart(EXPLANATIONS);
            json.writeObjectFieldStart(attributions.method());
            for (Map.Entry<String, Map<String, Double>> label :
                    attributions.byLabel().entrySet()) {
                json.writeObjectFieldStart(label.getKey());
                json.writeObjectFieldStart(VALUES);
                for (Map.Entry<String, Double> feature : label.getValue().entrySet()) {
                    json.writeNumberField(feature.getKey(), feature.getValue());
                }
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    /**
     * Reads a file in UTF-8 and leaves the stream open. Of several methods the first counts.
     *
     * @param in the file
     * @param sourceName how messages call it
     * @throws UnreadableServiceFileException if it holds no explanations
     */
    public static GlobalAttributions read(InputStream in, String sourceName) throws IOException {
        LocatedReader reader = new LocatedReader(sourceName);
        Located.Fields methods = reader.requiredFields(reader.read(in), EXPLANATIONS);
        if (methods.byKey().isEmpty()) {
            throw reader.refused(methods.place(), EXPLANATIONS + " names no method");
        }
        String method = methods.byKey().keySet().iterator().next();
        Located.Fields labels = reader.requiredFields(methods, method);
        Map<String, Map<String, Double>> byLabel = new LinkedHashMap<>();
        labels.byKey().forEach((label, value) -> {
            Located.Fields values = reader.requiredFields(reader.fields(value, label), VALUES);
            Map<String, Double> byFeature = new LinkedHashMap<>();
            values.byKey().forEach((feature, number) -> byFeature.put(feature, reader.number(number, feature)));
            byLabel.put(label, byFeature);
        });
        return new GlobalAttributions(method, byLabel);
    }
}
