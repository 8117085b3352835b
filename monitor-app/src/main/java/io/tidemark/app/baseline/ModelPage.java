package io.tidemark.app.baseline;

import io.tidemark.app.format.Cell;
import io.tidemark.app.format.Column;
import io.tidemark.app.format.Listing;
import io.tidemark.app.format.Report;
import io.tidemark.core.model.Facet;
import io.tidemark.core.model.FieldRef;
import io.tidemark.core.model.GroupColumn;
import io.tidemark.core.model.MetricConstraint.Comparison;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelSpec;
import io.tidemark.core.model.Problem;
import io.tidemark.core.model.SegmentColumn;
import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.stats.fairness.BiasValue.Defined;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a model baseline says: facts on the model, then its limits of quality and its figures of bias. */
final class ModelPage {
    private ModelPage() {}

    /** Limits first, in the order of their names; then bias by facet. A figure without a value says why. */
    static Report report(ModelBaseline model) {
        Listing listing = Listing.of(
                Column.text("facet"),
                Column.text("figure"),
                Column.number("value"),
                Column.text("means", "what it means"));
        model.constraints()
                .byMetric()
                .forEach((metric, limit) -> listing.add(
                        Cell.text(""),
                        Cell.text(metric),
                        Cell.figure(limit.threshold()),
                        Cell.text(limit.comparison() == Comparison.LESS_THAN ? "at least" : "at most")));
        model.biasBaseline()
                .byFacet()
                .forEach(
                        (facet, figures) -> figures.forEach((metric, value) -> addBias(listing, facet, metric, value)));
        return withFacts(Report.of("modelBaseline", listing), model);
    }

    private static void addBias(Listing listing, String facet, String metric, BiasValue value) {
        if (value instanceof Defined defined) {
            listing.add(
                    Cell.text(facet), Cell.text(metric), Cell.figure(defined.value()), Cell.text("at the baseline"));
        } else if (value instanceof BiasValue.Undefined undefined) {
            String why = undefined.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            listing.add(Cell.text(facet), Cell.text(metric), Cell.none(), Cell.text(why));
        }
    }

    private static Report withFacts(Report report, ModelBaseline model) {
        ModelSpec spec = model.spec();
        Report facts = report.fact("hash", Cell.text(model.hash().hex()))
                .fact("rows", Cell.count(model.rows()))
                .fact("labelled", Cell.count(model.reference().labelled()))
                .fact("problem", Cell.text(spec.problem().wireName()))
                .fact("predicted", Cell.text(place(spec.predicted())))
                .fact("probability", Cell.text(place(spec.probability())))
                .fact("classes", Cell.text(String.join(", ", spec.classes())))
                .fact("facets", Cell.text(names(spec.facets())))
                .fact("group", Cell.text(spec.group().map(GroupColumn::name).orElse("none")))
                .fact(
                        "segments",
                        Cell.text(spec.segments().map(SegmentColumn::name).orElse("none")))
                .fact("flipTestRows", Cell.count(spec.inputs().rowsPerSide()))
                .fact(
                        "attributedFeatures",
                        Cell.count(spec.attributions().features().size()));
        return spec.problem() == Problem.BINARY ? facts.fact("threshold", Cell.figure(spec.threshold())) : facts;
    }

    private static String names(List<Facet> facets) {
        return facets.isEmpty() ? "none" : facets.stream().map(Facet::label).collect(Collectors.joining(", "));
    }

    /** As the options are written: a name, perhaps with its position. */
    private static String place(FieldRef field) {
        if (field.isNone()) {
            return "none";
        }
        String position = field.position() < 0 ? "" : "@" + field.position();
        return field.name().isEmpty() ? Integer.toString(field.position()) : field.name() + position;
    }
}
