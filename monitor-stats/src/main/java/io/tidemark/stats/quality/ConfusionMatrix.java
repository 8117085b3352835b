package io.tidemark.stats.quality;

import io.tidemark.stats.summary.ExactCounts;
import java.util.Arrays;

/**
 * Counts of (true class, predicted class). The classes are numbered by the caller, in an order that does not depend on
 * what arrives; values outside that list have a class of their own. {@link #addAll} is associative and commutative, a
 * new instance its identity, {@link #subtractAll} its inverse: a matrix that holds only corrections has negative cells.
 * Mutable, not thread-safe.
 */
public final class ConfusionMatrix {
    private final int classes;
    /** Row by row: the true class is the row. */
    private final long[] cells;

    /** All zero over the given number of classes, at least 1. */
    public ConfusionMatrix(int classes) {
        if (classes < 1) {
            throw new IllegalArgumentException("classes = " + classes + " is not positive");
        }
        this.classes = classes;
        this.cells = new long[Math.multiplyExact(classes, classes)];
    }

    /** The matrix with these cells, row by row, the true class being the row; the length must be a square. */
    public static ConfusionMatrix of(long[] rowByRow) {
        int classes = (int) Math.round(Math.sqrt(rowByRow.length));
        if (classes * classes != rowByRow.length) {
            throw new IllegalArgumentException("number of cells = " + rowByRow.length + " is no square");
        }
        ConfusionMatrix matrix = new ConfusionMatrix(classes);
        System.arraycopy(rowByRow, 0, matrix.cells, 0, rowByRow.length);
        return matrix;
    }

    /** Adds n rows of a true and a predicted class; a negative n takes rows back. */
    public void add(int actual, int predicted, long n) {
        int cell = index(actual, predicted);
        cells[cell] = Math.addExact(cells[cell], n);
    }

    /** Adds the other matrix over the same classes. */
    public void addAll(ConfusionMatrix other) {
        requireSameClasses(other);
        ExactCounts.addAll(cells, other.cells);
    }

    /** Takes back the other matrix over the same classes. */
    public void subtractAll(ConfusionMatrix other) {
        requireSameClasses(other);
        ExactCounts.subtractAll(cells, other.cells);
    }

    /** Number of classes. */
    public int classes() {
        return classes;
    }

    /** Rows of a true and a predicted class. */
    public long get(int actual, int predicted) {
        return cells[index(actual, predicted)];
    }

    /** The cells row by row; a copy. */
    public long[] toArray() {
        return cells.clone();
    }

    /** All rows. */
    public long total() {
        return Arrays.stream(cells).sum();
    }

    /** Rows whose prediction was right. */
    public long correct() {
        long correct = 0;
        for (int c = 0; c < classes; c++) {
            correct += get(c, c);
        }
        return correct;
    }

    /** Rows of a true class. */
    public long actual(int actual) {
        long rows = 0;
        for (int predicted = 0; predicted < classes; predicted++) {
            rows += get(actual, predicted);
        }
        return rows;
    }

    /** Rows with a predicted class. */
    public long predicted(int predicted) {
        long rows = 0;
        for (int actual = 0; actual < classes; actual++) {
            rows += get(actual, predicted);
        }
        return rows;
    }

    /** The table of one class against the rest. */
    public BinaryConfusion oneVersusRest(int positive) {
        long truePositives = get(positive, positive);
        long falsePositives = predicted(positive) - truePositives;
        long falseNegatives = actual(positive) - truePositives;
        long trueNegatives = total() - truePositives - falsePositives - falseNegatives;
        return new BinaryConfusion(truePositives, falsePositives, falseNegatives, trueNegatives);
    }

    /** The matrix of a classifier that gives every row this class. */
    public ConfusionMatrix ofConstant(int answer) {
        ConfusionMatrix constant = new ConfusionMatrix(classes);
        for (int c = 0; c < classes; c++) {
            constant.add(c, answer, actual(c));
        }
        return constant;
    }

    /** The most frequent true class, the lowest number on a tie. */
    public int majorityClass() {
        int majority = 0;
        for (int c = 1; c < classes; c++) {
            majority = actual(c) > actual(majority) ? c : majority;
        }
        return majority;
    }

    private int index(int actual, int predicted) {
        if (actual < 0 || actual >= classes || predicted < 0 || predicted >= classes) {
            throw new IllegalArgumentException(
                    "cell (" + actual + ", " + predicted + ") is not in a matrix of " + classes + " classes");
        }
        return actual * classes + predicted;
    }

    private void requireSameClasses(ConfusionMatrix other) {
        if (other.classes != classes) {
            throw new IllegalArgumentException("classes differ: " + classes + " and " + other.classes);
        }
    }
}
