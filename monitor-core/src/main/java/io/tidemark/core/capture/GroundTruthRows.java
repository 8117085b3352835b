package io.tidemark.core.capture;

/**
 * Finds the label in each row of a payload of labels: the only field of the row, else the one that the label attribute
 * counts, else the one that is called label. A JSON array of several values alone is a row for each.
 */
final class GroundTruthRows {
    private static final String LABEL_NAME = "label";
    private static final int NONE = -1;

    private final Fault fault;
    private final int column;

    GroundTruthRows(CaptureAttributes attributes, Fault fault) {
        this.fault = fault;
        String label = attributes.label();
        this.column = label.isEmpty()
                ? NONE
                : AttributePath.of("label attribute", label).column();
    }

    /** Adds the label of each row; false after noting a fault. */
    boolean take(FieldTable rows, GroundTruthFields into) {
        boolean isList = rows.rows() == 1 && !rows.named() && rows.fields() > 1 && rows.kind(0) != FieldKind.CSV_TEXT;
        int labels = isList ? rows.fields() : rows.rows();
        for (int i = 0; i < labels; i++) {
            int field = isList ? i : labelField(rows, i);
            if (field == NONE) {
                return fault.set(
                        "a row of groundTruthData holds several fields, and none is known to be the label", -1);
            }
            FieldKind kind = rows.kind(field);
            if (kind == FieldKind.JSON_NESTED) {
                return fault.set("a label is an object or array", -1);
            }
            into.values().add(kind == FieldKind.JSON_NULL ? "" : rows.text(field));
        }
        return true;
    }

    private int labelField(FieldTable rows, int row) {
        int first = rows.firstField(row);
        int end = rows.endField(row);
        if (end - first == 1) {
            return first;
        }
        if (column != NONE) {
            return first + column < end ? first + column : NONE;
        }
        for (int field = first; rows.named() && field < end; field++) {
            if (rows.name(field).equals(LABEL_NAME)) {
                return field;
            }
        }
        return NONE;
    }
}
