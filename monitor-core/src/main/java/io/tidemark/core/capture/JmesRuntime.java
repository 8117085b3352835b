package io.tidemark.core.capture;

import io.burt.jmespath.BaseRuntime;
import io.burt.jmespath.JmesPathType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets the JMESPath library search {@link JsonValue}s, so that what it finds are the payload's own bytes. */
final class JmesRuntime extends BaseRuntime<JsonValue> {
    private static final JsonValue TRUE = new JsonValue.Scalar(FieldKind.JSON_BOOLEAN, "true");
    private static final JsonValue FALSE = new JsonValue.Scalar(FieldKind.JSON_BOOLEAN, "false");

    /** Whole doubles below are exact. */
    private static final double EXACT = 0x1p53;

    /** Reads a literal of an expression. */
    @Override
    public JsonValue parseString(String text) {
        Fault fault = new Fault();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        JsonValue value = new JsonTree(CaptureLimits.DEFAULT, fault).readOnly(bytes, 0, bytes.length);
        if (value == null) {
            throw new IllegalArgumentException("'" + text + "' is no JSON value: " + fault.what());
        }
        return value;
    }

    @Override
    public List<JsonValue> toList(JsonValue value) {
        if (value instanceof JsonValue.Items items) {
            return items.elements();
        }
        return value instanceof JsonValue.Members members
                ? new ArrayList<>(members.byName().values())
                : List.of();
    }

    @Override
    public String toString(JsonValue value) {
        if (value instanceof JsonValue.Scalar scalar) {
            return scalar.text();
        }
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        value.writeTo(json);
        return json.toString(StandardCharsets.UTF_8);
    }

    @Override
    public @Nullable Number toNumber(JsonValue value) {
        return value instanceof JsonValue.Scalar scalar && scalar.kind() == FieldKind.JSON_NUMBER
                ? Double.valueOf(scalar.text())
                : null;
    }

    @Override
    public boolean isTruthy(JsonValue value) {
        if (value instanceof JsonValue.Items items) {
            return !items.elements().isEmpty();
        }
        if (value instanceof JsonValue.Members members) {
            return !members.byName().isEmpty();
        }
        return switch (typeOf(value)) {
            case NULL -> false;
            case BOOLEAN -> value.equals(TRUE);
            case STRING -> !toString(value).isEmpty();
            default -> true;
        };
    }

    @Override
    public JmesPathType typeOf(JsonValue value) {
        if (value instanceof JsonValue.Scalar scalar) {
            return switch (scalar.kind()) {
                case JSON_NUMBER -> JmesPathType.NUMBER;
                case JSON_BOOLEAN -> JmesPathType.BOOLEAN;
                case JSON_NULL -> JmesPathType.NULL;
                default -> JmesPathType.STRING;
            };
        }
        return value instanceof JsonValue.Items ? JmesPathType.ARRAY : JmesPathType.OBJECT;
    }

    @Override
    public JsonValue getProperty(JsonValue value, JsonValue name) {
        JsonValue found = value instanceof JsonValue.Members members && name instanceof JsonValue.Scalar key
                ? members.byName().get(key)
                : null;
        return found == null ? JsonValue.NULL : found;
    }

    @Override
    public Collection<JsonValue> getPropertyNames(JsonValue value) {
        return value instanceof JsonValue.Members members
                ? new ArrayList<>(members.byName().keySet())
                : List.of();
    }

    @Override
    public JsonValue createNull() {
        return JsonValue.NULL;
    }

    @Override
    public JsonValue createArray(Collection<JsonValue> elements) {
        return new JsonValue.Items(new ArrayList<>(elements));
    }

    @Override
    public JsonValue createString(String text) {
        return new JsonValue.Scalar(FieldKind.JSON_STRING, text);
    }

    @Override
    public JsonValue createBoolean(boolean value) {
        return value ? TRUE : FALSE;
    }

    @Override
    public JsonValue createObject(Map<JsonValue, JsonValue> members) {
        Map<JsonValue.Scalar, JsonValue> byName = new LinkedHashMap<>();
        members.forEach((name, value) -> byName.put((JsonValue.Scalar) name, value));
        return new JsonValue.Members(byName);
    }

    @Override
    public JsonValue createNumber(double value) {
        // A whole number is written as one, so that its text is of the class it was computed from.
        boolean isWhole = value == Math.rint(value) && Math.abs(value) < EXACT;
        return isWhole
                ? createNumber((long) value)
                : new JsonValue.Scalar(FieldKind.JSON_NUMBER, Double.toString(value));
    }

    @Override
    public JsonValue createNumber(long value) {
        return new JsonValue.Scalar(FieldKind.JSON_NUMBER, Long.toString(value));
    }
}
