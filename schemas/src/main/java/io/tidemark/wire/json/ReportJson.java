package io.tidemark.wire.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.core.evaluation.FeatureReport;
import io.tidemark.core.evaluation.Measured;
import io.tidemark.core.evaluation.WindowReport;
import java.io.IOException;

/**
 * A report as one line of JSON (NDJSON), fields in a fixed order: equal reports give equal lines. NaN is null, an
 * infinity a text, times are ISO-8601 in UTC, an absent hash is an empty text.
 */
public final class ReportJson {
    /** The version of the format, first in the line. */
    public static final int VERSION = 1;

    private ReportJson() {}

    /** Returns the line, without a line end. */
    public static String line(WindowReport report) {
        return Json.line(out -> write(report, out));
    }

    private static void write(WindowReport report, JsonGenerator out) throws IOException {
        out.writeNumberField("schemaVersion", VERSION);
        out.writeStringField("endpoint", report.window().endpoint());
        out.writeStringField("variant", report.window().variant());
        Json.time(out, "windowStart", report.window().startMs());
        Json.time(out, "windowEnd", report.windowEndMs());
        out.writeStringField("state", report.state().name());
        out.writeNumberField("records", report.records());
        out.writeNumberField("rows", report.rows());
        out.writeNumberField("extraColumnRows", report.extraColumnRows());
        out.writeNumberField("missingColumnRows", report.missingColumnRows());
        out.writeNumberField("alarms", report.alarms());
        out.writeStringField("baselineHash", report.baselineHash().hex());
        out.writeStringField("configHash", report.configHash().hex());
        out.writeStringField("verdictHash", report.verdictHash().hex());
        out.writeArrayFieldStart("features");
        for (FeatureReport feature : report.features()) {
            write(feature, out);
        }
        out.writeEndArray();
        OutcomeJson.writeAll(report.outcomes(), out);
    }

    private static void write(FeatureReport feature, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", feature.name());
        out.writeStringField("type", feature.type());
        out.writeNumberField("rows", feature.rows());
        out.writeNumberField("valid", feature.valid());
        out.writeNumberField("missing", feature.missing());
        out.writeNumberField("nan", feature.nan());
        out.writeNumberField("infinite", feature.infinite());
        out.writeNumberField("malformed", feature.malformed());
        out.writeNumberField("unseen", feature.unseen());
        Json.number(out, "min", feature.summary().min());
        Json.number(out, "max", feature.summary().max());
        Json.number(out, "mean", feature.summary().mean());
        Json.number(out, "standardDeviation", feature.summary().standardDeviation());
        Json.number(out, "median", feature.summary().median());
        out.writeArrayFieldStart("distances");
        for (Measured measured : feature.distances()) {
            write(measured, out);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void write(Measured measured, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("distance", measured.distance().wireName());
        Json.number(out, "raw", measured.raw());
        Json.number(out, "corrected", measured.corrected());
        Json.number(out, "noiseQ999", measured.noiseQ999());
        Json.number(out, "upper", measured.upper());
        Json.number(out, "pValue", measured.pValue());
        out.writeEndObject();
    }
}
