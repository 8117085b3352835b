package io.tidemark.core.model;

import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.stats.fairness.FlipTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The rows of a reference that the flip test needs, while they are few. Rows are put in the order of their contents, so
 * that of equally distant neighbours the same ones count whatever the order of rows was.
 */
final class FlipRows {
    /** Most rows: the test compares each row of facet d with each of a. */
    static final int MOST_ROWS = 10_000;

    private static final double MOST_COMPARISONS = 2e9;

    private final List<String> columns;
    private final List<Row> rows = new ArrayList<>();
    private boolean isFull;

    /** A row with the numbers that are compared. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared as a record.
    record Row(double[] features, boolean isPositive, long facets) {
        int compareTo(Row other) {
            int byFeatures = Arrays.compare(features, other.features);
            return byFeatures != 0 ? byFeatures : Boolean.compare(isPositive, other.isPositive);
        }
    }

    FlipRows(List<String> columns) {
        this.columns = List.copyOf(columns);
    }

    void add(double[] features, boolean isPositive, long facets) {
        if (features.length != columns.size()) {
            throw new IllegalArgumentException("features = " + features.length + ", columns = " + columns.size());
        }
        if (rows.size() == MOST_ROWS) {
            isFull = true;
            rows.clear();
        }
        if (!isFull) {
            rows.add(new Row(features.clone(), isPositive, facets));
        }
    }

    /** The figure of a facet, from all columns but the facet's own; empty if there are too many rows or no columns. */
    Optional<BiasValue> of(int facet, String facetColumn) {
        int[] used = without(columns, facetColumn);
        List<Row> disadvantaged = new ArrayList<>();
        List<Row> advantaged = new ArrayList<>();
        for (Row row : rows) {
            boolean isIn = (row.facets >>> (2 * facet) & 3) == Facet.DISADVANTAGED;
            (isIn ? disadvantaged : advantaged).add(row);
        }
        double comparisons = (double) disadvantaged.size() * advantaged.size() * used.length;
        if (isFull || used.length == 0 || comparisons > MOST_COMPARISONS) {
            return Optional.empty();
        }
        return Optional.of(FlipTest.of(side(disadvantaged, used), side(advantaged, used)));
    }

    private static FlipTest.Rows side(List<Row> rows, int[] used) {
        return inOrder(rows.stream()
                .map(row -> new Row(only(row.features, used), row.isPositive, row.facets))
                .toList());
    }

    /** Rows in the order of their contents. */
    static FlipTest.Rows inOrder(List<Row> rows) {
        List<Row> sorted = rows.stream().sorted(Row::compareTo).toList();
        double[][] features = sorted.stream().map(Row::features).toArray(double[][]::new);
        boolean[] predictions = new boolean[features.length];
        for (int i = 0; i < predictions.length; i++) {
            predictions[i] = sorted.get(i).isPositive;
        }
        return new FlipTest.Rows(features, predictions);
    }

    /** The places of all columns but a facet's own. */
    static int[] without(List<String> columns, String facetColumn) {
        return IntStream.range(0, columns.size())
                .filter(i -> !columns.get(i).equals(facetColumn))
                .toArray();
    }

    static double[] only(double[] features, int[] used) {
        return IntStream.of(used).mapToDouble(i -> features[i]).toArray();
    }
}
