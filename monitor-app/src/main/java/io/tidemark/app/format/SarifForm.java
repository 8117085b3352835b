package io.tidemark.app.format;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.app.console.Console;
import io.tidemark.app.console.Version;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * SARIF 2.1.0 (OASIS): one run with the rules that fired and a result per finding, at a logical location; where a
 * finding is about a line of a file, at that line too.
 */
final class SarifForm {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private SarifForm() {}

    static void print(Report report, Console console) {
        console.out().println(JsonForms.text(json -> {
            json.writeStartObject();
            json.writeStringField("$schema", SCHEMA);
            json.writeStringField("version", "2.1.0");
            json.writeArrayFieldStart("runs");
            json.writeStartObject();
            writeTool(report, json);
            json.writeArrayFieldStart("results");
            for (Finding finding : resultsOf(report)) {
                writeResult(finding, json);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        }));
    }

    private static List<Finding> resultsOf(Report report) {
        List<Finding> results = new ArrayList<>(report.findings());
        results.addAll(report.remarks());
        return results;
    }

    private static void writeTool(Report report, JsonGenerator json) throws IOException {
        List<String> rules = resultsOf(report).stream()
                .map(Finding::rule)
                .distinct()
                .sorted()
                .toList();
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "tidemark");
        json.writeStringField("version", Version.release());
        json.writeArrayFieldStart("rules");
        for (String rule : rules) {
            json.writeStartObject();
            json.writeStringField("id", rule);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeResult(Finding finding, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("ruleId", finding.rule());
        json.writeStringField("level", finding.level().name().toLowerCase(Locale.ROOT));
        json.writeObjectFieldStart("message");
        json.writeStringField("text", finding.message());
        json.writeEndObject();
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        if (finding.line() != null) {
            writeLine(finding.line(), json);
        }
        json.writeArrayFieldStart("logicalLocations");
        json.writeStartObject();
        json.writeStringField("fullyQualifiedName", finding.place());
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        if (!finding.id().isEmpty()) {
            json.writeObjectFieldStart("partialFingerprints");
            json.writeStringField("tidemarkId/v1", finding.id());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void writeLine(Finding.Line line, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", uri(line.file()));
        json.writeEndObject();
        json.writeObjectFieldStart("region");
        json.writeNumberField("startLine", line.number());
        json.writeEndObject();
        json.writeEndObject();
    }

    /** A path as a reference relative to where the command ran, or as a file's address if it is absolute (RFC 3986). */
    private static String uri(String path) {
        try {
            return new URI(path.startsWith("/") ? "file" : null, path.startsWith("/") ? "" : null, path, null)
                    .toASCIIString();
        } catch (URISyntaxException e) {
            return "";
        }
    }
}
