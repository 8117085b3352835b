package io.tidemark.core.label;

import io.tidemark.core.model.Prediction;
import java.util.List;

/**
 * A captured record as far as labels concern it. It does not know its id: records are kept by id.
 *
 * @param endpoint who answered
 * @param variant its variant
 * @param eventTimeMs when, in milliseconds since 1970-01-01T00:00:00Z; not negative
 * @param rows what it answered for each row; at least one
 */
public record PredictedRecord(String endpoint, String variant, long eventTimeMs, List<Prediction> rows) {
    public PredictedRecord {
        rows = List.copyOf(rows);
        if (eventTimeMs < 0 || rows.isEmpty()) {
            throw new IllegalArgumentException(
                    "event time = " + eventTimeMs + ", rows = " + rows.size() + ": there must be a time and a row");
        }
    }
}
