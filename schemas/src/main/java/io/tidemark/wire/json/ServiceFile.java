package io.tidemark.wire.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;

/** Files as the service writes them: two spaces of indent, one around a colon, arrays of objects opened on one line. */
final class ServiceFile {
    /** The version that data-quality files carry. */
    static final double VERSION = 0.0;

    /** A key of ours: the edges of the grid that a sketch was made from. The service's own files do not have it. */
    static final String GRID = "tidemark_grid";

    private ServiceFile() {}

    /** Writes one object and leaves the stream open. */
    static void write(OutputStream out, Json.Fields fields) throws IOException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        try (JsonGenerator json = Json.FACTORY.createGenerator(out).setPrettyPrinter(printer)) {
            json.writeStartObject();
            fields.writeTo(json);
            json.writeEndObject();
        }
    }
}
