package io.tidemark.wire.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.core.evaluation.VerdictStatus;
import io.tidemark.core.evaluation.Violation;
import java.io.IOException;

/**
 * A violation as one line of JSON (NDJSON), fields in a fixed order: equal violations give equal lines. NaN is null, an
 * infinity a text, times are ISO-8601 in UTC, evidence is base64 of the canonical form.
 */
public final class ViolationJson {
    /** The version of the format, first in the line. */
    public static final int VERSION = 1;

    private ViolationJson() {}

    /** Returns the line, without a line end. */
    public static String line(Violation violation) {
        return Json.line(out -> write(violation, out));
    }

    private static void write(Violation violation, JsonGenerator out) throws IOException {
        out.writeNumberField("schemaVersion", VERSION);
        out.writeStringField("id", violation.id().hex());
        out.writeNumberField("revision", violation.revision());
        out.writeStringField("endpoint", violation.window().endpoint());
        out.writeStringField("variant", violation.window().variant());
        Json.time(out, "windowStart", violation.window().startMs());
        Json.time(out, "windowEnd", violation.windowEndMs());
        writeOfModels(violation, out);
        out.writeStringField("severity", violation.severity().name());
        out.writeStringField("checkType", violation.checkType());
        OutcomeJson.write(violation.outcome(), out);
        out.writeStringField("description", violation.description());
        out.writeNumberField("rows", violation.rows());
        out.writeStringField("baselineHash", violation.baselineHash().hex());
        out.writeStringField("configHash", violation.configHash().hex());
        out.writeStringField("verdictHash", violation.verdictHash().hex());
        out.writeBinaryField("evidence", violation.evidence().bytes());
    }

    /** Fields that only violations of a model have: the lines of the others stay as they were. */
    private static void writeOfModels(Violation violation, JsonGenerator out) throws IOException {
        if (!violation.segment().isEmpty()) {
            out.writeStringField("segment", violation.segment());
        }
        if (!violation.facet().isEmpty()) {
            out.writeStringField("facet", violation.facet());
        }
        if (violation.status() != VerdictStatus.FINAL) {
            out.writeStringField("status", violation.status().name());
        }
    }
}
