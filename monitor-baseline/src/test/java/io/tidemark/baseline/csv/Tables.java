package io.tidemark.baseline.csv;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads whole tables into memory, by the reader under test and by another. */
final class Tables {
    private Tables() {}

    /** A row as text with the line where it starts. */
    record Row(long line, List<String> fields) {}

    static CsvRows open(byte[] table, CsvFormat format, int bufferBytes) {
        return new CsvRows(
                new ByteArrayInputStream(table),
                "t.csv",
                format,
                new CsvRows.Part(0, Long.MAX_VALUE, () -> 0, bufferBytes));
    }

    static CsvRows open(String table) {
        return open(table.getBytes(StandardCharsets.UTF_8), CsvFormat.rfc4180(), 64);
    }

    /** Header and rows of a table, the header first. */
    static List<Row> all(CsvRows rows) {
        List<Row> all = new ArrayList<>();
        CsvHeader header = rows.readHeader();
        all.add(new Row(header.line(), header.names()));
        all.addAll(rest(rows));
        return all;
    }

    /** The rows that are left in a reader. */
    static List<Row> rest(CsvRows rows) {
        List<Row> rest = new ArrayList<>();
        while (rows.next()) {
            rest.add(new Row(rows.line(), fieldsOf(rows)));
        }
        return rest;
    }

    static List<String> fieldsOf(CsvRows rows) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < rows.fields(); i++) {
            fields.add(rows.text(i));
        }
        return fields;
    }

    /** What FastCSV 4.4 reads; lines without a byte count as rows for tables of one column only. */
    static List<Row> byFastCsv(String table, char delimiter, boolean skipEmptyLines) {
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(skipEmptyLines)
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(table)
                .stream()
                .map(Tables::row)
                .toList();
    }

    private static Row row(CsvRecord csvRecord) {
        return new Row(csvRecord.getStartingLineNumber(), csvRecord.getFields());
    }
}
