package io.tidemark.wire.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;

/** How numbers, times and lines look in every JSON of ours. */
final class Json {
    /** The domain of a column with a million values is ten million characters of base64. */
    private static final int MAX_TEXT = 256 * 1024 * 1024;

    /**
     * Writes the shortest text that reads back as the same double: the JDK's own differs between releases, and lines
     * have to be equal on all of them. Refuses an object that names a key twice.
     */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxStringLength(MAX_TEXT).build())
            .build();

    private Json() {}

    /** Writes fields into an object. */
    @FunctionalInterface
    interface Fields {
        void writeTo(JsonGenerator out) throws IOException;
    }

    /** Returns an object as one line without its end. */
    static String line(Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            out.writeStartObject();
            fields.writeTo(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a writer in memory cannot fail", e);
        }
        return text.toString();
    }

    /** Writes NaN as null and the infinities as texts: JSON has no such numbers. */
    static void number(JsonGenerator out, String name, double value) throws IOException {
        if (Double.isNaN(value)) {
            out.writeNullField(name);
        } else if (Double.isInfinite(value)) {
            out.writeStringField(name, Double.toString(value));
        } else {
            out.writeNumberField(name, value);
        }
    }

    /** Writes a time as ISO-8601 in UTC. */
    static void time(JsonGenerator out, String name, long epochMs) throws IOException {
        out.writeStringField(name, Instant.ofEpochMilli(epochMs).toString());
    }
}
