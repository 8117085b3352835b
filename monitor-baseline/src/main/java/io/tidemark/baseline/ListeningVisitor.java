package io.tidemark.baseline;

import io.tidemark.baseline.csv.CsvRows;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts one thread's share of the columns of all rows, and tells their values to who listens. */
final class ListeningVisitor implements PartWorkers.Visitor {
    private final List<Share> shares = new ArrayList<>();
    private final MissingMarkers markers;

    ListeningVisitor(MissingMarkers markers) {
        this.markers = markers;
    }

    /** A column of the share. */
    private record Share(
            int index, ColumnCounter counter, @Nullable ColumnListener listener) {}

    /** Takes a column of the table into the share. */
    void take(int index, ColumnCounter counter, @Nullable ColumnListener listener) {
        NumberListener numbers = listener == null ? null : listener.numbers();
        if (numbers != null && counter instanceof NumericCounter numeric) {
            numeric.tell(numbers);
            shares.add(new Share(index, counter, null));
        } else {
            shares.add(new Share(index, counter, listener));
        }
    }

    @Override
    public void visit(CsvRows rows, int file) {
        byte[] text = rows.bytes();
        for (int i = 0; i < shares.size(); i++) {
            Share share = shares.get(i);
            int from = rows.from(share.index);
            int end = rows.to(share.index);
            int to = markers.matches(text, from, end) ? from : end;
            if (!share.counter.add(text, from, to)) {
                share.counter.noteMalformed(rows, file);
            }
            if (share.listener != null) {
                share.listener.value(text, from, to, share.counter.lastNumber());
            }
        }
    }
}
