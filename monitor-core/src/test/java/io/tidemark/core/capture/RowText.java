package io.tidemark.core.capture;

import java.util.ArrayList;
import java.util.List;

/** Shows rows as their fields between bars, named fields as name=text. */
final class RowText {
    private RowText() {}

    static List<String> of(FieldTable table) {
        List<String> rows = new ArrayList<>();
        for (int r = 0; r < table.rows(); r++) {
            List<String> fields = new ArrayList<>();
            for (int f = table.firstField(r); f < table.endField(r); f++) {
                fields.add((table.named() ? table.name(f) + "=" : "") + table.text(f));
            }
            rows.add(String.join("|", fields));
        }
        return rows;
    }
}
