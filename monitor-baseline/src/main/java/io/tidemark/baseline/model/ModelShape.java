package io.tidemark.baseline.model;

import io.tidemark.baseline.Progress;
import io.tidemark.baseline.csv.CsvException;
import io.tidemark.baseline.csv.CsvHeader;
import io.tidemark.core.model.AttributionFields;
import io.tidemark.core.model.ColumnValues;
import io.tidemark.core.model.Facet;
import io.tidemark.core.model.FieldRef;
import io.tidemark.core.model.GroupColumn;
import io.tidemark.core.model.ModelSpec;
import io.tidemark.core.model.Problem;
import io.tidemark.core.model.SegmentColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The model's spec, from what is asked for and, where that leaves it open, from the values of the table. */
final class ModelShape {
    private final QualityPlan plan;
    private final Discovery found;
    private final CsvHeader header;
    private final List<String> cuts = new ArrayList<>();
    private final ModelSpec spec;

    private ModelShape(QualityPlan plan, Discovery found, CsvHeader header) {
        this.plan = plan;
        this.found = found;
        this.header = header;
        this.spec = described();
    }

    /** Looks at the columns, and makes a pass over the table if their values are needed. */
    static ModelShape of(QualityPlan plan, TextRows rows, Progress progress) throws InterruptedException {
        Discovery found = new Discovery(rows.header(), plan.table().missingMarkers());
        QualityPlan.Answers answers = plan.answers();
        for (FieldRef field : columns(plan)) {
            Fields.columnOf(field, rows.header());
        }
        if (answers.problem() != Problem.REGRESSION && answers.classes().isEmpty()) {
            found.wantValues(answers.label());
            if (!answers.predicted().isNone()) {
                found.wantValues(answers.predicted());
            }
        }
        for (FieldRef column : List.of(plan.sides().group(), plan.sides().segments())) {
            if (!column.isNone()) {
                found.wantValues(column);
            }
        }
        for (FacetChoice facet : plan.sides().facets()) {
            if (facet.isEachValue()) {
                found.wantValues(facet.field());
            }
            if (plan.sides().isTypeGuessed()) {
                found.wantGuess(facet.field());
            }
        }
        try {
            if (found.isWanted()) {
                rows.forEach(progress, found::take);
            }
            return new ModelShape(plan, found, rows.header());
        } catch (IllegalArgumentException e) {
            throw found.refused(String.valueOf(e.getMessage()), "check the columns that the command names");
        }
    }

    private static List<FieldRef> columns(QualityPlan plan) {
        List<FieldRef> columns = new ArrayList<>(List.of(plan.answers().label()));
        columns.add(plan.answers().predicted());
        columns.add(plan.answers().probability());
        columns.addAll(plan.answers().scores());
        columns.add(plan.sides().group());
        columns.add(plan.sides().segments());
        plan.sides().facets().forEach(facet -> columns.add(facet.field()));
        plan.sides().ignored().forEach(name -> columns.add(FieldRef.named(name)));
        columns.removeIf(FieldRef::isNone);
        return columns;
    }

    ModelSpec spec() {
        return spec;
    }

    /** The model as the table shows it, if that holds no attributions. */
    ModelSpec specWithoutAttributions() {
        return spec.withAttributions(AttributionFields.NONE);
    }

    boolean isAttributedInTable() {
        return !plan.attributions().prefix().isEmpty();
    }

    /** What of the table does not take part by its own name: groups and segments beyond the most frequent. */
    List<String> cuts() {
        return cuts;
    }

    CsvException refused(String what) {
        return found.refused(what, "check the columns that the command names, and --problem");
    }

    private ModelSpec described() {
        ModelSpec described = answers();
        List<Facet> facets = facets();
        if (!facets.isEmpty()) {
            List<String> favourable =
                    described.problem() == Problem.MULTICLASS ? plan.answers().positives() : List.of();
            described = described.withFacets(favourable, facets);
        }
        if (!plan.sides().group().isNone()) {
            described = described.withGroup(group(plan.sides().group()));
        }
        if (!plan.sides().segments().isNone()) {
            described = described.withSegments(segments(plan.sides().segments()));
        }
        Optional<AttributionFields> attributions = attributions();
        return attributions.isPresent() ? described.withAttributions(attributions.get()) : described;
    }

