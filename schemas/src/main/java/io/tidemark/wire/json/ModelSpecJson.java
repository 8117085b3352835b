package io.tidemark.wire.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.core.model.AttributionFields;
import io.tidemark.core.model.Facet;
import io.tidemark.core.model.FieldRef;
import io.tidemark.core.model.GroupColumn;
import io.tidemark.core.model.ModelSpec;
import io.tidemark.core.model.SegmentColumn;
import java.io.IOException;
import java.util.List;

/** Writes a model's spec for people: a field is its name, its position where it has none, or both. */
final class ModelSpecJson {
    private ModelSpecJson() {}

    static void write(ModelSpec spec, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("model");
        json.writeStringField("problem", spec.problem().wireName());
        field("predicted", spec.predicted(), json);
        field("probability", spec.probability(), json);
        fields("scores", spec.scores(), json);
        Json.number(json, "threshold", spec.threshold());
        ModelBaselineJson.texts("classes", spec.classes(), json);
        ModelBaselineJson.texts("positives", spec.positives(), json);
        json.writeArrayFieldStart("facets");
        for (Facet facet : spec.facets()) {
            write(facet, json);
        }
        json.writeEndArray();
        if (spec.group().isPresent()) {
            GroupColumn group = spec.group().get();
            column("group", group.name(), group.field(), group.values(), json);
        }
        if (spec.segments().isPresent()) {
            SegmentColumn segments = spec.segments().get();
            column("segments", segments.name(), segments.field(), segments.values(), json);
        }
        if (!spec.attributions().isNone()) {
            write(spec.attributions(), json);
        }
        if (!spec.inputs().columns().isEmpty()) {
            ModelBaselineJson.texts("columns", spec.inputs().columns(), json);
        }
        if (spec.inputs().hasFlipTest()) {
            json.writeObjectFieldStart("flipTest");
            json.writeNumberField("rowsPerSide", spec.inputs().rowsPerSide());
            ModelBaselineJson.texts("compared", spec.inputs().compared(), json);
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void write(Facet facet, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("label", facet.label());
        json.writeStringField("name", facet.name());
        field("field", facet.field(), json);
        if (facet.isNumeric()) {
            json.writeArrayFieldStart("breaks");
            for (double each : facet.breaks()) {
                json.writeNumber(each);
            }
            json.writeEndArray();
        } else {
            ModelBaselineJson.texts("values", facet.values(), json);
        }
        json.writeEndObject();
    }

    private static void write(AttributionFields attributions, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("attributions");
        ModelBaselineJson.texts("features", attributions.features(), json);
        fields("fields", attributions.fields(), json);
        json.writeEndObject();
    }

    private static void column(String key, String name, FieldRef field, List<String> values, JsonGenerator json)
            throws IOException {
        json.writeObjectFieldStart(key);
        json.writeStringField("name", name);
        field("field", field, json);
        ModelBaselineJson.texts("values", values, json);
        json.writeEndObject();
    }

    private static void fields(String name, List<FieldRef> fields, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (FieldRef field : fields) {
            write(field, json);
        }
        json.writeEndArray();
    }

    private static void field(String name, FieldRef field, JsonGenerator json) throws IOException {
        json.writeFieldName(name);
        write(field, json);
    }

    private static void write(FieldRef field, JsonGenerator json) throws IOException {
        if (field.isNone()) {
            json.writeNull();
        } else if (field.position() < 0) {
            json.writeString(field.name());
        } else if (field.name().isEmpty()) {
            json.writeNumber(field.position());
        } else {
            json.writeStartObject();
            json.writeStringField("name", field.name());
            json.writeNumberField("position", field.position());
            json.writeEndObject();
        }
    }
}
