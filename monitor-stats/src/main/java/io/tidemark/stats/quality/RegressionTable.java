package io.tidemark.stats.quality;

import io.tidemark.stats.summary.CorrectableMoments;
import java.util.List;

/**
 * Exact sums of a regression's errors: e = prediction - label, |e|, e², |e|/|label|, and of the labels. Each row's
 * terms are rounded once and summed exactly, so order, merges and corrections leave no trace: {@link #addAll} is
 * associative and commutative, a new instance its identity, {@link #subtractAll} its inverse. Mutable, not thread-safe,
 * 6 KB.
 *
 * <p>Counted apart: rows whose e or e² is beyond the largest double, labels of 0 (no relative error), and rows whose
 * relative error overflows.
 */
public final class RegressionTable {
    private final CorrectableMoments errors = new CorrectableMoments();
    private final CorrectableMoments absoluteErrors = new CorrectableMoments();
    private final CorrectableMoments squaredErrors = new CorrectableMoments();
    private final CorrectableMoments relativeErrors = new CorrectableMoments();
    private final CorrectableMoments labels = new CorrectableMoments();
    private long errorOverflows;
    private long squareOverflows;
    private long zeroLabels;
    private long relativeOverflows;

    /** No rows. */
    public RegressionTable() {}

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException if label or prediction is NaN or infinite
     */
    public void add(double label, double prediction) {
        accept(label, prediction, 1);
    }

    /** Takes back a row that was added here or in another part of the same whole. */
    public void remove(double label, double prediction) {
        accept(label, prediction, -1);
    }

    /** Adds what the other holds; the other keeps it. */
    public void addAll(RegressionTable other) {
        for (int i = 0; i < parts().size(); i++) {
            parts().get(i).addAll(other.parts().get(i));
        }
        addOverflows(other, 1);
    }

    /** Takes back what the other holds; the other keeps it. */
    public void subtractAll(RegressionTable other) {
        for (int i = 0; i < parts().size(); i++) {
            parts().get(i).subtractAll(other.parts().get(i));
        }
        addOverflows(other, -1);
    }

    /** Rows. */
    public long count() {
        return labels.count();
    }

    /** Rows with label 0: they have no relative error. */
    public long zeroLabels() {
        return zeroLabels;
    }

    /** The five sums in the order errors, absolute, squared, relative errors, labels: what is stored, not copied. */
    public List<CorrectableMoments> parts() {
        return List.of(errors, absoluteErrors, squaredErrors, relativeErrors, labels);
    }

    /** The four counts that go with {@link #parts}: overflowing errors, squares, labels of 0, overflowing ratios. */
    public long[] counts() {
        return new long[] {errorOverflows, squareOverflows, zeroLabels, relativeOverflows};
    }

    /** Adds stored parts and counts. */
    public void addStored(List<CorrectableMoments> stored, long[] counts) {
        for (int i = 0; i < parts().size(); i++) {
            parts().get(i).addAll(stored.get(i));
        }
        errorOverflows += counts[0];
        squareOverflows += counts[1];
        zeroLabels += counts[2];
        relativeOverflows += counts[3];
    }

    CorrectableMoments errors() {
        return errors;
    }

    CorrectableMoments absoluteErrors() {
        return absoluteErrors;
    }

    CorrectableMoments squaredErrors() {
        return squaredErrors;
    }

    CorrectableMoments relativeErrors() {
        return relativeErrors;
    }

    CorrectableMoments labels() {
        return labels;
    }

    boolean hasErrorOverflow() {
        return errorOverflows != 0;
    }

    boolean hasSquareOverflow() {
        return errorOverflows != 0 || squareOverflows != 0;
    }

    boolean hasRelativeOverflow() {
        return errorOverflows != 0 || relativeOverflows != 0;
    }

    private void accept(double label, double prediction, int sign) {
        if (!Double.isFinite(label) || !Double.isFinite(prediction)) {
            throw new IllegalArgumentException("label = " + label + ", prediction = " + prediction);
        }
        put(labels, label, sign);
        double error = prediction - label;
        if (!Double.isFinite(error)) {
            errorOverflows += sign;
            return;
        }
        double magnitude = Math.abs(error);
        put(errors, error, sign);
        put(absoluteErrors, magnitude, sign);
        if (Double.isFinite(error * error)) {
            put(squaredErrors, error * error, sign);
        } else {
            squareOverflows += sign;
        }
        double ratio = magnitude / Math.abs(label);
        if (label == 0) {
            zeroLabels += sign;
        } else if (Double.isFinite(ratio)) {
            put(relativeErrors, ratio, sign);
        } else {
            relativeOverflows += sign;
        }
    }

    private static void put(CorrectableMoments moments, double value, int sign) {
        if (sign > 0) {
            moments.add(value);
        } else {
            moments.remove(value);
        }
    }

    private void addOverflows(RegressionTable other, int sign) {
        errorOverflows += sign * other.errorOverflows;
        squareOverflows += sign * other.squareOverflows;
        zeroLabels += sign * other.zeroLabels;
        relativeOverflows += sign * other.relativeOverflows;
    }
}
