package io.tidemark.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads facets, group and segment of a row. Scratch of one thread. */
final class RowSides {
    private final List<Side> facets = new ArrayList<>();
    private final Optional<Column> group;
    private final Optional<Column> segment;
    private final RowFields fields;

    /** A facet with its field; the classes are its disadvantaged values. */
    private record Side(Facet facet, RowFields.Wanted field, ClassIndex values) {}

    /** A column whose values are numbered. */
    private record Column(RowFields.Wanted field, ClassIndex values) {}

    /**
     * @param columns of the request, for rows without names
     */
    RowSides(ModelSpec spec, RequestColumns columns, RowFields fields) {
        this.fields = fields;
        for (Facet facet : spec.facets()) {
            facets.add(new Side(facet, columns.wanted(facet.field()), new ClassIndex(facet.values())));
        }
        this.group = spec.group().map(g -> new Column(columns.wanted(g.field()), new ClassIndex(g.values())));
        this.segment = spec.segments().map(s -> new Column(columns.wanted(s.field()), new ClassIndex(s.values())));
    }

    /** Two bits per facet, the first lowest. */
    long facets(RowSource row) {
        long packed = 0;
        for (int i = 0; i < facets.size(); i++) {
            packed |= (long) sideOf(facets.get(i), row) << (2 * i);
        }
        return packed;
    }

    int group(RowSource row) {
        return group.isEmpty() ? Prediction.NONE : numberOf(group.get(), row);
    }

    int segment(RowSource row) {
        return segment.isEmpty() ? Prediction.NONE : numberOf(segment.get(), row);
    }

    private int numberOf(Column column, RowSource row) {
        fields.find(row, column.field);
        int found = column.values.find(fields.text());
        return found >= 0 ? found : column.values.classes().size();
    }

    private int sideOf(Side side, RowSource row) {
        if (!fields.find(row, side.field)) {
            return Facet.UNKNOWN;
        }
        if (!side.facet.isNumeric()) {
            return side.values.find(fields.text()) >= 0 ? Facet.DISADVANTAGED : Facet.ADVANTAGED;
        }
        double number = fields.number();
        if (Double.isNaN(number)) {
            return Facet.UNKNOWN;
        }
        return number > side.facet.breaks().get(0) ? Facet.DISADVANTAGED : Facet.ADVANTAGED;
    }
}
