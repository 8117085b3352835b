package io.tidemark.wire.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.core.service.ColumnConstraints;
import io.tidemark.core.service.DistributionSettings;
import io.tidemark.core.service.MonitoringSettings;
import io.tidemark.core.service.OtherKeys;
import io.tidemark.core.service.Overrides;
import io.tidemark.core.service.ServiceConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The service's {@code constraints.json} of data quality. What is read and written again has the same values, keys that
 * mean nothing here included.
 */
public final class ConstraintsJson {
    static final String NUMERIC = "num_constraints";
    static final String STRING = "string_constraints";
    static final String DISTRIBUTION = "distribution_constraints";

    private ConstraintsJson() {}

    /** Writes the file in UTF-8 and leaves the stream open. */
    public static void write(ServiceConstraints constraints, OutputStream out) throws IOException {
        ServiceFile.write(out, json -> {
            json.writeNumberField("version", ServiceFile.VERSION);
            json.writeArrayFieldStart("features");
            for (ColumnConstraints column : constraints.columns()) {
                json.writeStartObject();
                write(column, json);
                json.writeEndObject();
            }
            json.writeEndArray();
            if (!constraints.settings().equals(MonitoringSettings.EMPTY)) {
                json.writeObjectFieldStart("monitoring_config");
                write(constraints.settings(), json);
                json.writeEndObject();
            }
            write(constraints.others(), "", json);
        });
    }

    /**
     * Reads a file in UTF-8 and leaves the stream open. The order of keys does not matter, unknown ones are kept, and a
     * column's overrides are found in all places where files have them.
     *
     * @param in the file
     * @param sourceName how messages call it
     * @throws UnreadableServiceFileException if it is no constraints file
     */
    public static ServiceConstraints read(InputStream in, String sourceName) throws IOException {
        return new ConstraintsReader(sourceName).read(in);
    }

    private static void write(ColumnConstraints column, JsonGenerator out) throws IOException {
        out.writeStringField("name", column.name());
        out.writeStringField("inferred_type", column.type().wireName());
        if (column.completeness() != null) {
            out.writeNumberField("completeness", column.completeness());
        }
        Boolean nonNegative = column.nonNegative();
        if (nonNegative != null || !column.others().inside(NUMERIC).isEmpty()) {
            out.writeObjectFieldStart(NUMERIC);
            if (nonNegative != null) {
                out.writeBooleanField("is_non_negative", nonNegative);
            }
            write(column.others(), NUMERIC, out);
            out.writeEndObject();
        }
        writeString(column, out);
        writeOverrides(column.overrides(), "", out);
        write(column.others(), "", out);
    }

    private static void writeString(ColumnConstraints column, JsonGenerator out) throws IOException {
        List<String> domains = column.domains();
        Overrides overrides = column.overrides();
        boolean hasOverrides = overrides != null && overrides.place() == Overrides.Place.STRING_CONSTRAINTS;
        if (domains == null && !hasOverrides && column.others().inside(STRING).isEmpty()) {
            return;
        }
        out.writeObjectFieldStart(STRING);
        if (domains != null) {
            out.writeArrayFieldStart("domains");
            for (String value : domains) {
                out.writeString(value);
            }
            out.writeEndArray();
        }
        writeOverrides(overrides, STRING, out);
        write(column.others(), STRING, out);
        out.writeEndObject();
    }

    private static void writeOverrides(@Nullable Overrides overrides, String inside, JsonGenerator out)
            throws IOException {
        if (overrides != null && overrides.place().inside().equals(inside)) {
            out.writeObjectFieldStart(overrides.place().key());
            write(overrides.settings(), out);
            out.writeEndObject();
        }
    }

    private static void write(MonitoringSettings settings, JsonGenerator out) throws IOException {
        writeSwitch(out, "evaluate_constraints", settings.evaluateConstraints());
        writeSwitch(out, "emit_metrics", settings.emitMetrics());
        writeNumber(out, "datatype_check_threshold", settings.datatypeThreshold());
        writeNumber(out, "domain_content_threshold", settings.domainThreshold());
        DistributionSettings distribution = settings.distribution();
        if (!distribution.equals(DistributionSettings.EMPTY)) {
            out.writeObjectFieldStart(DISTRIBUTION);
            writeSwitch(out, "perform_comparison", distribution.performComparison());
            writeNumber(out, "comparison_threshold", distribution.comparisonThreshold());
            if (distribution.comparisonMethod() != null) {
                out.writeStringField(
                        "comparison_method", distribution.comparisonMethod().wireName());
            }
            writeNumber(out, "categorical_comparison_threshold", distribution.categoricalThreshold());
            if (distribution.categoricalMethod() != null) {
                out.writeStringField(
                        "categorical_drift_method",
                        distribution.categoricalMethod().wireName());
            }
            write(distribution.others(), "", out);
            out.writeEndObject();
        }
        write(settings.others(), "", out);
    }

    private static void writeSwitch(JsonGenerator out, String key, @Nullable Boolean value) throws IOException {
        if (value != null) {
            out.writeStringField(key, value ? "Enabled" : "Disabled");
        }
    }

    private static void writeNumber(JsonGenerator out, String key, @Nullable Double value) throws IOException {
        if (value != null) {
            out.writeNumberField(key, value);
        }
    }

    private static void write(OtherKeys others, String inside, JsonGenerator out) throws IOException {
        for (OtherKeys.Key key : others.inside(inside)) {
            out.writeFieldName(key.name());
            out.writeRawValue(key.json());
        }
    }
}
