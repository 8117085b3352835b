package io.tidemark.wire.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.core.model.Problem;
import io.tidemark.core.quality.AttributionFigures;
import io.tidemark.core.quality.BiasFigure;
import io.tidemark.core.quality.ClassMatrix;
import io.tidemark.core.quality.Curve;
import io.tidemark.core.quality.FacetFigures;
import io.tidemark.core.quality.Figure;
import io.tidemark.core.quality.FlipFigure;
import io.tidemark.core.quality.ModelReport;
import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.stats.interval.Interval;
import java.io.IOException;
import java.util.List;

/**
 * A model report as one line of JSON (NDJSON), fields in a fixed order: equal reports give equal lines. NaN is null, an
 * infinity a text, times are ISO-8601 in UTC, an absent hash is an empty text.
 */
public final class ModelReportJson {
    /** The version of the format, first in the line. */
    public static final int VERSION = 1;

    private ModelReportJson() {}

    /** Returns the line, without a line end. */
    public static String line(ModelReport report) {
        return Json.line(out -> write(report, out));
    }

    private static void write(ModelReport report, JsonGenerator out) throws IOException {
        writeHead(report, out);
        writeFigures("figures", report.figures(), out);
        if (!report.matrix().equals(ClassMatrix.NONE)) {
            write(report.matrix(), out);
        }
        out.writeArrayFieldStart("curves");
        for (Curve curve : report.curves()) {
            write(curve, out);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("facets");
        for (FacetFigures facet : report.facets()) {
            write(facet, out);
        }
        out.writeEndArray();
        if (report.attributions().rows() > 0) {
            write(report.attributions(), out);
        }
        OutcomeJson.writeAll(report.outcomes(), out);
    }

    private static void writeHead(ModelReport report, JsonGenerator out) throws IOException {
        out.writeNumberField("schemaVersion", VERSION);
        out.writeStringField("endpoint", report.window().window().endpoint());
        out.writeStringField("variant", report.window().window().variant());
        Json.time(out, "windowStart", report.window().window().startMs());
        Json.time(out, "windowEnd", report.windowEndMs());
        out.writeStringField("segment", report.window().segment());
        out.writeNumberField("revision", report.window().revision());
        out.writeStringField("status", report.window().status().name());
        out.writeStringField("problem", report.problem().map(Problem::wireName).orElse(""));
        out.writeStringField("state", report.state().name());
        out.writeNumberField("eligible", report.eligible());
        out.writeNumberField("labelled", report.labelled());
        out.writeNumberField("unusable", report.unusable());
        out.writeNumberField("expired", report.window().expired());
        out.writeNumberField("unmatched", report.window().unmatched());
        Json.number(out, "coverage", report.coverage());
        out.writeNumberField("alarms", report.alarms());
        out.writeStringField("modelHash", report.modelHash().hex());
        out.writeStringField("configHash", report.configHash().hex());
        out.writeStringField("verdictHash", report.verdictHash().hex());
    }

    private static void writeFigures(String name, List<Figure> figures, JsonGenerator out) throws IOException {
        out.writeArrayFieldStart(name);
        for (Figure figure : figures) {
            out.writeStartObject();
            out.writeStringField("name", figure.name());
            out.writeStringField("kind", figure.kind().name());
            Json.number(out, "value", figure.value());
            writeInterval(figure.interval(), out);
            Json.number(out, "baseline", figure.baseline());
            out.writeNumberField("rows", figure.rows());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void writeInterval(Interval interval, JsonGenerator out) throws IOException {
        Json.number(out, "low", interval.low());
        Json.number(out, "high", interval.high());
    }

    private static void write(ClassMatrix matrix, JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("matrix");
        out.writeArrayFieldStart("classes");
        for (String label : matrix.classes()) {
            out.writeString(label);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("rows");
        for (int actual = 0; actual < matrix.classes().size(); actual++) {
            out.writeStartArray();
            for (int predicted = 0; predicted < matrix.classes().size(); predicted++) {
                out.writeNumber(matrix.get(actual, predicted));
            }
            out.writeEndArray();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void write(Curve curve, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", curve.name());
        out.writeArrayFieldStart("points");
        for (Curve.Point point : curve.points()) {
            out.writeStartArray();
            writeNumber(point.x(), out);
            writeNumber(point.y(), out);
            writeNumber(point.weight(), out);
            out.writeEndArray();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void writeNumber(double value, JsonGenerator out) throws IOException {
        if (Double.isNaN(value)) {
            out.writeNull();
        } else if (Double.isInfinite(value)) {
            out.writeString(Double.toString(value));
        } else {
            out.writeNumber(value);
        }
    }

    private static void write(FacetFigures facet, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("facet", facet.facet());
        out.writeNumberField("disadvantaged", facet.disadvantaged());
        out.writeNumberField("advantaged", facet.advantaged());
        out.writeArrayFieldStart("bias");
        for (BiasFigure figure : facet.bias()) {
            out.writeStartObject();
            out.writeStringField("name", figure.metric().wireName());
            writeBias("value", "reason", figure.value(), out);
            if (figure.isWithheld()) {
                out.writeBooleanField("withheld", true);
            }
            writeInterval(figure.interval(), out);
            writeBias("baseline", "baselineReason", figure.baseline(), out);
            out.writeEndObject();
        }
        out.writeEndArray();
        if (facet.flip().isPresent()) {
            write(facet.flip().get(), out);
        }
        writeFigures("ofDisadvantaged", facet.ofDisadvantaged(), out);
        writeFigures("ofAdvantaged", facet.ofAdvantaged(), out);
        out.writeEndObject();
    }

    private static void write(FlipFigure flip, JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("flipTest");
        writeBias("value", "reason", flip.value(), out);
        if (flip.isWithheld()) {
            out.writeBooleanField("withheld", true);
        }
        writeInterval(flip.interval(), out);
        writeBias("baseline", "baselineReason", flip.baseline(), out);
        out.writeNumberField("disadvantaged", flip.disadvantaged());
        out.writeNumberField("advantaged", flip.advantaged());
        out.writeBooleanField("sample", flip.isSample());
        out.writeEndObject();
    }

    private static void write(AttributionFigures attributions, JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("attributions");
        out.writeNumberField("rows", attributions.rows());
        Json.number(out, "rankingGain", attributions.rankingGain());
        Json.number(out, "rankingNoise", attributions.rankingNoise());
        out.writeArrayFieldStart("features");
        for (AttributionFigures.Feature feature : attributions.features()) {
            out.writeStartObject();
            out.writeStringField("name", feature.name());
            Json.number(out, "live", feature.live());
            Json.number(out, "baseline", feature.baseline());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void writeBias(String name, String reasonName, BiasValue value, JsonGenerator out)
            throws IOException {
        Json.number(out, name, value.orNaN());
        if (value instanceof BiasValue.Undefined none) {
            out.writeStringField(reasonName, none.reason().name());
        }
    }
}
