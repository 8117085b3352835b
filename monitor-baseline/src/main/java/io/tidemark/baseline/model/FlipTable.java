package io.tidemark.baseline.model;

import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.stats.fairness.FlipTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Rows for the flip test, in the order of the table, while they are few. */
final class FlipTable {
    /** Most rows: the test compares each row of a facet with each of the rest. */
    static final int MOST_ROWS = 10_000;

    private final int[] columns;
    private final List<Row> rows = new ArrayList<>();
    private boolean isFull;

    @SuppressWarnings("ArrayRecordComponent") // Never compared as a record.
    private record Row(double[] features, boolean isPositive, long facets) {}

    FlipTable(int width, Set<Integer> left) {
        this.columns = IntStream.range(0, width).filter(i -> !left.contains(i)).toArray();
    }

    void add(List<String> row, boolean isPositive, long facets, Set<String> missing) {
        if (rows.size() == MOST_ROWS) {
            isFull = true;
            rows.clear();
        }
        if (isFull) {
            return;
        }
        double[] features = new double[columns.length];
        for (int i = 0; i < features.length; i++) {
            features[i] = Cells.feature(Cells.text(row.get(columns[i]), missing));
        }
        rows.add(new Row(features, isPositive, facets));
    }

    boolean isFull() {
        return isFull;
    }

    /** The figure of a facet from all columns but its own; empty if there are too many rows. */
    Optional<BiasValue> of(int facet, int column) {
        if (isFull) {
            return Optional.empty();
        }
        int[] used = IntStream.range(0, columns.length)
                .filter(i -> columns[i] != column)
                .toArray();
        return Optional.of(FlipTest.of(side(facet, true, used), side(facet, false, used)));
    }

    private FlipTest.Rows side(int facet, boolean isIn, int[] used) {
        List<Row> side = rows.stream()
                .filter(row -> (row.facets >>> facet & 1) == (isIn ? 1 : 0))
                .toList();
        double[][] features = new double[side.size()][];
        boolean[] predictions = new boolean[side.size()];
        for (int i = 0; i < features.length; i++) {
            double[] all = side.get(i).features;
            features[i] = IntStream.of(used).mapToDouble(j -> all[j]).toArray();
            predictions[i] = side.get(i).isPositive;
        }
        return new FlipTest.Rows(features, predictions);
    }
}
