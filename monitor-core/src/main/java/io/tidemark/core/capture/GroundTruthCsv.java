package io.tidemark.core.capture;

import java.util.Arrays;
import java.util.Locale;

/**
 * Reads labels that are rows of a CSV file: {@code inferenceId,label[,labelTime]}, or other columns by the header of the
 * file, among them {@code endpoint} and {@code retracted}.
 */
final class GroundTruthCsv {
    private static final String ID = "inferenceid";
    private static final String EVENT_ID = "eventid";
    private static final String LABEL = "label";
    private static final int ABSENT = -1;

    private final Fault fault;
    private final CsvRows csv;
    private final FieldTable row = new FieldTable();
    private boolean hasHeader;
    private int id = 0;
    private int label = 1;
    private int labelTime = 2;
    private int endpoint = ABSENT;
    private int retracted = ABSENT;

    GroundTruthCsv(CaptureLimits limits, Fault fault) {
        this.fault = fault;
        this.csv = new CsvRows(limits, fault);
    }

    /** Takes a line as the header of those that follow; false, and nothing changes, if it names no id and label. */
    boolean readHeader(byte[] bytes, int from, int to) {
        if (!readRow(bytes, from, to)) {
            return false;
        }
        int idAt = Math.max(place(ID), place(EVENT_ID));
        if (idAt == ABSENT || place(LABEL) == ABSENT) {
            return false;
        }
        hasHeader = true;
        id = idAt;
        label = place(LABEL);
        labelTime = place("labeltime");
        endpoint = place("endpoint");
        retracted = place("retracted");
        return true;
    }

    /** Reads one row; false after noting a fault. */
    boolean read(byte[] bytes, int from, int to, GroundTruthFields into) {
        if (!readRow(bytes, from, to)) {
            return false;
        }
        boolean isWhole = hasHeader ? row.fields() > Math.max(id, label) : row.fields() == 2 || row.fields() == 3;
        if (!isWhole) {
            return fault.set("a row of " + row.fields() + " fields, not of inferenceId,label[,labelTime]", -1);
        }
        into.setJoinId(field(id));
        into.setLabelTime(field(labelTime));
        into.setEndpoint(field(endpoint));
        into.values().add(field(label));
        String flag = field(retracted).strip().toLowerCase(Locale.ROOT);
        into.setRetracted(flag.equals("true") || flag.equals("1"));
        return into.isRetracted()
                || flag.isEmpty()
                || flag.equals("false")
                || flag.equals("0")
                || fault.set("retracted is no boolean", -1);
    }

    /** Works on a copy, because a quoted field is rewritten where it stands. */
    private boolean readRow(byte[] bytes, int from, int to) {
        byte[] copy = Arrays.copyOfRange(bytes, from, to);
        int start = startsWithMark(copy) ? 3 : 0;
        row.reset(copy);
        return csv.read(copy, start, copy.length, row)
                && (row.rows() == 1 || fault.set("not one row but " + row.rows(), -1));
    }

    private static boolean startsWithMark(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    }

    private int place(String name) {
        for (int i = 0; i < row.fields(); i++) {
            if (row.text(i).strip().replace("_", "").toLowerCase(Locale.ROOT).equals(name)) {
                return i;
            }
        }
        return ABSENT;
    }

    private String field(int column) {
        return column == ABSENT || column >= row.fields() ? "" : row.text(column);
    }
}
