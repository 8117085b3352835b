package io.tidemark.wire.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.core.service.ColumnStatistics;
import io.tidemark.core.service.ColumnStatistics.ValueCount;
import io.tidemark.core.service.ServiceStatistics;
import io.tidemark.stats.sketch.EqualWidthBuckets.Bucket;
import io.tidemark.stats.sketch.KllSketch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * The service's {@code statistics.json}. Equal statistics give equal bytes. A figure that is not defined is null, an
 * infinity a text.
 */
public final class StatisticsJson {
    private StatisticsJson() {}

    /** Writes the file in UTF-8 and leaves the stream open. */
    public static void write(ServiceStatistics statistics, OutputStream out) throws IOException {
        ServiceFile.write(out, json -> {
            json.writeNumberField("version", ServiceFile.VERSION);
            json.writeObjectFieldStart("dataset");
            json.writeNumberField("item_count", statistics.rows());
            json.writeEndObject();
            json.writeArrayFieldStart("features");
            for (ColumnStatistics column : statistics.columns()) {
                write(column, json);
            }
            json.writeEndArray();
        });
    }

    /**
     * Reads a file in UTF-8 and leaves the stream open. The order of keys does not matter, and unknown ones are passed
     * over.
     *
     * @param in the file
     * @param sourceName how messages call it
     * @throws UnreadableServiceFileException if it is no statistics file
     */
    public static ServiceStatistics read(InputStream in, String sourceName) throws IOException {
        return new StatisticsReader(sourceName).read(in);
    }

    private static void write(ColumnStatistics column, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", column.name());
        out.writeStringField("inferred_type", column.type().wireName());
        if (column instanceof ColumnStatistics.Numeric numeric) {
            out.writeObjectFieldStart("numerical_statistics");
            writeCommon(column, out);
            writeNumeric(numeric, out);
            out.writeEndObject();
        } else if (column instanceof ColumnStatistics.Text text) {
            out.writeObjectFieldStart("string_statistics");
            writeCommon(column, out);
            writeText(text, out);
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private static void writeCommon(ColumnStatistics column, JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("common");
        out.writeNumberField("num_present", column.present());
        out.writeNumberField("num_missing", column.missing());
        out.writeEndObject();
    }

    private static void writeNumeric(ColumnStatistics.Numeric column, JsonGenerator out) throws IOException {
        ColumnStatistics.Figures moments = column.moments();
        Json.number(out, "mean", moments.mean());
        Json.number(out, "sum", moments.sum());
        Json.number(out, "std_dev", moments.standardDeviation());
        Json.number(out, "min", moments.min());
        Json.number(out, "max", moments.max());
        out.writeObjectFieldStart("distribution");
        out.writeObjectFieldStart("kll");
        out.writeArrayFieldStart("buckets");
        for (Bucket bucket : column.buckets()) {
            out.writeStartObject();
            Json.number(out, "lower_bound", bucket.lower());
            Json.number(out, "upper_bound", bucket.upper());
            out.writeNumberField("count", bucket.count());
            out.writeEndObject();
        }
        out.writeEndArray();
        if (column.sketch() != null) {
            writeSketch(column.sketch(), out);
        }
        if (column.grid() != null) {
            double[] edges = column.grid().toArray();
            out.writeFieldName(ServiceFile.GRID);
            out.writeArray(edges, 0, edges.length);
        }
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void writeSketch(KllSketch sketch, JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("sketch");
        out.writeObjectFieldStart("parameters");
        out.writeNumberField("c", sketch.shrinking());
        out.writeNumberField("k", sketch.size());
        out.writeEndObject();
        out.writeArrayFieldStart("data");
        for (double[] level : sketch.levels()) {
            out.writeArray(level, 0, level.length);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void writeText(ColumnStatistics.Text column, JsonGenerator out) throws IOException {
        out.writeNumberField("distinct_count", column.distinct());
        List<ValueCount> values = column.values();
        if (values == null) {
            return;
        }
        out.writeObjectFieldStart("distribution");
        out.writeObjectFieldStart("categorical");
        out.writeArrayFieldStart("buckets");
        for (ValueCount value : values) {
            out.writeStartObject();
            out.writeStringField("value", value.value());
            out.writeNumberField("count", value.count());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
        out.writeEndObject();
    }
}
