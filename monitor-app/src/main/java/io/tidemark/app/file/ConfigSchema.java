package io.tidemark.app.file;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The JSON Schema (draft 2020-12) of a kind of configuration file: its keys, types, ranges, defaults and a sentence
 * each. Beside the standard's keywords it may have {@code x-option} (the option of the command line that says the same),
 * {@code x-duration} ({@code minimum} and {@code maximum} of a text that is a duration) and {@code x-form} (a pattern in
 * words).
 */
public final class ConfigSchema {
    /** What an endpoint's monitor is: {@code monitor.yaml}. */
    public static final ConfigSchema MONITOR = of("monitor");

    /** Where alerts go: {@code alerts.yaml}. */
    public static final ConfigSchema ALERTS = of("alerts");

    private static final String FOLDER = "/io/tidemark/config/";

    private final String name;

    private ConfigSchema(String name) {
        this.name = name;
    }

    /** The schema in {@code io/tidemark/config/NAME.schema.json} of the class path; read when it is first needed. */
    static ConfigSchema of(String name) {
        return new ConfigSchema(name);
    }

    /** The kind of file: {@code monitor} or {@code alerts}. */
    public String name() {
        return name;
    }

    /** The schema as it is published. */
    public String text() {
        try (InputStream in = ConfigSchema.class.getResourceAsStream(FOLDER + name + ".schema.json")) {
            if (in == null) {
                throw new IllegalStateException("no schema of " + name + " on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The schema as a tree. */
    JsonNode tree() {
        try {
            return new ObjectMapper().readTree(text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the standard's keywords find wrong with a document, in no order. */
    List<Error> errors(JsonNode document) {
        JsonNode plain = tree();
        dropOurs(plain);
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(plain);
        return schema.validate(document);
    }

    /** The validator warns of keywords that it does not know. */
    private static void dropOurs(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> ours = new ArrayList<>();
            object.fieldNames().forEachRemaining(key -> {
                if (key.startsWith("x-")) {
                    ours.add(key);
                }
            });
            object.remove(ours);
        }
        node.forEach(ConfigSchema::dropOurs);
    }

    /** What holds for the value at a pointer of a document, if the schema says anything. */
    Optional<SchemaNode> at(JsonPointer pointer, JsonNode document) {
        Optional<SchemaNode> here = Optional.of(SchemaNode.of(tree()).forValue(document));
        JsonNode value = document;
        for (JsonPointer rest = pointer; !rest.matches() && here.isPresent(); rest = rest.tail()) {
            boolean isElement = value.isArray();
            String key = rest.getMatchingProperty();
            value = isElement ? value.path(rest.getMatchingIndex()) : value.path(key);
            JsonNode reached = value;
            here = (isElement ? here.get().items() : here.get().property(key)).map(next -> next.forValue(reached));
        }
        return here;
    }
}
