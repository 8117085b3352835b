package io.tidemark.core.capture;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides what a prediction is where a model answers with a list of scores, and writes values as fields. Scratch. */
final class Scores {
    private final List<JsonValue> names = new ArrayList<>();
    private final CaptureLimits limits;
    private final Fault fault;
    private @Nullable JsonValue label;
    private @Nullable JsonValue score;

    Scores(List<String> labels, CaptureLimits limits, Fault fault) {
        labels.forEach(name -> names.add(new JsonValue.Scalar(FieldKind.JSON_STRING, name)));
        this.limits = limits;
        this.fault = fault;
    }

    /** The predicted label decided last; null if nothing says it. */
    @Nullable
    JsonValue label() {
        return label;
    }

    /** The score decided last; null if there is none. */
    @Nullable
    JsonValue score() {
        return score;
    }

    /**
     * Takes what the attributes found for one record. Of a list of scores the largest counts, the first of equal ones;
     * its label stands at the same place in the list of labels.
     */
    boolean decide(@Nullable JsonValue inference, @Nullable JsonValue probability) {
        label = inference;
        score = probability;
        if (!(probability instanceof JsonValue.Items scores)) {
            return true;
        }
        int largest = largest(scores.elements());
        if (largest < 0) {
            return fault.set("a score is no number", -1);
        }
        score = scores.elements().get(largest);
        List<JsonValue> labels = inference instanceof JsonValue.Items items
                ? items.elements()
                : inference == null && !names.isEmpty() ? names : List.of();
        if (!labels.isEmpty() && labels.size() != scores.elements().size()) {
            return fault.set(labels.size() + " labels for " + scores.elements().size() + " scores", -1);
        }
        label = labels.isEmpty() ? inference : labels.get(largest);
        return true;
    }

    /** The place of the largest number; -1 if there is none, or if an element is no number. */
    private static int largest(List<JsonValue> scores) {
        int largest = -1;
        double most = Double.NaN;
        for (int i = 0; i < scores.size(); i++) {
            if (!(scores.get(i) instanceof JsonValue.Scalar scalar) || scalar.kind() != FieldKind.JSON_NUMBER) {
                return -1;
            }
            double number = Double.parseDouble(scalar.text());
            if (!(number <= most)) {
                boolean isNumber = !Double.isNaN(number);
                largest = isNumber || largest < 0 ? i : largest;
                most = isNumber ? number : most;
            }
        }
        return largest;
    }

    /** Adds a value as the next field of a table; what is no scalar stands there as its JSON text. */
    boolean add(JsonValue value, RowArena arena, FieldTable into) {
        if (value instanceof JsonValue.Scalar scalar) {
            into.add(scalar.kind(), arena.put(scalar.bytes()), arena.used());
            return true;
        }
        ByteArrayOutputStream nested = new ByteArrayOutputStream();
        value.writeTo(nested);
        if (nested.size() > limits.stringBytes()) {
            return fault.set("a nested value is too long", -1);
        }
        into.add(FieldKind.JSON_NESTED, arena.put(nested.toByteArray()), arena.used());
        return true;
    }
}
