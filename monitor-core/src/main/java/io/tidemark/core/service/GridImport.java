package io.tidemark.core.service;

import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.feature.ValueClass;
import io.tidemark.core.profile.ClassCounts;
import io.tidemark.core.profile.NumericProfile;
import io.tidemark.stats.distribution.CellCounts;
import io.tidemark.stats.distribution.GridEdges;
import io.tidemark.stats.sketch.EqualWidthBuckets.Bucket;
import io.tidemark.stats.sketch.RankedItems;
import io.tidemark.stats.summary.ExactSum;
import io.tidemark.stats.summary.Moments;
import java.util.Arrays;
import java.util.TreeSet;

/** Makes the grid and the counts of a numeric column from its statistics. */
final class GridImport {
    /** How many values edges are chosen from; heavier sketches are thinned to about as many. */
    private static final int MOST_VALUES = 200_000;

    private GridImport() {}

    /** From the sketch, or where a file has none from the ten buckets. */
    static NumericProfile profile(ColumnStatistics.Numeric column, int cells) {
        ColumnStatistics.Figures figures = column.moments();
        RankedItems items = column.sketch() == null
                ? RankedItems.of(upperBounds(column), counts(column))
                : column.sketch().ranked();
        if (items.count() > column.present()) {
            throw new IllegalArgumentException(
                    "the distribution holds " + items.count() + " values, num_present is " + column.present());
        }
        if (items.count() > 0 && !(figures.min() <= items.item(0) && items.item(items.size() - 1) <= figures.max())) {
            throw new IllegalArgumentException("the distribution reaches from " + items.item(0) + " to "
                    + items.item(items.size() - 1) + ", min is " + figures.min() + ", max is " + figures.max());
        }
        GridEdges edges = items.count() == 0 ? GridEdges.of(new double[] {0}) : edges(column, items, cells);
        CellCounts counts = new CellCounts(edges.cells());
        for (int i = 0; i < items.size(); i++) {
            counts.add(edges.cellOf(items.item(i)), items.weight(i));
        }
        return NumericProfile.ofParts(edges, parts(column, items, counts));
    }

    private static NumericProfile.Parts parts(ColumnStatistics.Numeric column, RankedItems items, CellCounts counts) {
        ClassCounts classes = new ClassCounts();
        classes.add(
                column.type() == FeatureType.INTEGRAL ? ValueClass.INTEGRAL : ValueClass.FRACTIONAL, column.present());
        long values = items.count();
        return new NumericProfile.Parts(
                counts,
                moments(column.moments(), values),
                classes,
                column.missing(),
                0,
                0,
                0,
                column.present() - values,
                items.rankBelow(0));
    }

    private static Moments moments(ColumnStatistics.Figures figures, long count) {
        ExactSum sum = new ExactSum();
        ExactSum squares = new ExactSum();
        if (count > 0) {
            sum.add(figures.sum());
            double sd = figures.standardDeviation();
            squares.add(count * (sd * sd + figures.mean() * figures.mean()));
        }
        return Moments.ofStored(count, 0, figures.min(), figures.max(), new Moments.Sums(sum, squares));
    }

    /** The grid that the file was exported from, else one that is chosen from the items. */
    private static GridEdges edges(ColumnStatistics.Numeric column, RankedItems items, int cells) {
        GridEdges grid = column.grid();
        if (grid == null) {
            return edges(items, column.moments(), cells);
        }
        if (!(grid.edge(0) <= column.moments().min() && column.moments().max() <= grid.edge(grid.size() - 1))) {
            throw new IllegalArgumentException("the grid reaches from " + grid.edge(0) + " to "
                    + grid.edge(grid.size() - 1) + ", min is "
                    + column.moments().min() + ", max is "
                    + column.moments().max());
        }
        return grid;
    }

    /** The edges of the items by weight, and those of the true minimum and maximum, which a sketch may have dropped. */
    private static GridEdges edges(RankedItems items, ColumnStatistics.Figures figures, int cells) {
        GridEdges chosen = GridEdges.fromSorted(values(items), cells);
        TreeSet<Double> edges = new TreeSet<>();
        for (double edge : chosen.toArray()) {
            edges.add(edge);
        }
        double belowMin = Math.nextDown(figures.min());
        edges.add((belowMin == Double.NEGATIVE_INFINITY ? figures.min() : belowMin) + 0.0);
        edges.add(figures.max() + 0.0);
        return GridEdges.of(edges.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static double[] values(RankedItems items) {
        double thinning = Math.max(1, items.count() / (double) MOST_VALUES);
        double[] values = new double[0];
        int size = 0;
        for (int i = 0; i < items.size(); i++) {
            int copies = (int) Math.max(1, Math.round(items.weight(i) / thinning));
            if (size + copies > values.length) {
                values = Arrays.copyOf(values, 2 * (size + copies));
            }
            Arrays.fill(values, size, size + copies, items.item(i));
            size += copies;
        }
        return Arrays.copyOf(values, size);
    }

    private static double[] upperBounds(ColumnStatistics.Numeric column) {
        return column.buckets().stream().mapToDouble(Bucket::upper).toArray();
    }

    private static long[] counts(ColumnStatistics.Numeric column) {
        if (column.buckets().isEmpty() && !Double.isNaN(column.moments().mean())) {
            throw new IllegalArgumentException("there is neither a sketch nor buckets to make a grid from");
        }
        return column.buckets().stream().mapToLong(Bucket::count).toArray();
    }
}
