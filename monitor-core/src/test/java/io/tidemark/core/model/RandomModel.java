package io.tidemark.core.model;

import io.tidemark.stats.distribution.GridEdges;
import io.tidemark.stats.quality.ScoreTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seeded models with everything a spec can have, and rows for them, odd ones among them. */
final class RandomModel {
    private static final int FEATURES = 3;
    private static final double ODD = 0.1;

    private final Random random;
    private final ModelBaseline.Shape shape;
    private final int scoreDigits;

    /** A row: its prediction, its label, and whether the label has come. */
    record Row(Prediction prediction, LabelValue label, boolean isLabelled) {}

    private RandomModel(long seed, Problem problem, int scoreDigits) {
        this.random = new Random(seed);
        this.scoreDigits = scoreDigits;
        this.shape = shape(spec(problem));
    }

    /** Scores of three digits: every one is kept by itself. */
    static RandomModel of(Problem problem, long seed) {
        return new RandomModel(seed, problem, 1_000);
    }

    /** Scores that hardly ever repeat: the tables move to their grids. */
    static RandomModel withManyScores(Problem problem, long seed) {
        return new RandomModel(seed, problem, 1_000_000_000);
    }

    static ModelSpec spec(Problem problem) {
        ModelSpec plain = switch (problem) {
            case BINARY ->
                ModelSpec.binary(FieldRef.named("label"), FieldRef.named("score"), 0.4, List.of("no", "yes"));
            case MULTICLASS ->
                ModelSpec.multiclass(
                        FieldRef.named("label"),
                        FieldRef.NONE,
                        List.of(FieldRef.named("scores")),
                        List.of("a", "b", "c"));
            case REGRESSION -> ModelSpec.regression(FieldRef.named("value")).withThreshold(1.5);
        };
        List<Facet> facets = List.of(Facet.ofValues("sex", List.of("Female")), Facet.above("age", 40));
        ModelSpec withFacets =
                problem == Problem.MULTICLASS ? plain.withFacets(List.of("b", "c"), facets) : plain.withFacets(facets);
        return withFacets
                .withGroup(new GroupColumn("job", FieldRef.named("job"), List.of("x", "y")))
                .withSegments(new SegmentColumn("region", FieldRef.named("region"), List.of("n", "s")))
                .withAttributions(
                        new AttributionFields(List.of("f", "g", "h"), List.of(FieldRef.named("attributions"))));
    }

    static ModelBaseline.Shape shape(ModelSpec spec) {
        double threshold = Double.isNaN(spec.threshold()) ? 0.5 : Math.min(1, spec.threshold());
        return new ModelBaseline.Shape(
                spec, List.of("?"), ScoreTable.uniformGrid(64, threshold), GridEdges.of(new double[] {0.2, 0.4, 0.6, 0.8
                }));
    }

    ModelBaseline.Shape shape() {
        return shape;
    }

    List<Row> rows(int count) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Prediction prediction = prediction();
            rows.add(new Row(prediction, label(), random.nextDouble() < 0.7));
        }
        return rows;
    }

    Prediction prediction() {
        long facets = random.nextInt(3) | random.nextInt(3) << 2;
        int group = random.nextInt(3);
        int segment = random.nextInt(3);
        double[] phi = random.nextDouble() < ODD
                ? new double[0]
                : random.doubles(FEATURES, -1, 1).toArray();
        return switch (shape.spec().problem()) {
            case BINARY -> new Prediction(random.nextInt(2), oddScore(), new double[0], facets, group, segment, phi);
            case MULTICLASS -> {
                double[] scores = random.nextDouble() < ODD ? new double[0] : new double[] {score(), score(), score()};
                yield new Prediction(random.nextInt(3), oddScore(), scores, facets, group, segment, phi);
            }
            case REGRESSION ->
                new Prediction(-1, 3 * random.nextGaussian(), new double[0], facets, group, segment, phi);
        };
    }

    private LabelValue label() {
        if (random.nextDouble() < ODD) {
            return LabelValue.UNUSABLE;
        }
        return switch (shape.spec().problem()) {
            case BINARY -> LabelValue.ofClass(random.nextInt(2));
            case MULTICLASS -> LabelValue.ofClass(random.nextInt(4));
            case REGRESSION ->
                LabelValue.ofNumber(random.nextDouble() < ODD ? 1e300 * random.nextGaussian() : random.nextGaussian());
        };
    }

    private double oddScore() {
        double odd = random.nextDouble();
        if (odd < ODD / 2) {
            return Double.NaN;
        }
        return odd < ODD ? 20 * random.nextGaussian() : score();
    }

    private double score() {
        return random.nextInt(scoreDigits) / (double) scoreDigits;
    }

    /** All rows with the labels that have come. */
    ModelProfile profile(List<Row> rows) {
        ModelProfile profile = shape.emptyProfile();
        rows.forEach(row -> add(profile, row, 1));
        return profile;
    }

    static void add(ModelProfile to, Row row, int sign) {
        to.addPrediction(row.prediction(), sign);
        if (row.isLabelled()) {
            to.addPair(row.prediction(), row.label(), sign);
        }
    }
}
