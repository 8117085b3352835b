package io.tidemark.core.service;

import io.tidemark.core.capture.FieldKind;
import io.tidemark.core.capture.FieldTable;
import io.tidemark.core.feature.ValueScanner;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the rows of a window or a table in order and says what the service would: its statistics depend on the order of
 * rows, so two profiles cannot be added.
 *
 * <p>Columns are bound as the service binds them: CSV fields by position, those of the response before those of the
 * request; JSON fields by name. A field beyond the expected ones is a further column, named {@code _c} and its position
 * as Spark names it. A name that response and request both have counts once, as in the response.
 *
 * <p>Memory: per numeric column a sketch, at most 46 KB; per column up to 120 texts, of whatever length, or twice what the
 * baseline knows. At
 * most {@link #FURTHER_COLUMNS} further columns are profiled, and later ones left out. Mutable, not thread-safe.
 */
public final class ServiceProfile {
    /** How many columns beyond the expected ones are profiled. */
    public static final int FURTHER_COLUMNS = 1_000;

    private final List<ColumnProfile> columns = new ArrayList<>();
    private final Map<String, Integer> byName = new HashMap<>();
    private final int expected;
    private final byte[][] missingMarkers;
    private final ValueScanner scanner = new ValueScanner();
    private long rows;
    private long textBytes;
    private int mostFields;

    private ServiceProfile(List<ColumnProfile> expectedColumns, List<String> missingMarkers) {
        this.missingMarkers = missingMarkers.stream()
                .map(marker -> marker.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        expectedColumns.forEach(this::append);
        this.expected = columns.size();
    }

    /**
     * Returns an empty profile that expects these columns.
     *
     * @param names the expected columns in order, distinct
     * @param missingMarkers texts that stand for a missing value beside the empty one; the service knows none
     */
    public static ServiceProfile ofColumns(List<String> names, List<String> missingMarkers) {
        return new ServiceProfile(
                names.stream()
                        .map(name -> new ColumnProfile(name, List.of(), List.of()))
                        .toList(),
                missingMarkers);
    }

    /** Returns an empty profile of data that will be checked against a baseline. */
    public static ServiceProfile against(ServiceBaseline baseline) {
        return new ServiceProfile(baseline.newColumns(), baseline.missingMarkers());
    }

    /**
     * Adds the rows of a captured record.
     *
     * @param response the response's fields, or null if it was not captured or is not looked at
     * @param request the request's fields, with as many rows
     */
    public void addRecord(@Nullable FieldTable response, FieldTable request) {
        for (int row = 0; row < request.rows(); row++) {
            int fields = 0;
            if (response != null && row < response.rows()) {
                fields = addFields(response, row, 0);
            }
            fields = addFields(request, row, fields);
            endRow(fields);
        }
    }

    /** Adds the value of a column of the row under construction; the empty text is missing. */
    public void add(int column, byte[] text, int from, int to) {
        ColumnProfile profile = columns.get(column);
        if (isMissing(text, from, to)) {
            profile.addMissing();
        } else {
            long before = profile.textBytes();
            profile.add(text, from, to, scanner);
            textBytes += profile.textBytes() - before;
        }
    }

    /** Ends a row that was added value by value. */
    public void endRow() {
        endRow(expected);
    }

    /** Returns how many columns there are, further ones included. */
    public int columns() {
        return columns.size();
    }

    /** Returns about how much memory the texts take that are told apart, at most. */
    public long textBytes() {
        return textBytes;
    }

    /** Returns what was seen. */
    public Dataset dataset() {
        int seen = (int) columns.stream().filter(ColumnProfile::isSeen).count();
        return new Dataset(
                rows, columns.stream().map(column -> column.snapshot(rows)).toList(), Math.max(seen, mostFields));
    }

    private void endRow(int fields) {
        rows++;
        mostFields = Math.max(mostFields, fields);
    }

    /** Returns the position after the last field that was bound by position. */
    private int addFields(FieldTable table, int row, int firstPosition) {
        int position = firstPosition;
        for (int field = table.firstField(row); field < table.endField(row); field++) {
            ColumnProfile column = table.named() ? named(table.name(field)) : positioned(position++);
            if (column != null && column.enter(rows)) {
                addField(table, field, column);
            }
        }
        return position;
    }

    private void addField(FieldTable table, int field, ColumnProfile column) {
        byte[] bytes = table.bytes();
        int from = table.from(field);
        int to = table.to(field);
        FieldKind kind = table.kind(field);
        if (kind == FieldKind.JSON_NULL || isMissing(bytes, from, to)) {
            column.addMissing();
            return;
        }
        long before = column.textBytes();
        if (kind == FieldKind.JSON_NESTED) {
            column.addNested(bytes, from, to);
        } else {
            column.add(bytes, from, to, scanner);
        }
        textBytes += column.textBytes() - before;
    }

    private @Nullable ColumnProfile positioned(int position) {
        return position < columns.size() ? columns.get(position) : further("_c" + position);
    }

    private @Nullable ColumnProfile named(String name) {
        Integer index = byName.get(name);
        return index == null ? further(name) : columns.get(index);
    }

    private @Nullable ColumnProfile further(String name) {
        return columns.size() - expected < FURTHER_COLUMNS
                ? append(new ColumnProfile(name, List.of(), List.of()))
                : null;
    }

    private ColumnProfile append(ColumnProfile column) {
        byName.put(column.name(), columns.size());
        columns.add(column);
        textBytes += column.textBytes();
        return column;
    }

    private boolean isMissing(byte[] text, int from, int to) {
        for (byte[] marker : missingMarkers) {
            if (Arrays.equals(marker, 0, marker.length, text, from, to)) {
                return true;
            }
        }
        return from >= to;
    }
}
