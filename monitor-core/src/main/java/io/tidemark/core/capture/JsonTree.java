package io.tidemark.core.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON values into trees, with the limits and the strictness of {@link JsonCursor}. Memory is some multiple of
 * the text. The buffer that is read is not changed.
 */
final class JsonTree {
    private final CaptureLimits limits;
    private final JsonCursor json;
    private byte[] bytes = new byte[0];
    private int start;

    JsonTree(CaptureLimits limits, Fault fault) {
        this.limits = limits;
        this.json = JsonCursor.overPayloads(limits, fault);
    }

    void reset(byte[] buffer, int from, int to) {
        bytes = buffer;
        start = from;
        json.reset(buffer, from, to);
    }

    /** Whether another value follows, which must stand on a line of its own; false at the end, or after a fault. */
    boolean hasNext() {
        int previousEnd = json.at();
        if (json.next() < 0) {
            return false;
        }
        boolean apart = previousEnd == start || ByteSearch.indexOf(bytes, previousEnd, json.at(), '\n') < json.at();
        return apart || json.fail("text follows the payload");
    }

    /** The next value; null after noting a fault. */
    @Nullable
    JsonValue next() {
        return read(1);
    }

    /** The only value of a text; null after noting a fault. */
    @Nullable
    JsonValue readOnly(byte[] buffer, int from, int to) {
        reset(buffer, from, to);
        JsonValue value = next();
        if (value != null && json.next() >= 0) {
            json.fail("text follows the value");
            return null;
        }
        return value;
    }

    private @Nullable JsonValue read(int depth) {
        return switch (json.next()) {
            case '"' -> json.readString(limits.stringBytes()) ? text() : null;
            case '{' -> readMembers(depth);
            case '[' -> readItems(depth);
            case 't', 'f' -> json.readLiteral() ? scalar(FieldKind.JSON_BOOLEAN) : null;
            case 'n' -> json.readLiteral() ? JsonValue.NULL : null;
            default -> json.readNumber() ? scalar(FieldKind.JSON_NUMBER) : null;
        };
    }

    private @Nullable JsonValue readMembers(int depth) {
        if (!json.openObject(depth)) {
            return null;
        }
        Map<JsonValue.Scalar, JsonValue> members = new LinkedHashMap<>();
        for (boolean more = json.firstKey(); more; more = json.nextKey()) {
            JsonValue.Scalar key = text();
            if (members.size() >= limits.fieldsPerRow()) {
                json.fail("too many keys");
                return null;
            }
            JsonValue value = read(depth + 1);
            if (value == null) {
                return null;
            }
            if (members.put(key, value) != null) {
                json.fail("duplicate key");
                return null;
            }
        }
        return json.isWhole() ? new JsonValue.Members(members) : null;
    }

    private @Nullable JsonValue readItems(int depth) {
        if (!json.isWithin(depth) || !json.take('[', "an array was expected")) {
            return null;
        }
        List<JsonValue> elements = new ArrayList<>();
        if (json.next() != ']') {
            do {
                JsonValue element = read(depth + 1);
                if (element == null) {
                    return null;
                }
                elements.add(element);
            } while (json.takesComma());
        }
        return json.take(']', "a comma or a closing bracket was expected") ? new JsonValue.Items(elements) : null;
    }

    private JsonValue.Scalar scalar(FieldKind kind) {
        return new JsonValue.Scalar(kind, Arrays.copyOfRange(bytes, json.textFrom(), json.textTo()));
    }

    /** The string or key read last. */
    private JsonValue.Scalar text() {
        byte[] text = Arrays.copyOfRange(bytes, json.textFrom(), json.textTo());
        if (json.firstEscape() < 0) {
            return new JsonValue.Scalar(FieldKind.JSON_STRING, text);
        }
        int end = JsonText.unescape(text, 0, json.firstEscape() - json.textFrom(), text.length, text, 0);
        return new JsonValue.Scalar(FieldKind.JSON_STRING, Arrays.copyOf(text, end));
    }
}
