package io.tidemark.wire;

import io.tidemark.core.model.AttributionFields;
import io.tidemark.core.model.Facet;
import io.tidemark.core.model.FieldRef;
import io.tidemark.core.model.GroupColumn;
import io.tidemark.core.model.LabelValue;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelBaselineBuilder;
import io.tidemark.core.model.ModelSpec;
import io.tidemark.core.model.Prediction;
import io.tidemark.core.model.SegmentColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Model baselines made from a seed: of each problem, with and without facets, groups, segments, scores, attributions. */
public final class ModelBaselines {
    private static final List<String> THREE = List.of("a", "b\"c", "größe");

    private final Random random;

    /**
     * @param seed equal seeds give equal baselines
     */
    public ModelBaselines(long seed) {
        this.random = new Random(seed);
    }

    /** Returns a baseline of some problem. */
    public ModelBaseline any() {
        return switch (random.nextInt(3)) {
            case 0 ->
                of(decorated(ModelSpec.binary(
                        random.nextBoolean() ? FieldRef.named("answer") : FieldRef.NONE,
                        new FieldRef("score", 1),
                        random.nextDouble(),
                        List.of("0", "1"))));
            case 1 ->
                of(ModelSpec.multiclass(
                        FieldRef.at(0),
                        FieldRef.NONE,
                        random.nextBoolean() ? List.of(FieldRef.named("p")) : List.of(),
                        THREE));
            default -> of(ModelSpec.regression(FieldRef.named("forecast")));
        };
    }

    private ModelSpec decorated(ModelSpec spec) {
        ModelSpec decorated = spec;
        if (random.nextBoolean()) {
            decorated = decorated.withFacets(List.of(
                    Facet.ofValues("sex", List.of("Female")),
                    Facet.above("age", 40).in(FieldRef.at(3))));
        }
        if (random.nextBoolean()) {
            decorated = decorated.withGroup(new GroupColumn("job", FieldRef.named("job"), THREE));
        }
        if (random.nextBoolean()) {
            decorated = decorated.withSegments(new SegmentColumn("country", FieldRef.named("country"), THREE));
        }
        if (random.nextBoolean()) {
            decorated = decorated.withAttributions(
                    new AttributionFields(List.of("age", "job"), List.of(FieldRef.named("phi"))));
        }
        return decorated;
    }

    /** Returns a baseline of this model over random rows. */
    public ModelBaseline of(ModelSpec spec) {
        ModelBaselineBuilder builder = new ModelBaselineBuilder(spec, List.of("NA", "?"));
        List<Prediction> predictions = new ArrayList<>();
        for (int i = 1 + random.nextInt(300); i > 0; i--) {
            predictions.add(prediction(spec));
        }
        predictions.forEach(builder::survey);
        for (Prediction prediction : predictions) {
            builder.add(prediction, label(spec));
        }
        return builder.build();
    }

    private Prediction prediction(ModelSpec spec) {
        double[] none = {};
        double value = random.nextInt(10) == 0 ? 0.5 : random.nextDouble();
        int answer = spec.classes().isEmpty()
                ? Prediction.NONE
                : random.nextInt(spec.classes().size());
        double[] scores = spec.scores().isEmpty() ? none : new double[] {value / 2, value / 2, 1 - value};
        long facets = 0;
        for (int i = 0; i < spec.facets().size(); i++) {
            facets |= (long) random.nextInt(Facet.GROUPS) << (2 * i);
        }
        return new Prediction(
                answer,
                value,
                scores,
                facets,
                spec.strata() == 0 ? Prediction.NONE : random.nextInt(spec.strata()),
                spec.segmentCount() == 0 ? Prediction.NONE : random.nextInt(spec.segmentCount()),
                spec.attributions().isNone() ? none : new double[] {random.nextGaussian(), random.nextGaussian()});
    }

    private LabelValue label(ModelSpec spec) {
        if (spec.classes().isEmpty()) {
            return LabelValue.ofNumber(random.nextDouble());
        }
        return LabelValue.ofClass(random.nextInt(spec.classes().size()));
    }
}
