package io.tidemark.wire.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.evaluation.FeatureReport;
import io.tidemark.core.profile.CategoricalProfile;
import io.tidemark.core.profile.FeatureProfile;
import io.tidemark.core.profile.NumericProfile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Writes one feature of a baseline file. */
final class FeatureJson {
    private FeatureJson() {}

    static void write(FeatureBaseline feature, JsonGenerator out) throws IOException {
        FeatureProfile profile = feature.profile();
        out.writeStartObject();
        out.writeStringField("name", feature.name());
        out.writeStringField("type", feature.type().wireName());
        out.writeNumberField("rows", profile.rows());
        out.writeNumberField("valid", profile.valid());
        out.writeNumberField("missing", profile.missing());
        out.writeNumberField("completeness", feature.constraints().completeness());
        out.writeBooleanField("nonNegative", feature.constraints().nonNegative());
        out.writeNumberField("unseenShare", feature.constraints().unseenShare());
        if (profile instanceof NumericProfile numeric) {
            writeNumeric(numeric, out);
        } else if (profile instanceof CategoricalProfile categorical) {
            writeCategorical(categorical, out);
        }
        CanonicalOutput canonical = new CanonicalOutput();
        profile.writeTo(canonical);
        out.writeBinaryField("profile", canonical.toByteArray());
        out.writeEndObject();
    }

    private static void writeNumeric(NumericProfile profile, JsonGenerator out) throws IOException {
        FeatureReport.Summary summary = FeatureReport.summarize(profile);
        Json.number(out, "min", summary.min());
        Json.number(out, "max", summary.max());
        Json.number(out, "mean", summary.mean());
        Json.number(out, "standardDeviation", summary.standardDeviation());
        Json.number(out, "median", summary.median());
        out.writeArrayFieldStart("edges");
        for (double edge : profile.edges().toArray()) {
            out.writeNumber(edge);
        }
        out.writeEndArray();
    }

    private static void writeCategorical(CategoricalProfile profile, JsonGenerator out) throws IOException {
        long[] counts = profile.categoryCounts();
        out.writeArrayFieldStart("categories");
        for (int i = 0; i < profile.index().categories().size(); i++) {
            out.writeStartObject();
            out.writeStringField("value", profile.index().categories().get(i));
            out.writeNumberField("count", counts[i]);
            out.writeEndObject();
        }
        out.writeEndArray();
        long[] domain = profile.index().domain();
        ByteBuffer hashes = ByteBuffer.allocate(domain.length * Long.BYTES);
        hashes.asLongBuffer().put(domain);
        out.writeBinaryField("domain", hashes.array());
        out.writeBooleanField("domainComplete", profile.index().isDomainComplete());
    }
}
