package io.tidemark.baseline;

import io.tidemark.baseline.csv.CsvRows;

/** Counts the rows that one thread reads. */
final class CountingVisitor implements PartWorkers.Visitor {
    private final ColumnCounter[] counters;
    private final int[] indexes;
    private final MissingMarkers markers;

    /** Columns at these indexes of the table are counted by the counters in the same order. */
    CountingVisitor(ColumnCounter[] counters, int[] indexes, MissingMarkers markers) {
        this.counters = counters;
        this.indexes = indexes;
        this.markers = markers;
    }

    ColumnCounter[] counters() {
        return counters;
    }

    @Override
    public void visit(CsvRows rows, int file) {
        byte[] text = rows.bytes();
        for (int i = 0; i < counters.length; i++) {
            int from = rows.from(indexes[i]);
            int to = rows.to(indexes[i]);
            boolean counted = counters[i].add(text, from, markers.matches(text, from, to) ? from : to);
            if (!counted) {
                counters[i].noteMalformed(rows, file);
            }
        }
    }
}
