package io.tidemark.alerts.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** JSON documents, and how severities and numbers look in them. */
public final class Documents {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Documents() {}

    /** Returns an empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Returns a document as one line. */
    public static String text(JsonNode document) {
        try {
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a tree of JSON can be written", e);
        }
    }

    /** Returns a name in lower case. */
    public static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Puts a number; NaN becomes null and infinities texts, which JSON has no numbers for. */
    static void number(ObjectNode into, String name, double value) {
        if (Double.isNaN(value)) {
            into.putNull(name);
        } else if (Double.isInfinite(value)) {
            into.put(name, Double.toString(value));
        } else {
            into.put(name, value);
        }
    }
}
