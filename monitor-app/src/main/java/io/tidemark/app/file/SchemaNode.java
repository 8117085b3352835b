package io.tidemark.app.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a JSON Schema says of one value: references followed, the alternative chosen that the value means, and conditions
 * ({@code allOf} with {@code if} on a constant) applied that the value meets. The validator decides what is right; this
 * class finds defaults, descriptions and known keys.
 */
final class SchemaNode {
    private static final List<String> KEYS_OF_OBJECTS = List.of("properties", "required");

    private final JsonNode root;
    private final JsonNode node;

    private SchemaNode(JsonNode root, JsonNode node) {
        this.root = root;
        this.node = node;
    }

    /** The whole schema, as far as a document does not matter. */
    static SchemaNode of(JsonNode root) {
        return new SchemaNode(root, root);
    }

    /** What holds for a value: references, alternatives and conditions are resolved. */
    SchemaNode forValue(JsonNode value) {
        ObjectNode whole = withReference(node);
        JsonNode alternatives = whole.path("oneOf").isMissingNode() ? whole.path("anyOf") : whole.path("oneOf");
        for (JsonNode alternative : alternatives) {
            ObjectNode candidate = withReference(alternative);
            if (isMeant(candidate, value)) {
                whole.remove(List.of("oneOf", "anyOf"));
                merge(whole, candidate);
                break;
            }
        }
        for (JsonNode part : whole.path("allOf")) {
            if (!part.has("if")) {
                merge(whole, withReference(part));
            } else if (isMet(part.get("if"), value) && part.has("then")) {
                merge(whole, withReference(part.get("then")));
            }
        }
        return new SchemaNode(root, whole);
    }

    /** What the schema itself says under a keyword; a missing node if nothing. */
    JsonNode get(String keyword) {
        return node.path(keyword);
    }

    /** A sentence, or nothing. */
    Optional<String> text(String keyword) {
        return Optional.ofNullable(node.path(keyword).textValue());
    }

    /** The keys that are known in an object, in the order of the schema. */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        node.path("properties").fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /** What holds for the value of a key: what the schema says of it, else of any key. */
    Optional<SchemaNode> property(String key) {
        JsonNode known = node.path("properties").path(key);
        JsonNode found = known.isMissingNode() ? node.path("additionalProperties") : known;
        return found.isObject() ? Optional.of(new SchemaNode(root, found)) : Optional.empty();
    }

    /** What holds for each element of a list. */
    Optional<SchemaNode> items() {
        JsonNode items = node.path("items");
        return items.isObject() ? Optional.of(new SchemaNode(root, items)) : Optional.empty();
    }

    /** A copy with what its reference leads to; what stands beside the reference outranks it. */
    private ObjectNode withReference(JsonNode from) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        if (from.isObject()) {
            whole.setAll((ObjectNode) from);
        }
        JsonNode reference = whole.remove("$ref");
        if (reference != null) {
            merge(whole, withReference(root.at(reference.asText().substring(1))));
        }
        return whole;
    }

    private static void merge(ObjectNode whole, ObjectNode more) {
        more.properties().forEach(field -> {
            JsonNode there = whole.get(field.getKey());
            if (there == null) {
                whole.set(field.getKey(), field.getValue());
            } else if (KEYS_OF_OBJECTS.contains(field.getKey()) && there.isObject()) {
                ObjectNode both = there.deepCopy();
                field.getValue().properties().forEach(one -> {
                    if (!both.has(one.getKey())) {
                        both.set(one.getKey(), one.getValue());
                    }
                });
                whole.set(field.getKey(), both);
            }
        });
    }

    /** An alternative is meant if the type fits and, for an object, one of its required keys is there. */
    private static boolean isMeant(JsonNode alternative, JsonNode value) {
        if (!isOfType(alternative.path("type").asText(""), value)) {
            return false;
        }
        if (alternative.has("const") || alternative.has("enum")) {
            return isListed(alternative, value);
        }
        JsonNode required = alternative.path("required");
        if (!value.isObject() || required.isEmpty()) {
            return true;
        }
        for (JsonNode key : required) {
            if (value.has(key.asText())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isListed(JsonNode alternative, JsonNode value) {
        for (JsonNode one : alternative.path("enum")) {
            if (one.equals(value)) {
                return true;
            }
        }
        return alternative.path("const").equals(value);
    }

    private static boolean isOfType(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "number" -> value.isNumber();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            default -> true;
        };
    }

    /** Only the form that discriminates by constants: {@code {properties: {type: {const: webhook}}}}. */
    private static boolean isMet(JsonNode condition, JsonNode value) {
        JsonNode constants = condition.path("properties");
        boolean met = !constants.isEmpty();
        for (var field : constants.properties()) {
            met &= isListed(field.getValue(), value.path(field.getKey()));
        }
        return met;
    }
}
