package io.tidemark.wire.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.core.model.ModelBaseline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one file of a model baseline. */
final class ModelBaselineReader {
    private static final ObjectMapper MAPPER = new ObjectMapper(Json.FACTORY);
    private static final String MAKE_ANEW = "make it anew with tidemark baseline quality";

    private final String source;

    ModelBaselineReader(String source) {
        this.source = source;
    }

    ModelBaseline read(InputStream in) throws IOException {
        JsonNode file;
        try {
            file = MAPPER.readTree(in);
        } catch (JsonEOFException e) {
            throw refused("ends too early at " + place(e.getLocation()) + ": copy the whole file again", e);
        } catch (JsonProcessingException e) {
            throw refused("is not JSON at " + place(e.getLocation()) + ": " + e.getOriginalMessage(), e);
        }
        requireVersion(file);
        ModelBaseline baseline = content(file);
        String hash = file.path("hash").asText();
        if (!baseline.hash().hex().equals(hash)) {
            throw refused(
                    "was changed since it was written: it names hash '" + hash + "', its content has hash "
                            + baseline.hash() + ": restore the file, or " + MAKE_ANEW,
                    null);
        }
        requireUnchanged(file, baseline);
        return baseline;
    }

    private void requireVersion(@Nullable JsonNode file) {
        if (file == null || file.isMissingNode()) {
            throw refused("is empty: copy the whole file again, or " + MAKE_ANEW, null);
        }
        JsonNode version = file.path(ModelBaselineJson.VERSION_KEY);
        if (version.isMissingNode()) {
            throw refused(
                    "is no model baseline: it has no key '" + ModelBaselineJson.VERSION_KEY + "'"
                            + (file.has("tidemarkBaseline") ? "; it is a baseline of features" : ""),
                    null);
        }
        if (!version.asText().equals(Integer.toString(ModelBaselineJson.VERSION))) {
            throw refused(
                    "has version " + version.asText() + " of the format of model baselines; this release reads version "
                            + ModelBaselineJson.VERSION + ": use the release that wrote it or a later one, or "
                            + MAKE_ANEW,
                    null);
        }
    }

    private ModelBaseline content(JsonNode file) throws IOException {
        JsonNode content = file.path(ModelBaselineJson.CONTENT);
        if (!content.isTextual()) {
            throw refused("has no content: " + MAKE_ANEW, null);
        }
        try {
            return ModelBaseline.decode(content.binaryValue());
        } catch (IOException
                | IllegalArgumentException
                | ArithmeticException
                | IndexOutOfBoundsException
                | NegativeArraySizeException e) {
            throw refused("is damaged: " + e.getMessage() + ": restore the file, or " + MAKE_ANEW, e);
        }
    }

    /** What a later release adds beside it is passed over. */
    private void requireUnchanged(JsonNode file, ModelBaseline baseline) throws IOException {
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        ModelBaselineJson.write(baseline, again);
        for (Map.Entry<String, JsonNode> field :
                MAPPER.readTree(again.toByteArray()).properties()) {
            JsonNode found = file.path(field.getKey());
            if (!found.isMissingNode() && !found.equals(field.getValue())) {
                throw refused(
                        "was changed at '" + field.getKey() + "', which only describes the content and has no effect:"
                                + " restore the file, or " + MAKE_ANEW,
                        null);
            }
        }
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null ? "its start" : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private UnreadableBaselineException refused(String problem, @Nullable Throwable cause) {
        return new UnreadableBaselineException(source, problem, cause);
    }
}
