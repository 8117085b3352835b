package io.tidemark.wire.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.baseline.ServiceFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The baseline file: readable JSON with one feature a line. What takes part in verdicts is stored exactly (edges as
 * numbers that read back as the same doubles, counts in their canonical form); the figures beside it are there to be
 * read by people. The file names its own hash, and reading computes it anew: a file that was changed is refused.
 */
public final class BaselineJson {
    /** The version of the format, first in the file. */
    public static final int VERSION = 1;

    private BaselineJson() {}

    /**
     * Writes the file and leaves the stream open. Equal baselines give equal bytes.
     *
     * @param baseline what to write
     * @param out takes UTF-8
     * @throws IOException if the stream fails
     */
    public static void write(Baseline baseline, OutputStream out) throws IOException {
        FeatureLines lines = new FeatureLines();
        try (JsonGenerator json = Json.FACTORY.createGenerator(out).setPrettyPrinter(lines)) {
            json.writeStartObject();
            json.writeNumberField("tidemarkBaseline", VERSION);
            json.writeStringField("hash", baseline.hash().hex());
            json.writeNumberField("rows", baseline.rows());
            json.writeArrayFieldStart("missingMarkers");
            for (String marker : baseline.missingMarkers()) {
                json.writeString(marker);
            }
            json.writeEndArray();
            json.writeFieldName("label");
            if (baseline.label().isPresent()) {
                FeatureJson.write(baseline.label().get(), json);
            } else {
                json.writeNull();
            }
            if (baseline.serviceFiles().isPresent()) {
                ServiceFiles files = baseline.serviceFiles().get();
                json.writeObjectFieldStart("serviceFiles");
                json.writeStringField("statistics", files.statistics());
                json.writeStringField("constraints", files.constraints());
                json.writeEndObject();
            }
            lines.begin();
            json.writeArrayFieldStart("features");
            for (FeatureBaseline feature : baseline.features()) {
                FeatureJson.write(feature, json);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    /**
     * Reads a file, checks that its content has the hash that it names, and leaves the stream open.
     *
     * @param in holds UTF-8
     * @param sourceName how messages call the file
     * @throws UnreadableBaselineException if it is no baseline file of this version, is damaged or was changed
     * @throws IOException if the stream fails
     */
    public static Baseline read(InputStream in, String sourceName) throws IOException {
        return new BaselineReader(sourceName).read(in);
    }
}
