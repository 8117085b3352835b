package io.tidemark.core.profile;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.feature.ValueClass;
import io.tidemark.core.feature.ValueScanner;
import io.tidemark.stats.distribution.CellCounts;
import io.tidemark.stats.distribution.GridEdges;
import io.tidemark.stats.summary.ExactSum;
import io.tidemark.stats.summary.Moments;
import org.jspecify.annotations.Nullable;

/**
 * Counts of a numeric feature on the baseline's grid, with exact moments. Finite values are valid; missing, NaN,
 * positive and negative infinity and malformed texts have counters of their own and never enter a cell.
 *
 * <p>Values wait in a small array and are counted {@value #MOST_WAITING} at a time. One at a time, every value of a row
 * fetches the grid, the counters and the sums of another feature, which together do not fit the nearest cache, and each
 * look-up waits for those fetches; side by side they cost about half. Whatever reads the counts counts first what
 * waits, so this cannot be seen from outside. A profile in which nothing waits may be read by several threads.
 */
public final class NumericProfile implements FeatureProfile {
    private static final int MOST_WAITING = 64;
    private static final double[] NONE_YET = {};

    private final GridEdges edges;
    private final CellCounts cells;
    private final ClassCounts classes = new ClassCounts();
    private final Moments moments;
    private long missing;
    private long nan;
    private long positiveInfinity;
    private long negativeInfinity;
    private long malformed;
    private long negative;
    private @Nullable ExactSum belowRange;
    private @Nullable ExactSum aboveRange;
    /** Finite values that are not in the cells and moments yet. */
    private double[] values = NONE_YET;

    private int waiting;

    /** Returns an empty profile over these edges. */
    public NumericProfile(GridEdges edges) {
        this(edges, new Moments());
    }

    private NumericProfile(GridEdges edges, Moments moments) {
        this.edges = edges;
        this.moments = moments;
        this.cells = new CellCounts(edges.cells());
    }

    @Override
    public void add(byte[] text, int from, int to, ValueScanner scanner) {
        int code = scanner.scan(text, from, to);
        if (ValueScanner.isFinite(code)) {
            addFinite(scanner.value());
        } else {
            switch (scanner.numeric()) {
                case NONE -> missing++;
                case NAN -> nan++;
                case POSITIVE_INFINITY -> positiveInfinity++;
                case NEGATIVE_INFINITY -> negativeInfinity++;
                case MALFORMED -> malformed++;
                case FINITE -> throw new AssertionError(code);
            }
        }
        classes.increment(ValueScanner.classIndex(code));
    }

    private void addFinite(double value) {
        if (waiting == values.length) {
            countWaiting();
            values = values.length == 0 ? new double[MOST_WAITING] : values;
        }
        values[waiting++] = value;
    }

    private void countWaiting() {
        if (waiting == 0) {
            return;
        }
        int count = waiting;
        waiting = 0;
        cells.incrementAll(edges, values, count);
        moments.addValues(values, count);
        double lowest = edges.edge(0);
        double highest = edges.edge(edges.size() - 1);
        for (int i = 0; i < count; i++) {
            double value = values[i];
            negative += value < 0 ? 1 : 0;
            if (value <= lowest) {
                belowRange = plus(belowRange, value);
            } else if (value > highest) {
                aboveRange = plus(aboveRange, value);
            }
        }
    }

    @Override
    public void addMissing() {
        missing++;
    }

    @Override
    public void addMalformed() {
        malformed++;
        classes.increment(ValueClass.STRING);
    }

    @Override
    public void merge(FeatureProfile other) {
        if (!(other instanceof NumericProfile that) || !that.edges.equals(edges)) {
            throw new IllegalArgumentException("only profiles over the same grid can be merged");
        }
        countWaiting();
        that.countWaiting();
        cells.addAll(that.cells);
        classes.addAll(that.classes);
        moments.addAll(that.moments);
        missing += that.missing;
        nan += that.nan;
        positiveInfinity += that.positiveInfinity;
        negativeInfinity += that.negativeInfinity;
        malformed += that.malformed;
        negative += that.negative;
        belowRange = plus(belowRange, that.belowRange);
        aboveRange = plus(aboveRange, that.aboveRange);
    }

    @Override
    public void clear() {
        waiting = 0;
        cells.clear();
        classes.clear();
        moments.clear();
        missing = 0;
        nan = 0;
        positiveInfinity = 0;
        negativeInfinity = 0;
        malformed = 0;
        negative = 0;
        belowRange = null;
        aboveRange = null;
    }

    @Override
    public long valid() {
        return moments.count() + waiting;
    }

    @Override
    public long missing() {
        return missing;
    }

    @Override
    public long malformed() {
        return malformed;
    }

