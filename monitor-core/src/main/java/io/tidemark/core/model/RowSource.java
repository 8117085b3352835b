package io.tidemark.core.model;

import io.tidemark.core.capture.CapturedRecord;
import io.tidemark.core.capture.FieldKind;
import io.tidemark.core.capture.FieldTable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where a row's fields stand: in a captured record, or in a table with a header. Scratch that moves from row to row. */
sealed interface RowSource {
    /** Moves to a field, if the row has it; whether it does. */
    boolean find(RowFields.Wanted wanted, RowFields into);

    /** A row of a captured record. */
    final class Captured implements RowSource {
        private static final int NOT_FOUND = -1;

        private final CapturedRecord record;
        private final int row;

        Captured(CapturedRecord record, int row) {
            this.record = record;
            this.row = row;
        }

        /**
         * A field of the response is looked for there, then by name in the request; one of the request the other way
         * round, because batch jobs copy the input into the output.
         */
        @Override
        public boolean find(RowFields.Wanted wanted, RowFields into) {
            FieldTable own = wanted.isOfResponse() ? record.output() : record.input();
            FieldTable other = wanted.isOfResponse() ? record.input() : record.output();
            return find(own, wanted, into)
                    || (other.named() && find(other, wanted, into))
                    || (wanted.isScoreList() && findScoreList(into));
        }

        private boolean findScoreList(RowFields into) {
            FieldTable lists = record.scoreLists();
            if (row >= lists.rows() || lists.firstField(row) == lists.endField(row)) {
                return false;
            }
            int field = lists.firstField(row);
            into.moveTo(lists.bytes(), lists.from(field), lists.to(field), lists.kind(field));
            return true;
        }

        private boolean find(FieldTable table, RowFields.Wanted wanted, RowFields into) {
            int field = fieldOf(table, wanted);
            if (field == NOT_FOUND) {
                return false;
            }
            into.moveTo(table.bytes(), table.from(field), table.to(field), table.kind(field));
            return true;
        }

        private int fieldOf(FieldTable table, RowFields.Wanted wanted) {
            if (row >= table.rows()) {
                return NOT_FOUND;
            }
            int first = table.firstField(row);
            int end = table.endField(row);
            if (!table.named()) {
                int position = wanted.positionAmong(end - first);
                return position >= 0 && position < end - first ? first + position : NOT_FOUND;
            }
            return wanted.hasName() ? named(table, wanted.name(), first, end) : NOT_FOUND;
        }

        /** The last of that name, which is also the one that the data's profile counts. */
        private static int named(FieldTable table, byte[] name, int first, int end) {
            int found = NOT_FOUND;
            for (int field = first; field < end; field++) {
                if (Arrays.equals(table.bytes(), table.nameFrom(field), table.nameTo(field), name, 0, name.length)) {
                    found = field;
                }
            }
            return found;
        }
    }

    /** Rows of a table, whose columns are named by its header. */
    final class Table implements RowSource {
        private final Map<String, Integer> columns = new HashMap<>();
        private List<String> row = List.of();

        Table(List<String> header) {
            for (int i = 0; i < header.size(); i++) {
                if (columns.put(header.get(i), i) != null) {
                    throw new IllegalArgumentException("column '" + header.get(i) + "' stands twice in the header");
                }
            }
        }

        void moveTo(List<String> values) {
            row = values;
        }

        /** The column of a field; negative if the header does not have it. */
        int columnOf(FieldRef field) {
            int otherwise = field.name().isEmpty() && field.position() < columns.size() ? field.position() : -1;
            return columns.getOrDefault(field.name(), otherwise);
        }

        @Override
        public boolean find(RowFields.Wanted wanted, RowFields into) {
            int column = wanted.hasName() ? columns.getOrDefault(wanted.text(), -1) : wanted.positionAmong(0);
            if (column < 0 || column >= row.size()) {
                return false;
            }
            byte[] text = row.get(column).getBytes(StandardCharsets.UTF_8);
            into.moveTo(text, 0, text.length, FieldKind.CSV_TEXT);
            return true;
        }
    }
}
