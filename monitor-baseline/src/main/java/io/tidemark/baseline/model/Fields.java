package io.tidemark.baseline.model;

import io.tidemark.baseline.csv.CsvHeader;
import io.tidemark.core.model.FieldRef;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fields as they are asked for, and the columns that they are. */
public final class Fields {
    private static final Pattern WITH_POSITION = Pattern.compile("(.*)@([0-9]{1,5})");

    private Fields() {}

    /**
     * Reads {@code NAME}, {@code POSITION} (zero-based), or {@code NAME@POSITION}: the name of the column, and where the
     * field stands in captured rows without names. An empty text is no field.
     */
    public static FieldRef parse(String text) {
        Matcher both = WITH_POSITION.matcher(text);
        return both.matches() && !both.group(1).isEmpty()
                ? new FieldRef(both.group(1), Integer.parseInt(both.group(2)))
                : FieldRef.of(text);
    }

    /** The column of a field: by its name if it has one, else by its position. */
    static int columnOf(FieldRef field, CsvHeader header) {
        boolean isPosition = field.name().isEmpty() && field.position() < header.size();
        return isPosition ? field.position() : header.indexOf(field.label());
    }
}
