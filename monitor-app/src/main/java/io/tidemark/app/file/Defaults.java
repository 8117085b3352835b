package io.tidemark.app.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Fills in what a document leaves to its schema. */
final class Defaults {
    private Defaults() {}

    /** A copy of a document that has every key with a default; objects that are a default are filled themselves. */
    static JsonNode fill(JsonNode document, ConfigSchema schema) {
        JsonNode copy = document.deepCopy();
        fill(copy, SchemaNode.of(schema.tree()));
        return copy;
    }

    private static void fill(JsonNode value, SchemaNode unresolved) {
        SchemaNode schema = unresolved.forValue(value);
        if (value instanceof ObjectNode object) {
            for (String key : schema.keys()) {
                JsonNode standard = defaultOf(schema.property(key));
                if (!object.has(key) && !standard.isMissingNode()) {
                    object.set(key, standard.deepCopy());
                }
            }
            object.properties()
                    .forEach(field -> schema.property(field.getKey()).ifPresent(of -> fill(field.getValue(), of)));
        } else if (value.isArray()) {
            Optional<SchemaNode> items = schema.items();
            value.forEach(item -> items.ifPresent(of -> fill(item, of)));
        }
    }

    private static JsonNode defaultOf(Optional<SchemaNode> property) {
        return property.map(one -> one.get("default")).orElse(MissingNode.getInstance());
    }
}
