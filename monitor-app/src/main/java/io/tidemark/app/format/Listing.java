package io.tidemark.app.format;

import java.util.ArrayList;
import java.util.List;

/** Rows under columns, in the order in which they are to be shown: worst first where there is a worse and a better. */
public final class Listing {
    private final List<Column> columns;
    private final List<List<Cell>> rows = new ArrayList<>();

    private Listing(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /** A listing without rows. */
    public static Listing of(Column... columns) {
        return new Listing(List.of(columns));
    }

    /** Adds a row with as many cells as there are columns. */
    public Listing add(Cell... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException("cells = " + cells.length + ", columns = " + columns.size());
        }
        rows.add(List.of(cells));
        return this;
    }

    /** The columns. */
    public List<Column> columns() {
        return columns;
    }

    /** The rows, each with one cell per column. */
    public List<List<Cell>> rows() {
        return List.copyOf(rows);
    }
}
