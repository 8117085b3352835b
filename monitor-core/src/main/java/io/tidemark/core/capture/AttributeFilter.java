package io.tidemark.core.capture;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tests the conditions on custom attributes. Scratch of one parser. */
final class AttributeFilter {
    private final List<CaptureFilter.Condition> conditions;
    private final CaptureLimits limits;

    AttributeFilter(CaptureFilter filter, CaptureLimits limits) {
        this.conditions = filter.conditionsOn(CaptureFilter.Source.ATTRIBUTE);
        this.limits = limits;
    }

    /** Whether there is nothing to test. */
    boolean isEmpty() {
        return conditions.isEmpty();
    }

    boolean keeps(List<String> attributes) {
        for (CaptureFilter.Condition condition : conditions) {
            if (attributes.stream().noneMatch(attribute -> isMet(condition, attribute))) {
                return false;
            }
        }
        return true;
    }

    private boolean isMet(CaptureFilter.Condition condition, String attribute) {
        if (condition.key().isEmpty()) {
            return condition.values().contains(attribute);
        }
        byte[] bytes = attribute.getBytes(StandardCharsets.UTF_8);
        JsonValue read = new JsonTree(limits, new Fault()).readOnly(bytes, 0, bytes.length);
        if (!(read instanceof JsonValue.Members members)) {
            return false;
        }
        JsonValue found = members.byName().get(new JsonValue.Scalar(FieldKind.JSON_STRING, condition.key()));
        return found instanceof JsonValue.Scalar scalar && condition.values().contains(scalar.text());
    }
}
