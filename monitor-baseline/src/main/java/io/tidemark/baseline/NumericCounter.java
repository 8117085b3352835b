package io.tidemark.baseline;

import io.tidemark.core.feature.Numeric;
import io.tidemark.core.feature.ValueClass;
import io.tidemark.core.feature.ValueScanner;
import io.tidemark.core.profile.NumericProfile;
import io.tidemark.stats.distribution.CellCounts;
import io.tidemark.stats.distribution.GridEdges;
import io.tidemark.stats.summary.Moments;
import org.jspecify.annotations.Nullable;

/**
 * Counts of a column of numbers: by value as long as there are at most G distinct ones, then on the edges that the sample
 * gave. Both forms hold exact counts, so a counter may change its form at any moment and the merged result is the same.
 *
 * <p>Memory: at most 32 KiB by value, then some 8 KiB of cells.
 */
final class NumericCounter extends ColumnCounter {
    private static final int PENDING = 512;

    private final GridEdges edges;
    private final int maxDistinct;
    private final Readings readings = new Readings();
    private final ValueScanner scanner = new ValueScanner();

    /** Values wait here until they are many: a column's tables then stay in the cache while they are used. */
    private final double[] pending = new double[PENDING];

    private int pendingSize;
    private @Nullable NumberListener listener;

    private @Nullable ValueCounts values = new ValueCounts();
    private CellCounts cells = new CellCounts(1);
    private Moments moments = new Moments();
    private long negative;
    private long lowest;
    private boolean fractions;

    /**
     * @param edges for a column of many distinct values, from the sample
     * @param maxDistinct G: values up to which each is counted by itself
     * @param many whether the sample had more
     */
    NumericCounter(GridEdges edges, int maxDistinct, boolean many) {
        this.edges = edges;
        this.maxDistinct = maxDistinct;
        if (many) {
            values = null;
            cells = new CellCounts(edges.cells());
        }
    }

    /** Has the finite values told to a listener too, in their order. */
    void tell(NumberListener who) {
        listener = who;
    }

    @Override
    boolean add(byte[] text, int from, int to) {
        int code = scanner.scan(text, from, to);
        readings.increment(code);
        if (ValueScanner.isFinite(code)) {
            addFinite(scanner.value(), code);
            return true;
        }
        return ValueScanner.numericIndex(code) != Numeric.MALFORMED.index();
    }

    @Override
    double lastNumber() {
        return scanner.value();
    }

    private void addFinite(double value, int code) {
        pending[pendingSize++] = value;
        if (pendingSize == pending.length) {
            countPending();
        }
        // Spellings such as ".5" are texts to the services, so their class does not tell a fraction.
        if (ValueScanner.classIndex(code) == ValueClass.STRING.index() && value != Math.rint(value)) {
            fractions = true;
        }
    }

    private void countPending() {
        if (listener != null) {
            listener.numbers(pending, pendingSize);
        }
        if (values != null) {
            countByValue();
        } else {
            cells.incrementAll(edges, pending, pendingSize);
            moments.addValues(pending, pendingSize);
            for (int i = 0; i < pendingSize; i++) {
                negative += pending[i] < 0 ? 1 : 0;
                lowest += pending[i] == -Double.MAX_VALUE ? 1 : 0;
            }
        }
        pendingSize = 0;
    }

    private void countByValue() {
        for (int i = 0; i < pendingSize; i++) {
            ValueCounts byValue = values;
            if (byValue == null) {
                addToCell(pending[i], 1);
                moments.add(pending[i]);
            } else {
                byValue.add(pending[i], 1);
                if (byValue.distinct() > maxDistinct) {
                    spreadOverCells(byValue);
                }
            }
        }
    }

    private void addToCell(double value, long n) {
        cells.add(edges.cellOf(value), n);
        if (value < 0) {
            negative += n;
            lowest += value == -Double.MAX_VALUE ? n : 0;
        }
    }

    private void spreadOverCells(ValueCounts byValue) {
        cells = new CellCounts(edges.cells());
        byValue.forEach(this::addToCell);
        moments = byValue.moments();
        values = null;
    }

    @Override
    void mergeCounts(ColumnCounter other) {
        NumericCounter that = (NumericCounter) other;
        countPending();
        that.countPending();
        readings.addAll(that.readings);
        fractions |= that.fractions;
        if (values != null && that.values != null) {
            that.values.forEach(values::add);
            if (values.distinct() > maxDistinct) {
                spreadOverCells(values);
            }
            return;
        }
        if (values != null) {
            spreadOverCells(values);
        }
        if (that.values != null) {
            that.spreadOverCells(that.values);
        }
        cells.addAll(that.cells);
        moments.addAll(that.moments);
        negative += that.negative;
        lowest += that.lowest;
    }

    @Override
    Readings readings() {
        return readings;
    }

    @Override
    ColumnCounts counts() {
        countPending();
        Moments all = values == null ? moments : values.moments();
        return new ColumnCounts(readings.total(), readings.classes(), all, null);
    }

    /** Whether a value is written as a fraction or is one. */
    boolean hasFractions() {
        return fractions || readings.of(ValueClass.FRACTIONAL) > 0;
    }

    /** The profile of everything counted, on its final edges; a grid around zero if there is no finite value. */
    NumericProfile profile() {
        countPending();
        if (values != null) {
            return values.distinct() == 0 ? onGrid(FinalGrid.withoutValues()) : byValue(values);
        }
        return onGrid(FinalGrid.of(edges, cells, moments, lowest));
    }

    private NumericProfile byValue(ValueCounts byValue) {
        GridEdges own = GridEdges.fromSorted(byValue.sorted(), maxDistinct);
        CellCounts counts = new CellCounts(own.cells());
        long[] below = {0};
        byValue.forEach((value, count) -> {
            counts.add(own.cellOf(value), count);
            below[0] += value < 0 ? count : 0;
        });
        moments = byValue.moments();
        negative = below[0];
        return onGrid(new FinalGrid(own, counts));
    }

    private NumericProfile onGrid(FinalGrid grid) {
        NumericProfile.Parts parts = new NumericProfile.Parts(
                grid.cells(),
                moments,
                readings.classes(),
                readings.missing(),
                readings.of(Numeric.NAN),
                readings.of(Numeric.POSITIVE_INFINITY),
                readings.of(Numeric.NEGATIVE_INFINITY),
                readings.of(Numeric.MALFORMED),
                negative);
        return NumericProfile.ofParts(grid.edges(), parts);
    }
}
