package io.tidemark.wire.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Global attributions of the service's {@code analysis.json}: how much each feature moves the answer for a label.
 *
 * @param method how they were made, for example {@code kernel_shap}
 * @param byLabel by the file's name of the label (label0, ...), then by feature in the order of the file
 */
public record GlobalAttributions(String method, Map<String, Map<String, Double>> byLabel) {
    /** Copies the maps and keeps their order. */
    public GlobalAttributions {
        Map<String, Map<String, Double>> copy = new LinkedHashMap<>();
        byLabel.forEach((label, values) -> copy.put(label, Collections.unmodifiableMap(new LinkedHashMap<>(values))));
        byLabel = Collections.unmodifiableMap(copy);
    }
}