    private ModelSpec answers() {
        QualityPlan.Answers answers = plan.answers();
        return switch (answers.problem()) {
            case BINARY ->
                ModelSpec.binary(
                        answers.predicted(), answers.probability(), answers.threshold(), binaryClasses(answers));
            case MULTICLASS ->
                ModelSpec.multiclass(
                        answers.predicted(), answers.probability(), answers.scores(), severalClasses(answers));
            case REGRESSION -> ModelSpec.regression(answers.predicted()).withThreshold(answers.threshold());
        };
    }

    private List<String> binaryClasses(QualityPlan.Answers answers) {
        if (!answers.classes().isEmpty()) {
            return answers.classes();
        }
        String positive =
                answers.positives().isEmpty() ? "" : answers.positives().get(0);
        return found.values(answers.label()).binaryClasses(positive);
    }

    private List<String> severalClasses(QualityPlan.Answers answers) {
        if (!answers.classes().isEmpty()) {
            return answers.classes();
        }
        ColumnValues all = new ColumnValues(found.nameOf(answers.label()));
        found.values(answers.label()).values().forEach(all::add);
        if (!answers.predicted().isNone()) {
            found.values(answers.predicted()).values().forEach(all::add);
        }
        return all.values();
    }

    private List<Facet> facets() {
        List<Facet> facets = new ArrayList<>();
        for (FacetChoice choice : found.resolved(plan.sides().facets())) {
            String name = found.nameOf(choice.field());
            Facet facet = choice.of(name, choice.values());
            if (plan.sides().isTypeGuessed() && !facet.isNumeric()) {
                facet = found.guess(choice.field()).facet(name, choice.values()).in(choice.field());
            }
            facets.add(facet);
        }
        return facets;
    }

    private GroupColumn group(FieldRef field) {
        ColumnValues values = found.values(field);
        cut("group", field, values, GroupColumn.MOST_VALUES);
        return new GroupColumn(found.nameOf(field), field, values.mostFrequent(GroupColumn.MOST_VALUES));
    }

    private SegmentColumn segments(FieldRef field) {
        ColumnValues values = found.values(field);
        cut("segment", field, values, SegmentColumn.MOST_VALUES);
        List<String> named = values.mostFrequent(SegmentColumn.MOST_VALUES).stream()
                .filter(value -> !value.equals(SegmentColumn.OTHER))
                .toList();
        return new SegmentColumn(found.nameOf(field), field, named);
    }

    private void cut(String what, FieldRef field, ColumnValues values, int most) {
        if (values.values().size() > most) {
            cuts.add("column \"" + found.nameOf(field) + "\" has "
                    + values.values().size() + " values: the " + most + " most frequent are a " + what
                    + " each, the others are one together");
        }
    }

    private Optional<AttributionFields> attributions() {
        QualityPlan.Attributions wanted = plan.attributions();
        if (!wanted.prefix().isEmpty()) {
            List<String> columns = header.names().stream()
                    .filter(name -> name.startsWith(wanted.prefix())
                            && name.length() > wanted.prefix().length())
                    .toList();
            if (columns.isEmpty()) {
                throw new IllegalArgumentException("no column begins with '" + wanted.prefix() + "'");
            }
            List<String> features = columns.stream()
                    .map(name -> name.substring(wanted.prefix().length()))
                    .toList();
            List<FieldRef> fields = columns.stream().map(FieldRef::named).toList();
            return Optional.of(new AttributionFields(features, fields));
        }
        if (wanted.features().isEmpty()) {
            return Optional.empty();
        }
        if (new TreeSet<>(wanted.features()).size() < wanted.features().size()) {
            throw new IllegalArgumentException("a feature of the attributions stands twice");
        }
        return Optional.of(new AttributionFields(wanted.features(), wanted.fields()));
    }
}
