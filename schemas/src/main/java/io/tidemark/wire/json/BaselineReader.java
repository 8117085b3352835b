package io.tidemark.wire.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.baseline.ServiceFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one baseline file, feature by feature. */
final class BaselineReader {
    private static final ObjectMapper MAPPER = new ObjectMapper(Json.FACTORY);
    private static final String MAKE_ANEW = "make it anew from the training data";

    private final String source;
    private final List<FeatureBaseline> features = new ArrayList<>();
    private final List<String> missingMarkers = new ArrayList<>();
    private @Nullable FeatureBaseline label;
    private @Nullable ServiceFiles serviceFiles;
    private @Nullable String hash;
    private boolean versionSeen;

    BaselineReader(String source) {
        this.source = source;
    }

    Baseline read(InputStream in) throws IOException {
        try (JsonParser json = Json.FACTORY.createParser(in)) {
            readObject(json);
        } catch (JsonEOFException e) {
            throw refused("ends too early at " + place(e.getLocation()) + ": copy the whole file again", e);
        } catch (JsonProcessingException e) {
            throw refused("is not JSON at " + place(e.getLocation()) + ": " + e.getOriginalMessage(), e);
        }
        return checked();
    }

    private void readObject(JsonParser json) throws IOException {
        JsonToken first = json.nextToken();
        if (first == null) {
            throw refused("is empty: copy the whole file again, or " + MAKE_ANEW, null);
        }
        if (first != JsonToken.START_OBJECT) {
            throw refused("is no baseline file: it does not begin with an object", null);
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            readField(name, json);
        }
        if (json.nextToken() != null) {
            throw refused("goes on after its end at " + place(json.currentTokenLocation()) + ": " + MAKE_ANEW, null);
        }
    }

    private void readField(String name, JsonParser json) throws IOException {
        if (!versionSeen && !name.equals("tidemarkBaseline")) {
            throw refused("is no baseline file: its first key is '" + name + "', not 'tidemarkBaseline'", null);
        }
        switch (name) {
            case "tidemarkBaseline" -> readVersion(json);
            case "hash" -> hash = MAPPER.<JsonNode>readTree(json).asText();
            case "missingMarkers" -> readMarkers(MAPPER.readTree(json));
            case "label" -> label = json.currentToken() == JsonToken.VALUE_NULL ? null : feature("label", json);
            case "serviceFiles" -> readServiceFiles(MAPPER.readTree(json));
            case "features" -> readFeatures(json);
            // Derived figures, and whatever a later release adds beside them: the hash covers all that counts.
            default -> json.skipChildren();
        }
    }

    private void readVersion(JsonParser json) throws IOException {
        String version = json.getText();
        if (!version.equals(Integer.toString(BaselineJson.VERSION))) {
            throw refused(
                    "has version " + version + " of the baseline format; this release reads version "
                            + BaselineJson.VERSION + ": use the release that wrote it or a later one, or " + MAKE_ANEW,
                    null);
        }
        versionSeen = true;
    }

    private void readMarkers(JsonNode markers) {
        for (JsonNode marker : markers) {
            missingMarkers.add(marker.asText());
        }
    }

    private void readServiceFiles(JsonNode files) {
        serviceFiles = new ServiceFiles(
                files.path("statistics").asText(), files.path("constraints").asText());
    }

    private void readFeatures(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw refused("features is not an array at " + place(json.currentTokenLocation()) + ": " + MAKE_ANEW, null);
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            features.add(feature("features[" + features.size() + "]", json));
        }
    }

    private FeatureBaseline feature(String path, JsonParser json) throws IOException {
        int line = json.currentTokenLocation().getLineNr();
        try {
            return FeatureNode.read(MAPPER.readTree(json));
        } catch (IllegalArgumentException
                | ArithmeticException
                | IndexOutOfBoundsException
                | NegativeArraySizeException e) {
            throw refused(path + " in line " + line + " is damaged: " + e.getMessage() + ": " + MAKE_ANEW, e);
        }
    }

    private Baseline checked() {
        if (hash == null) {
            throw refused("names no hash: " + MAKE_ANEW, null);
        }
        Baseline baseline;
        try {
            Baseline plain = Baseline.of(features, label, missingMarkers);
            baseline = serviceFiles == null ? plain : plain.withServiceFiles(serviceFiles);
        } catch (IllegalArgumentException e) {
            throw refused(e.getMessage() + ": " + MAKE_ANEW, e);
        }
        if (!baseline.hash().hex().equals(hash)) {
            throw refused(
                    "was changed since it was written: it names hash " + hash + ", its content has hash "
                            + baseline.hash() + ". A baseline is not edited: restore the file, or " + MAKE_ANEW,
                    null);
        }
        return baseline;
    }

    private UnreadableBaselineException refused(String problem, @Nullable Throwable cause) {
        return new UnreadableBaselineException(source, problem, cause);
    }

    private static String place(JsonLocation location) {
        return "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
