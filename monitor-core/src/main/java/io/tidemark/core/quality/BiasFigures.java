package io.tidemark.core.quality;

import io.tidemark.core.model.ModelProfile;
import io.tidemark.stats.fairness.BiasMetric;
import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.stats.fairness.FacetSides;
import io.tidemark.stats.fairness.SideCounts;
import io.tidemark.stats.quality.BinaryMetric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The figures of the facets of a window. */
final class BiasFigures {
    private static final List<BinaryMetric> OF_SIDES = List.of(
            BinaryMetric.ACCURACY,
            BinaryMetric.PRECISION,
            BinaryMetric.RECALL,
            BinaryMetric.TRUE_NEGATIVE_RATE,
            BinaryMetric.FALSE_POSITIVE_RATE,
            BinaryMetric.FALSE_NEGATIVE_RATE,
            BinaryMetric.F1);

    /** The metrics as the service lists them: by stage, then by name. */
    static final List<BiasMetric> METRICS = Arrays.stream(BiasMetric.values())
            .sorted(Comparator.comparing(BiasMetric::stage).thenComparing(BiasMetric::wireName))
            .toList();

    private BiasFigures() {}

    /** The facets that may be shown, in the order of the spec. */
    static List<FacetFigures> of(ModelProfile window, ModelReference reference, ModelRules rules) {
        List<FacetFigures> facets = new ArrayList<>();
        for (int facet = 0; facet < window.spec().facets().size(); facet++) {
            of(window, facet, reference, rules).ifPresent(facets::add);
        }
        return facets;
    }

    private static Optional<FacetFigures> of(
            ModelProfile window, int facet, ModelReference reference, ModelRules rules) {
        FacetSides sides = ModelReference.sides(window, facet);
        if (isWithheld(BiasMetric.CI, sides, rules.disclosure())) {
            return Optional.empty();
        }
        List<BiasFigure> figures = new ArrayList<>();
        for (BiasMetric metric : METRICS) {
            BiasValue before = reference.bias(facet, metric);
            figures.add(
                    isWithheld(metric, sides, rules.disclosure())
                            ? BiasFigure.withheld(metric, before)
                            : new BiasFigure(
                                    metric,
                                    metric.of(sides),
                                    false,
                                    BiasShares.interval(metric, sides, rules.confidence()),
                                    before));
        }
        boolean isShown = !isWithheld(BiasMetric.AD, sides, rules.disclosure());
        return Optional.of(new FacetFigures(
                window.spec().facets().get(facet).label(),
                sides.disadvantaged().rows(),
                sides.advantaged().rows(),
                figures,
                isShown ? ofSide(sides.disadvantaged(), rules) : List.of(),
                isShown ? ofSide(sides.advantaged(), rules) : List.of(),
                reference.hasFlipTest()
                        ? Optional.of(FlipFigure.of(window, facet, reference, rules))
                        : Optional.empty()));
    }

    /** Whether a side has rows that the metric counts, but fewer than may be shown. A side without rows hides nobody. */
    static boolean isWithheld(BiasMetric metric, FacetSides sides, long disclosure) {
        return isTooFew(metric.rows(sides.disadvantaged()), disclosure)
                || isTooFew(metric.rows(sides.advantaged()), disclosure);
    }

    private static boolean isTooFew(long rows, long disclosure) {
        return rows > 0 && rows < disclosure;
    }

    private static List<Figure> ofSide(SideCounts side, ModelRules rules) {
        if (side.confusion().total() == 0) {
            return List.of();
        }
        return OF_SIDES.stream()
                .map(metric -> new Figure(
                        metric.wireName(),
                        FigureKind.NAIVE,
                        metric.of(side.confusion()),
                        metric.interval(side.confusion(), rules.confidence()),
                        Double.NaN,
                        side.confusion().total()))
                .toList();
    }
}
