package io.tidemark.wire.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;

/** No white space, but once begun a line of its own for every element of the array that comes next. */
final class FeatureLines extends MinimalPrettyPrinter {
    private static final long serialVersionUID = 1L;

    private boolean begun;
    private int depth;

    /** The next array has an element per line. */
    void begin() {
        begun = true;
        depth = 0;
    }

    @Override
    public void writeStartArray(JsonGenerator out) throws IOException {
        super.writeStartArray(out);
        depth++;
    }

    @Override
    public void writeEndArray(JsonGenerator out, int values) throws IOException {
        if (begun && depth == 1) {
            out.writeRaw('\n');
        }
        depth--;
        super.writeEndArray(out, values);
    }

    @Override
    public void beforeArrayValues(JsonGenerator out) throws IOException {
        if (begun && depth == 1) {
            out.writeRaw('\n');
        }
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator out) throws IOException {
        super.writeArrayValueSeparator(out);
        if (begun && depth == 1) {
            out.writeRaw('\n');
        }
    }
}
