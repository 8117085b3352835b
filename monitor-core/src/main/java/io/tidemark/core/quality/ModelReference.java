package io.tidemark.core.quality;

import io.tidemark.core.model.AttributionReference;
import io.tidemark.core.model.Facet;
import io.tidemark.core.model.MetricConstraint;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.model.Prediction;
import io.tidemark.core.model.SegmentColumn;
import io.tidemark.stats.fairness.BiasMetric;
import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.stats.fairness.FacetSides;
import io.tidemark.stats.fairness.FlipTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a model baseline says of the windows of one segment, or of all rows: figures, limits and the estimator. A segment is
 * held against the reference's rows of that segment, because a segment that is hard to predict was so before; it has limits
 * only if the reference has enough labelled rows of it. Made once per model baseline and segment; thread-safe.
 */
final class ModelReference {
    private final ModelBaseline baseline;
    private final int segment;
    private final ModelProfile profile;
    private final List<Measure> measures;
    private final Map<String, Double> values;
    private final Map<String, MetricConstraint> constraints;
    private final Optional<AttributionReference> attribution;
    private final Supplier<Estimator> source;
    private @Nullable Estimator estimator;

    private ModelReference(ModelBaseline baseline, int segment, long minRows, Supplier<Estimator> source) {
        this.baseline = baseline;
        this.segment = segment;
        this.source = source;
        this.profile = baseline.reference(segment);
        this.measures = Measure.of(baseline.spec());
        this.values = new HashMap<>();
        measures.forEach(m -> values.put(m.name(), m.value().applyAsDouble(profile)));
        this.constraints = isEveryone() || profile.labelled() >= minRows ? limits() : Map.of();
        this.attribution = isEveryone() ? baseline.attribution() : ownAttribution(minRows);
    }

    /** What a baseline says of all rows. */
    static ModelReference of(ModelBaseline baseline, long minRows) {
        return new ModelReference(baseline, Prediction.NONE, minRows, () -> Estimator.of(baseline));
    }

    /**
     * What the baseline says of a segment; this is what it says of all rows.
     *
     * @param name of the segment, empty for all rows
     * @param minRows rows of the reference that a segment's limits need
     * @throws IllegalArgumentException if the model has no such segment
     */
    ModelReference ofSegment(String name, long minRows) {
        int number = numberOf(baseline, name);
        return number == Prediction.NONE
                ? this
                : new ModelReference(
                        baseline, number, minRows, () -> estimator().ofSegment(baseline.reference(number)));
    }

    private static int numberOf(ModelBaseline baseline, String segment) {
        if (segment.equals(SegmentColumn.EVERYONE)) {
            return Prediction.NONE;
        }
        for (int i = 0; i < baseline.spec().segmentCount(); i++) {
            if (baseline.spec().segmentLabel(i).equals(segment)) {
                return i;
            }
        }
        throw new IllegalArgumentException(
                "the model baseline " + baseline.hash().brief() + " has no segment '" + segment + "'");
    }

    /** A segment's own figure takes the place of the threshold of all rows. */
    private Map<String, MetricConstraint> limits() {
        Map<String, MetricConstraint> all = baseline.constraints().byMetric();
        if (isEveryone()) {
            return all;
        }
        Map<String, MetricConstraint> own = new TreeMap<>();
        all.forEach((metric, constraint) -> {
            double value = value(metric);
            if (!Double.isNaN(value)) {
                own.put(metric, new MetricConstraint(value, constraint.comparison()));
            }
        });
        return own;
    }

    /** Whether this is about all rows, not a segment. */
    boolean isEveryone() {
        return segment == Prediction.NONE;
    }

    ModelBaseline baseline() {
        return baseline;
    }

    List<Measure> measures() {
        return measures;
    }

    Optional<Measure> measure(String name) {
        return measures.stream().filter(m -> m.name().equals(name)).findFirst();
    }

    /** The figure of the reference; NaN if it has none. */
    double value(String name) {
        return values.getOrDefault(name, Double.NaN);
    }

    /** Limits in the order of the names of the figures. */
    Map<String, MetricConstraint> constraints() {
        return constraints;
    }

    /** Made when it is first asked for: final evaluations, of which an audit has nothing else, need none. */
    synchronized Estimator estimator() {
        if (estimator == null) {
            estimator = source.get();
        }
        return estimator;
    }

    /** How much each feature mattered in the reference, if that is known. */
    Optional<AttributionReference> attribution() {
        return attribution;
    }

    private Optional<AttributionReference> ownAttribution(long minRows) {
        boolean isKnown = !baseline.spec().attributions().isNone()
                && profile.attributions().rows() >= minRows;
        return isKnown ? Optional.of(AttributionReference.of(profile.attributions())) : Optional.empty();
    }

    /** The bias figure of the reference: of all rows as the baseline holds it, of a segment from its counts. */
    BiasValue bias(int facet, BiasMetric metric) {
        if (isEveryone()) {
            String label = baseline.spec().facets().get(facet).label();
            return baseline.biasBaseline().value(label, metric.wireName());
        }
        return metric.of(sides(profile, facet));
    }

    /** Whether windows keep rows for the flip test: those of all rows do if the baseline says so. */
    boolean hasFlipTest() {
        return isEveryone() && baseline.spec().inputs().hasFlipTest();
    }

    /** The reference's flip test of a facet. */
    BiasValue flips(int facet) {
        String label = baseline.spec().facets().get(facet).label();
        return baseline.biasBaseline().value(label, FlipTest.WIRE_NAME);
    }

    /** Both sides of a facet; rows that do not say their group count as not of it, as in the reference of the service. */
    static FacetSides sides(ModelProfile profile, int facet) {
        return profile.facet(facet).sides(group -> group == Facet.DISADVANTAGED);
    }
}
