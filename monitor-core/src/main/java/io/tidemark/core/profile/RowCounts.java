package io.tidemark.core.profile;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;

/** Counters of whole records and rows of a window. Mutable; merge adds. */
public final class RowCounts {
    private long records;
    private long rows;
    private long extraColumnRows;
    private long missingColumnRows;

    /** Counts one captured record. */
    public void addRecord() {
        records++;
    }

    /** Counts one row; a row may lack columns, or have more than the baseline knows, or both. */
    public void addRow(boolean hasExtraColumn, boolean hasMissingColumn) {
        rows++;
        extraColumnRows += hasExtraColumn ? 1 : 0;
        missingColumnRows += hasMissingColumn ? 1 : 0;
    }

    /** Returns the captured records. */
    public long records() {
        return records;
    }

    /** Returns the rows: at least one a record. */
    public long rows() {
        return rows;
    }

    /** Returns the rows with at least one column that the baseline does not know. */
    public long extraColumnRows() {
        return extraColumnRows;
    }

    /** Returns the rows in which at least one column of the baseline is absent. */
    public long missingColumnRows() {
        return missingColumnRows;
    }

    /** Adds the counts of another. */
    public void merge(RowCounts other) {
        records += other.records;
        rows += other.rows;
        extraColumnRows += other.extraColumnRows;
        missingColumnRows += other.missingColumnRows;
    }

    void clear() {
        records = 0;
        rows = 0;
        extraColumnRows = 0;
        missingColumnRows = 0;
    }

    void writeTo(CanonicalOutput out) {
        out.putVarint(records).putVarint(rows).putVarint(extraColumnRows).putVarint(missingColumnRows);
    }

    static RowCounts readFrom(CanonicalInput in) {
        RowCounts read = new RowCounts();
        read.records = in.getCount();
        read.rows = in.getCount();
        read.extraColumnRows = in.getCount();
        read.missingColumnRows = in.getCount();
        return read;
    }
}
