package io.tidemark.wire.json;

import io.tidemark.core.model.Problem;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contents of the service's {@code statistics.json} of model quality.
 *
 * @param problem which of the three groups of metrics the file has
 * @param dataset what was evaluated; null if the file does not say
 * @param metrics by the service's names, in the order of the file
 * @param matrix the confusion matrix; null for regression
 * @param roc x false, y true positive rates; null unless scores were known
 * @param precisionRecall x recalls, y precisions; null unless scores were known
 */
public record QualityStatistics(
        Problem problem,
        @Nullable Dataset dataset,
        Map<String, Value> metrics,
        @Nullable Matrix matrix,
        @Nullable Curve roc,
        @Nullable Curve precisionRecall) {
    /** Copies the metrics and keeps their order. */
    public QualityStatistics {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /**
     * What was evaluated.
     *
     * @param itemCount rows with prediction and label
     * @param evaluationTime when, as the file spells it (UTC, milliseconds); empty if it does not say
     */
    public record Dataset(long itemCount, String evaluationTime) {}

    /**
     * A metric.
     *
     * @param value NaN if it is not defined
     * @param standardDeviation NaN if there is none, as below 200 rows
     */
    public record Value(double value, double standardDeviation) {}

    /**
     * Counts of true against predicted labels.
     *
     * @param labels as texts, in the order of rows and columns
     * @param cells row by row, a true label being a row; as many as labels squared
     */
    public record Matrix(List<String> labels, List<Long> cells) {
        /** Copies the lists and refuses a matrix that is not square. */
        public Matrix {
            labels = List.copyOf(labels);
            cells = List.copyOf(cells);
            if (cells.size() != labels.size() * labels.size()) {
                throw new IllegalArgumentException(cells.size() + " cells of " + labels.size() + " labels");
            }
        }

        /** Rows whose true label is the one and whose predicted label is the other, both by place. */
        public long get(int actual, int predicted) {
            return cells.get(actual * labels.size() + predicted);
        }
    }

    /** Points of a curve, compared by content. */
    public static final class Curve {
        private final double[] x;
        private final double[] y;

        /** Takes copies of as many x as y. */
        public Curve(double[] x, double[] y) {
            if (x.length != y.length) {
                throw new IllegalArgumentException(x.length + " first and " + y.length + " second coordinates");
            }
            this.x = x.clone();
            this.y = y.clone();
        }

        /** A copy of the first coordinates. */
        public double[] x() {
            return x.clone();
        }

        /** A copy of the second coordinates. */
        public double[] y() {
            return y.clone();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Curve that && Arrays.equals(x, that.x) && Arrays.equals(y, that.y);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(x) + Arrays.hashCode(y);
        }

        @Override
        public String toString() {
            return x.length + " points";
        }
    }
}
