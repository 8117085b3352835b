package io.tidemark.core.capture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Makes field tables from texts, as the parser would leave them. */
public final class FieldTables {
    private FieldTables() {}

    /**
     * A field of a JSON row.
     *
     * @param name its key
     * @param kind how it stood in the payload
     * @param text its text
     */
    public record Field(String name, FieldKind kind, String text) {}

    /** Rows of unnamed fields. */
    public static FieldTable csv(List<List<String>> rows) {
        return table(
                rows.stream()
                        .map(row -> row.stream()
                                .map(text -> new Field("", FieldKind.CSV_TEXT, text))
                                .toList())
                        .toList(),
                false);
    }

    /** Rows of named fields. */
    public static FieldTable json(List<List<Field>> rows) {
        return table(rows, true);
    }

    private static FieldTable table(List<List<Field>> rows, boolean named) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        rows.forEach(row -> row.forEach(field -> {
            bytes.writeBytes(utf8(field.name()));
            bytes.writeBytes(utf8(field.text()));
        }));
        FieldTable table = new FieldTable();
        table.reset(bytes.toByteArray());
        int at = 0;
        for (List<Field> row : rows) {
            table.startRow(named);
            for (Field field : row) {
                int text = at + utf8(field.name()).length;
                int end = text + utf8(field.text()).length;
                if (named) {
                    table.nameNext(at, text);
                }
                table.add(field.kind(), text, end);
                at = end;
            }
            table.endRow();
        }
        return table;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
