package io.tidemark.app.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.app.console.Console;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;

/** JSON as one object, or as one object per row. Keys stand in the order of facts and columns. */
final class JsonForms {
    /** Raised when a key changes its meaning or goes; new keys do not raise it. */
    static final int SCHEMA_VERSION = 1;

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonForms() {}

    /** Something that writes JSON. */
    interface Body {
        void writeTo(JsonGenerator json) throws IOException;
    }

    static void whole(Report report, Console console) {
        console.out().println(text(json -> {
            json.writeStartObject();
            writeHead(report, json);
            for (var fact : report.facts().entrySet()) {
                json.writeFieldName(fact.getKey());
                write(fact.getValue(), json);
            }
            json.writeArrayFieldStart("rows");
            for (List<Cell> row : report.listing().rows()) {
                json.writeStartObject();
                writeRow(report, row, json);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }));
    }

    static void lines(Report report, Console console) {
        for (List<Cell> row : report.listing().rows()) {
            console.out().println(text(json -> {
                json.writeStartObject();
                writeHead(report, json);
                writeRow(report, row, json);
                json.writeEndObject();
            }));
        }
    }

    static String text(Body body) {
        Writer text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            body.writeTo(json);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot fail to be written", e);
        }
        return text.toString();
    }

    private static void writeHead(Report report, JsonGenerator json) throws IOException {
        json.writeNumberField("schemaVersion", SCHEMA_VERSION);
        json.writeStringField("kind", report.kind());
    }

    private static void writeRow(Report report, List<Cell> row, JsonGenerator json) throws IOException {
        for (int i = 0; i < row.size(); i++) {
            json.writeFieldName(report.listing().columns().get(i).name());
            write(row.get(i), json);
        }
    }

    private static void write(Cell cell, JsonGenerator json) throws IOException {
        if (cell instanceof Cell.Absent) {
            json.writeNull();
        } else if (cell instanceof Cell.Text || cell instanceof Cell.Time) {
            json.writeString(cell.exact());
        } else {
            json.writeRawValue(cell.exact());
        }
    }
}