    /** Returns the values that read as NaN. */
    public long nan() {
        return nan;
    }

    /** Returns the values that read as an infinity, or are too large for a double, of either sign. */
    public long infinite() {
        return positiveInfinity + negativeInfinity;
    }

    /** Returns the values that read as minus infinity, or are too large for a double with a minus. */
    public long negativeInfinite() {
        return negativeInfinity;
    }

    /** Returns the finite values below zero. */
    public long negative() {
        countWaiting();
        return negative;
    }

    @Override
    public long rows() {
        return valid() + missing + nan + infinite() + malformed;
    }

    @Override
    public ClassCounts classes() {
        return classes;
    }

    /** Returns the grid. */
    public GridEdges edges() {
        return edges;
    }

    /** Returns the counts by cell, ascending; the first is below the range, the last above it. */
    public long[] cellCounts() {
        countWaiting();
        return cells.toArray();
    }

    /** Returns the exact moments of the valid values; read only. */
    public Moments moments() {
        countWaiting();
        return moments;
    }

    /** Returns the exact sum of the values below the range, correctly rounded; 0 without any. */
    public double sumBelowRange() {
        countWaiting();
        return belowRange == null ? 0 : belowRange.round();
    }

    /** Returns the exact sum of the values above the range, correctly rounded; 0 without any. */
    public double sumAboveRange() {
        countWaiting();
        return aboveRange == null ? 0 : aboveRange.round();
    }

    @Override
    public void writeTo(CanonicalOutput out) {
        countWaiting();
        StoredMoments.write(moments, out);
        out.putVarint(missing).putVarint(nan).putVarint(positiveInfinity).putVarint(negativeInfinity);
        out.putVarint(malformed).putVarint(negative);
        classes.writeTo(out);
        StoredMoments.writeSum(belowRange, out);
        StoredMoments.writeSum(aboveRange, out);
        StoredCounts.write(
                new StoredCounts.Source() {
                    @Override
                    public int length() {
                        return cells.cells();
                    }

                    @Override
                    public long get(int index) {
                        return cells.get(index);
                    }
                },
                out);
    }

    /**
     * What a profile is made of when it does not come from rows but from counts, as in the baseline job.
     *
     * @param cells counts by cell, ascending
     * @param moments exact moments of the same values
     * @param classes spellings of all present values
     * @param missing rows without a value
     * @param nan values that read as NaN
     * @param positiveInfinity values that read as +infinity
     * @param negativeInfinity values that read as -infinity
     * @param malformed texts that are no number
     * @param negative valid values below zero
     */
    public record Parts(
            CellCounts cells,
            Moments moments,
            ClassCounts classes,
            long missing,
            long nan,
            long positiveInfinity,
            long negativeInfinity,
            long malformed,
            long negative) {}

    /** Returns a profile over these edges made from counts; no value may lie outside the range of the edges. */
    public static NumericProfile ofParts(GridEdges edges, Parts parts) {
        NumericProfile profile = new NumericProfile(edges, parts.moments());
        profile.cells.addAll(parts.cells());
        if (profile.cells.total() != parts.moments().count()) {
            throw new IllegalArgumentException("cells hold " + profile.cells.total() + " values, moments "
                    + parts.moments().count());
        }
        profile.classes.addAll(parts.classes());
        profile.missing = parts.missing();
        profile.nan = parts.nan();
        profile.positiveInfinity = parts.positiveInfinity();
        profile.negativeInfinity = parts.negativeInfinity();
        profile.malformed = parts.malformed();
        profile.negative = parts.negative();
        return profile;
    }

    /** Reads what {@link #writeTo} wrote over the same edges. */
    public static NumericProfile readFrom(CanonicalInput in, GridEdges edges) {
        NumericProfile read = new NumericProfile(edges, StoredMoments.read(in));
        read.missing = in.getCount();
        read.nan = in.getCount();
        read.positiveInfinity = in.getCount();
        read.negativeInfinity = in.getCount();
        read.malformed = in.getCount();
        read.negative = in.getCount();
        read.classes.readFrom(in);
        read.belowRange = StoredMoments.readSum(in);
        read.aboveRange = StoredMoments.readSum(in);
        StoredCounts.read(in, edges.cells(), read.cells::add);
        return read;
    }

    private static ExactSum plus(@Nullable ExactSum sum, double value) {
        ExactSum grown = sum == null ? new ExactSum() : sum;
        grown.add(value);
        return grown;
    }

    private static @Nullable ExactSum plus(@Nullable ExactSum sum, @Nullable ExactSum more) {
        if (more == null) {
            return sum;
        }
        ExactSum grown = sum == null ? new ExactSum() : sum;
        grown.addAll(more);
        return grown;
    }
}
