package io.tidemark.baseline.model;

import io.tidemark.baseline.csv.CsvException;
import io.tidemark.baseline.csv.CsvHeader;
import io.tidemark.core.model.ColumnValues;
import io.tidemark.core.model.FacetGuess;
import io.tidemark.core.model.FieldRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What has to be known of some columns before rows can be counted: their values, and whether they are numbers. */
final class Discovery {
    private final CsvHeader header;
    private final Set<String> missing;
    private final Map<Integer, ColumnValues> values = new LinkedHashMap<>();
    private final Map<Integer, FacetGuess> guesses = new LinkedHashMap<>();
    private final Map<Integer, Double> greatest = new LinkedHashMap<>();

    Discovery(CsvHeader header, List<String> missingMarkers) {
        this.header = header;
        this.missing = new HashSet<>(missingMarkers);
    }

    /** The distinct values of a column are wanted. */
    void wantValues(FieldRef field) {
        int column = Fields.columnOf(field, header);
        values.putIfAbsent(column, new ColumnValues(header.names().get(column)));
    }

    /** It is wanted whether the service would take the column as numbers. */
    void wantGuess(FieldRef field) {
        guesses.putIfAbsent(Fields.columnOf(field, header), new FacetGuess());
    }

    /** The greatest number of a column is wanted. */
    void wantGreatest(FieldRef field) {
        greatest.putIfAbsent(Fields.columnOf(field, header), Double.NEGATIVE_INFINITY);
    }

    /** Whether a pass is needed. */
    boolean isWanted() {
        return !values.isEmpty() || !guesses.isEmpty() || !greatest.isEmpty();
    }

    /** Takes a row of the table. */
    String take(List<String> row) {
        values.forEach((column, each) -> each.add(textAt(row, column)));
        guesses.forEach((column, each) -> each.add(textAt(row, column)));
        greatest.replaceAll((column, most) -> Math.max(most, Cells.numberOr(textAt(row, column), most)));
        return "";
    }

    private String textAt(List<String> row, int column) {
        return Cells.text(row.get(column), missing);
    }

    ColumnValues values(FieldRef field) {
        return Objects.requireNonNull(values.get(Fields.columnOf(field, header)));
    }

    FacetGuess guess(FieldRef field) {
        return Objects.requireNonNull(guesses.get(Fields.columnOf(field, header)));
    }

    /** The greatest number of the column; -Infinity if it has none. */
    double greatest(FieldRef field) {
        return Objects.requireNonNull(greatest.get(Fields.columnOf(field, header)));
    }

    String nameOf(FieldRef field) {
        return header.names().get(Fields.columnOf(field, header));
    }

    /** The facet choices with each wanted value in a choice of its own. */
    List<FacetChoice> resolved(List<FacetChoice> choices) {
        List<FacetChoice> resolved = new ArrayList<>();
        for (FacetChoice choice : choices) {
            if (choice.isEachValue()) {
                values(choice.field())
                        .values()
                        .forEach(value -> resolved.add(new FacetChoice(choice.field(), List.of(value), List.of())));
            } else {
                resolved.add(choice);
            }
        }
        return resolved;
    }

    /** A mistake of the columns asked for, in the words of the table. */
    CsvException refused(String what, String fix) {
        return CsvException.atLine(
                header.file(), header.line(), what, "the model cannot be described by this table", fix);
    }
}
