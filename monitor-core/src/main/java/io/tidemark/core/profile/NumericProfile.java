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
 */
public final class NumericProfile implements FeatureProfile {
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
        scanner.scan(text, from, to);
        switch (scanner.numeric()) {
            case FINITE -> addFinite(scanner.value());
            case NONE -> {
                missing++;
                return;
            }
            case NAN -> nan++;
            case POSITIVE_INFINITY -> positiveInfinity++;
            case NEGATIVE_INFINITY -> negativeInfinity++;
            case MALFORMED -> malformed++;
        }
        classes.increment(scanner.valueClass());
    }

    private void addFinite(double value) {
        int cell = edges.cellOf(value);
        cells.increment(cell);
        moments.add(value);
        if (value < 0) {
            negative++;
        }
        if (cell == 0) {
            belowRange = plus(belowRange, value);
        } else if (cell == edges.size()) {
            aboveRange = plus(aboveRange, value);
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
        return moments.count();
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

    /** Returns the finite values below zero. */
    public long negative() {
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
        return cells.toArray();
    }

    /** Returns the exact moments of the valid values; read only. */
    public Moments moments() {
        return moments;
    }

    /** Returns the exact sum of the values below the range, correctly rounded; 0 without any. */
    public double sumBelowRange() {
        return belowRange == null ? 0 : belowRange.round();
    }

    /** Returns the exact sum of the values above the range, correctly rounded; 0 without any. */
    public double sumAboveRange() {
        return aboveRange == null ? 0 : aboveRange.round();
    }

    @Override
    public void writeTo(CanonicalOutput out) {
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
