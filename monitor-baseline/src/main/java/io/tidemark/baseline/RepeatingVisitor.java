package io.tidemark.baseline;

import io.tidemark.baseline.csv.CsvRows;
import java.util.ArrayList;
import java.util.List;

/** Tells the values of some columns that are counted already to those who want to see them once more. */
final class RepeatingVisitor implements PartWorkers.Visitor {
    private final List<Share> shares = new ArrayList<>();
    private final MissingMarkers markers;

    RepeatingVisitor(MissingMarkers markers) {
        this.markers = markers;
    }

    private record Share(int index, ColumnListener listener) {}

    /** Takes a column of the table into the share. */
    void take(int index, ColumnListener listener) {
        shares.add(new Share(index, listener));
    }

    @Override
    public void visit(CsvRows rows, int file) {
        byte[] text = rows.bytes();
        for (Share share : shares) {
            int from = rows.from(share.index);
            int end = rows.to(share.index);
            share.listener.value(text, from, markers.matches(text, from, end) ? from : end, Double.NaN);
        }
    }
}
