package io.tidemark.core.label;

import io.tidemark.core.model.Prediction;
import io.tidemark.core.window.WindowSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Builds labels and predictions around one time for tests. */
final class ALabel {
    static final WindowSpec HOURS = WindowSpec.of(Duration.ofHours(1), Duration.ZERO);
    static final long START = Instant.parse("2026-03-02T10:00:00Z").toEpochMilli();
    static final long MINUTE = 60_000;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;
    static final LabelRules RULES = LabelRules.defaults();

    private ALabel() {}

    static PredictedRecord predicted(long timeMs, Prediction... rows) {
        return new PredictedRecord("adult", "AllTraffic", timeMs, List.of(rows));
    }

    static PredictedRecord predictedBy(String endpoint, long timeMs, Prediction... rows) {
        return new PredictedRecord(endpoint, "AllTraffic", timeMs, List.of(rows));
    }

    static PredictedRecord withRows(long timeMs, int rows) {
        List<Prediction> predictions = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            predictions.add(Prediction.ofBinary(i % 2 == 0, i / 1024.0));
        }
        return new PredictedRecord("adult", "AllTraffic", timeMs, predictions);
    }

    static Prediction yes(double score) {
        return Prediction.ofBinary(true, score);
    }

    static Prediction no(double score) {
        return Prediction.ofBinary(false, score);
    }

    static Label label(long timeMs, String... values) {
        return Label.of(timeMs, 1, List.of(values));
    }

    static Label retraction(long timeMs) {
        return Label.retraction(timeMs, 1);
    }
}
