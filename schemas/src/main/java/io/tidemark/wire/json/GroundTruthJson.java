package io.tidemark.wire.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.wire.avro.GroundTruth;
import java.io.IOException;

/** A ground-truth record as the plain JSON that the core reads. */
public final class GroundTruthJson {
    private GroundTruthJson() {}

    /** Returns the line, without a line end. */
    public static String line(GroundTruth record) {
        return Json.line(out -> write(record, out));
    }

    private static void write(GroundTruth record, JsonGenerator out) throws IOException {
        out.writeStringField("inferenceId", record.getJoinId());
        if (!record.getEndpoint().isEmpty()) {
            out.writeStringField("endpoint", record.getEndpoint());
        }
        if (record.getLabelTime() != null) {
            out.writeNumberField("labelTime", record.getLabelTime());
        }
        if (record.getRetracted()) {
            out.writeBooleanField("retracted", true);
            return;
        }
        out.writeArrayFieldStart("labels");
        for (String value : record.getValues()) {
            out.writeString(value);
        }
        out.writeEndArray();
    }
}
