package io.tidemark.replay;

import io.tidemark.core.model.Facet;
import io.tidemark.core.model.FieldRef;
import io.tidemark.core.model.LabelValue;
import io.tidemark.core.model.MetricConstraint;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelConstraints;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.model.ModelSpec;
import io.tidemark.core.model.Prediction;
import io.tidemark.core.model.SegmentColumn;
import io.tidemark.stats.distribution.GridEdges;
import io.tidemark.stats.quality.ScoreTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** A binary model whose answers are {@code class,score} and whose requests are {@code number,group}. */
final class TestModel {
    static final String SEGMENT = "south";
    private static final double THRESHOLD = 0.5;
    private static final int ROWS = 2_000;

    private TestModel() {}

    /** A model that is right about nine times in ten, with a facet and a segment by the second field of the request. */
    static ModelBaseline baseline() {
        ModelSpec spec = ModelSpec.binary(FieldRef.at(0), FieldRef.at(1), THRESHOLD, List.of("0", "1"))
                .withFacets(List.of(Facet.ofValues("group", List.of("d")).in(FieldRef.at(1))))
                .withSegments(new SegmentColumn("region", FieldRef.at(2), List.of("north", SEGMENT)));
        ModelBaseline.Shape shape =
                new ModelBaseline.Shape(spec, List.of(), ScoreTable.uniformGrid(128, THRESHOLD), strata());
        ModelProfile everyone = shape.emptyProfile();
        List<ModelProfile> segments = new ArrayList<>();
        IntStream.range(0, spec.segmentCount()).forEach(i -> segments.add(shape.emptyProfile()));
        Random random = new Random(5);
        for (int i = 0; i < ROWS; i++) {
            double score = random.nextInt(1_000) / 1_000.0;
            long side = random.nextBoolean() ? Facet.DISADVANTAGED : Facet.ADVANTAGED;
            int segment = random.nextInt(spec.segmentCount());
            Prediction prediction =
                    new Prediction(score > THRESHOLD ? 1 : 0, score, new double[0], side, Prediction.NONE, segment);
            boolean isRight = random.nextInt(10) > 0;
            LabelValue label = LabelValue.ofClass(isRight ? prediction.predicted() : 1 - prediction.predicted());
            for (ModelProfile profile : List.of(everyone, segments.get(segment))) {
                profile.addPrediction(prediction, 1);
                profile.addPair(prediction, label, 1);
            }
        }
        return ModelBaseline.of(shape, new ModelBaseline.Reference(everyone, segments))
                .withConstraints(new ModelConstraints(
                        Map.of("accuracy", new MetricConstraint(0.85, MetricConstraint.Comparison.LESS_THAN))));
    }

    private static GridEdges strata() {
        return GridEdges.of(
                IntStream.rangeClosed(0, 20).mapToDouble(i -> i / 20.0).toArray());
    }
}
