package io.tidemark.wire.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** The service's {@code constraint_violations.json} of bias. */
public final class BiasViolationsJson {
    private BiasViolationsJson() {}

    /** Writes the file in UTF-8 and leaves the stream open; without violations the array is empty. */
    public static void write(List<BiasViolation> violations, OutputStream out) throws IOException {
        ServiceFile.write(out, json -> {
            json.writeStringField("version", BiasAnalysisJson.VERSION);
            json.writeArrayFieldStart("violations");
            for (BiasViolation violation : violations) {
                json.writeStartObject();
                json.writeStringField("constraint_check_type", violation.check());
                json.writeStringField("description", violation.description());
                json.writeStringField("facet", violation.facet());
                json.writeStringField("facet_value", violation.facetValue());
                json.writeStringField("metric_name", violation.metric());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /**
     * Reads a file in UTF-8 and leaves the stream open.
     *
     * @param in the file
     * @param sourceName how messages call it
     * @throws UnreadableServiceFileException if it is no violations file of bias
     */
    public static List<BiasViolation> read(InputStream in, String sourceName) throws IOException {
        LocatedReader reader = new LocatedReader(sourceName);
        return reader.items(reader.read(in), "violations").stream()
                .map(item -> reader.fields(item, "violations"))
                .map(item -> new BiasViolation(
                        reader.text(item, "constraint_check_type"),
                        reader.text(item, "description"),
                        reader.text(item, "facet"),
                        reader.text(item, "facet_value"),
                        reader.text(item, "metric_name")))
                .toList();
    }
}
