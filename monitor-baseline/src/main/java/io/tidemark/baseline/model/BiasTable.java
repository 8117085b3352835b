package io.tidemark.baseline.model;

import io.tidemark.baseline.csv.CsvHeader;
import io.tidemark.core.model.ClassIndex;
import io.tidemark.core.model.Facet;
import io.tidemark.core.model.FieldRef;
import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.stats.fairness.FacetSides;
import io.tidemark.stats.fairness.FacetTable;
import io.tidemark.stats.fairness.FacetThreshold;
import io.tidemark.stats.fairness.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Counts the rows of an analysis by facet, group, label and prediction. For one thread. */
final class BiasTable {
    private static final int NONE = -1;

    private final Set<String> missing;
    private final int label;
    private final int predicted;
    private final int group;
    private final Positives positives;
    private final Optional<ClassIndex> groups;
    private final List<Side> sides = new ArrayList<>();
    private final FlipTable flips;
    private final String labelName;
    private long rows;
    private long unlabelled;
    private long positiveRows;

    BiasTable(BiasPlan plan, CsvHeader header, Discovery found) {
        this.missing = new HashSet<>(plan.table().missingMarkers());
        this.label = Fields.columnOf(plan.label(), header);
        this.labelName = header.names().get(label);
        this.predicted = columnOr(plan.predicted(), header);
        FieldRef by = plan.sides().group();
        this.group = columnOr(by, header);
        this.groups = by.isNone()
                ? Optional.empty()
                : Optional.of(new ClassIndex(found.values(by).values()));
        this.positives = positives(plan, found);
        int strata = groups.map(each -> each.classes().size() + 1).orElse(0);
        for (FacetChoice choice : found.resolved(plan.sides().facets())) {
            String name = found.nameOf(choice.field());
            Facet facet = choice.of(name, choice.values());
            if (plan.sides().isTypeGuessed() && !facet.isNumeric()) {
                facet = found.guess(choice.field()).facet(name, choice.values()).in(choice.field());
            }
            sides.add(new Side(facet, Fields.columnOf(choice.field(), header), new FacetTable(2, strata)));
        }
        if (sides.size() > Long.SIZE) {
            throw new IllegalArgumentException(
                    sides.size() + " facets are more than " + Long.SIZE + ": name the values to look at");
        }
        this.flips = new FlipTable(header.size(), left(plan, header));
    }

    private static Positives positives(BiasPlan plan, Discovery found) {
        if (!Double.isNaN(plan.threshold())) {
            return Positives.above(plan.threshold());
        }
        boolean isThreshold = plan.sides().isTypeGuessed()
                && plan.positives().size() == 1
                && found.guess(plan.label()).isContinuous();
        return isThreshold
                ? Positives.above(Cells.numberOr(plan.positives().get(0), Double.NaN))
                : Positives.ofValues(plan.positives());
    }

    /** Columns that the flip test of no facet compares. */
    private static Set<Integer> left(BiasPlan plan, CsvHeader header) {
        Set<Integer> left = new HashSet<>();
        plan.sides().ignored().forEach(name -> left.add(header.indexOf(name)));
        left.add(columnOr(plan.label(), header));
        left.add(columnOr(plan.predicted(), header));
        return left;
    }

    private static int columnOr(FieldRef field, CsvHeader header) {
        return field.isNone() ? NONE : Fields.columnOf(field, header);
    }

    /** One facet and its counts: group 1 is the facet, 0 the rest. */
    private record Side(Facet facet, int column, FacetTable table, ClassIndex values) {
        Side(Facet facet, int column, FacetTable table) {
            this(facet, column, table, new ClassIndex(facet.values()));
        }

        boolean holds(String text) {
            if (text.isEmpty()) {
                return false;
            }
            return facet.isNumeric()
                    ? new FacetThreshold(facet.breaks()).isDisadvantaged(Cells.numberOr(text, Double.NaN))
                    : values.find(text) >= 0;
        }
    }

    /** Counts a row. */
    String take(List<String> row) {
        Outcome observed = positives.of(Cells.text(row.get(label), missing));
        Outcome answered = predicted == NONE ? Outcome.UNKNOWN : positives.of(Cells.text(row.get(predicted), missing));
        rows++;
        unlabelled += observed == Outcome.UNKNOWN ? 1 : 0;
        positiveRows += observed == Outcome.POSITIVE ? 1 : 0;
        int stratum = groups.isEmpty() ? 0 : stratum(Cells.text(row.get(group), missing));
        long facets = 0;
        for (int i = 0; i < sides.size(); i++) {
            Side side = sides.get(i);
            boolean isIn = side.holds(Cells.text(row.get(side.column), missing));
            side.table.add(isIn ? 1 : 0, stratum, observed, answered, 1);
            facets |= isIn ? 1L << i : 0;
        }
        if (answered != Outcome.UNKNOWN) {
            flips.add(row, answered == Outcome.POSITIVE, facets, missing);
        }
        return "";
    }

    /** The value's own stratum; rows without one are a stratum of their own. */
    private int stratum(String text) {
        ClassIndex known = groups.orElseThrow();
        int found = known.find(text);
        return found < 0 ? known.classes().size() : found;
    }

    List<Facet> facets() {
        return sides.stream().map(Side::facet).toList();
    }

    FacetSides sides(int facet) {
        return sides.get(facet).table.sides(group -> group == 1);
    }

    /** The flip test over all columns but the facet's; empty if there are too many rows. */
    Optional<BiasValue> flipTest(int facet) {
        return flips.of(facet, sides.get(facet).column);
    }

    Positives positives() {
        return positives;
    }

    long rows() {
        return rows;
    }

    List<String> warnings() {
        List<String> list = new ArrayList<>();
        if (unlabelled > 0) {
            list.add(String.format(
                    Locale.ROOT, "%,d rows have no usable label in column \"%s\"", unlabelled, labelName));
        }
        if (positiveRows == 0) {
            list.add("no label is positive: check --positive");
        }
        for (Side side : sides) {
            long in = side.table.sides(group -> group == 1).disadvantaged().rows();
            if (in == 0 || in == rows) {
                list.add("facet " + side.facet.label() + " has no row " + (in == 0 ? "in it" : "outside it")
                        + ": its metrics have no value");
            }
        }
        if (flips.isFull()) {
            list.add("no flip test (FT): it compares each row with each, so up to "
                    + String.format(Locale.ROOT, "%,d", FlipTable.MOST_ROWS) + " rows");
        }
        return list;
    }
}
