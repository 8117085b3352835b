package io.tidemark.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.stats.fairness.FlipTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlipSampleTest {
    private static final List<String> COMPARED = List.of("age", "hours", "gain");

    private static ModelBaseline.Shape shape(int rowsPerSide) {
        return RandomModel.shape(
                ModelSpec.binary(FieldRef.named("label"), FieldRef.named("score"), 0.5, List.of("no", "yes"))
                        .withFacets(List.of(Facet.ofValues("sex", List.of("Female")), Facet.above("age", 40)))
                        .withInputs(ModelInputs.NONE.withFlipTest(COMPARED, rowsPerSide)));
    }

    /** Rows whose facets follow from their numbers, some of them halves or negative; keys are any numbers. */
    private static List<Prediction> rows(int count, long seed) {
        Random random = new Random(seed);
        List<Prediction> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double age = 18 + random.nextInt(60);
            double[] features = {age, random.nextInt(80) / 2.0, random.nextInt(5) == 0 ? -1.25 : 0};
            boolean isFemale = random.nextInt(3) == 0;
            long facets = (isFemale ? Facet.DISADVANTAGED : Facet.ADVANTAGED)
                    | (age > 40 ? Facet.DISADVANTAGED : Facet.ADVANTAGED) << 2;
            boolean isPositive = random.nextDouble() < (isFemale ? 0.2 : 0.5);
            rows.add(new Prediction(isPositive ? 1 : 0, Double.NaN, new double[0], facets, -1, -1)
                    .with(new FlipRow(random.nextLong() | 1, features)));
        }
        return rows;
    }

    private static ModelProfile profile(ModelBaseline.Shape shape, List<Prediction> rows) {
        ModelProfile profile = shape.emptyProfile();
        rows.forEach(row -> profile.addPrediction(row, 1));
        return profile;
    }

    /** What a prediction is once it was stored. */
    private static Prediction stored(Prediction prediction) {
        return Prediction.decode(prediction.encode());
    }

    /** By definition: the rows of each side with the smallest keys, in the order of their contents. */
    private static BiasValue expected(List<Prediction> rows, int facet, int perSide) {
        int[] used = facet == 1 ? new int[] {1, 2} : new int[] {0, 1, 2};
        return FlipTest.of(side(rows, facet, true, perSide, used), side(rows, facet, false, perSide, used));
    }

    private static FlipTest.Rows side(List<Prediction> rows, int facet, boolean isIn, int perSide, int[] used) {
        List<Prediction> kept = rows.stream()
                .filter(row -> (row.side(facet) == Facet.DISADVANTAGED) == isIn)
                .sorted((x, y) ->
                        Long.compareUnsigned(x.flipRow().key(), y.flipRow().key()))
                .limit(perSide)
                .toList();
        double[][] features = new double[kept.size()][];
        Integer[] order = new Integer[kept.size()];
        for (int i = 0; i < kept.size(); i++) {
            double[] all = kept.get(i).flipRow().features();
            features[i] = Arrays.stream(used).mapToDouble(column -> all[column]).toArray();
            order[i] = i;
        }
        Arrays.sort(order, (x, y) -> {
            int byFeatures = Arrays.compare(features[x], features[y]);
            return byFeatures != 0
                    ? byFeatures
                    : Integer.compare(kept.get(x).predicted(), kept.get(y).predicted());
        });
        double[][] sorted = new double[order.length][];
        boolean[] answers = new boolean[order.length];
        for (int i = 0; i < order.length; i++) {
            sorted[i] = features[order[i]];
            answers[i] = kept.get(order[i]).predicted() == 1;
        }
        return new FlipTest.Rows(sorted, answers);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void figureIsThatOfTheRowsWithTheSmallestKeys(long seed) {
        List<Prediction> rows = rows(700, seed);

        ModelProfile profile = profile(shape(50), rows);

        for (int facet = 0; facet < 2; facet++) {
            FlipTest.Flips flips = profile.flips(facet);
            assertThat(flips.disadvantaged()).isEqualTo(50);
            assertThat(flips.advantaged()).isEqualTo(50);
            assertThat(flips.value()).as("facet %d, seed %d", facet, seed).isEqualTo(expected(rows, facet, 50));
        }
    }

    @Test
    void windowOfFewRowsKeepsAllOfThem() {
        List<Prediction> rows = rows(150, 5);

        ModelProfile profile = profile(shape(200), rows);

        assertThat(profile.flips(0).disadvantaged() + profile.flips(0).advantaged())
                .isEqualTo(150);
        assertThat(profile.flips(0).value()).isEqualTo(expected(rows, 0, 1_000));
        assertThat(profile.flips(1).value()).isEqualTo(expected(rows, 1, 1_000));
    }

    /** Rows come in any order, on any partition; some are named twice with other contents, and one of the two is withdrawn. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void anyOrderAndPartitionGivesTheSameBytes(long seed) {
        ModelBaseline.Shape shape = shape(20);
        List<Prediction> rows = rows(900, seed);
        Set<Integer> withdrawn = new HashSet<>();
        for (int i = 0; i < 120; i++) {
            withdrawn.add(new Random(seed + i).nextInt(rows.size()));
        }
        byte[] expected = null;
        for (int run = 0; run < 5; run++) {
            Random random = new Random(seed * 100 + run);
            List<Runnable> steps = new ArrayList<>();
            List<ModelProfile> parts = new ArrayList<>();
            for (int part = 0; part <= run; part++) {
                parts.add(shape.emptyProfile());
            }
            for (int i = 0; i < rows.size(); i++) {
                Prediction row = rows.get(i);
                ModelProfile to = parts.get(random.nextInt(parts.size()));
                steps.add(() -> to.addPrediction(row, 1));
                if (withdrawn.contains(i)) {
                    ModelProfile from = parts.get(random.nextInt(parts.size()));
                    steps.add(() -> from.addPrediction(stored(row), -1));
                }
            }
            Collections.shuffle(steps, random);
            steps.forEach(Runnable::run);
            ModelProfile whole = shape.emptyProfile();
            Collections.shuffle(parts, random);
            parts.forEach(part -> whole.merge(ModelProfile.decode(part.encode(), shape)));
            byte[] bytes = whole.encode();
            expected = expected == null ? bytes : expected;
            assertThat(bytes).as("seed %d, run %d", seed, run).isEqualTo(expected);
            assertThat(ModelProfile.decode(bytes, shape).encode()).isEqualTo(bytes);
        }
    }

    @Test
    void withdrawnRowIsNotComparedButKeepsItsPlace() {
        ModelBaseline.Shape shape = shape(10);
        List<Prediction> rows = new ArrayList<>(rows(400, 9));
        ModelProfile profile = profile(shape, rows);
        rows.sort((x, y) -> Long.compareUnsigned(x.flipRow().key(), y.flipRow().key()));
        Prediction first = rows.stream()
                .filter(row -> row.side(0) == Facet.DISADVANTAGED)
                .findFirst()
                .orElseThrow();

        profile.addPrediction(stored(first), -1);

        assertThat(profile.flips(0).disadvantaged()).isEqualTo(9);
        assertThat(profile.flips(0).advantaged()).isEqualTo(10);
    }

    @Test
    void everythingTakenBackLeavesNoRowsButATrace() {
        ModelBaseline.Shape shape = shape(10);
        List<Prediction> rows = rows(100, 11);
        ModelProfile profile = profile(shape, rows);

        rows.forEach(row -> profile.addPrediction(stored(row), -1));

        assertThat(profile.isEmpty()).isTrue();
        assertThat(profile.isIdentity()).as("named rows keep their place").isFalse();
        assertThat(profile.flips(0).value()).isEqualTo(new BiasValue.Undefined(BiasValue.Reason.FACET_EMPTY));
    }

    @Test
    void partOfOneFacetProvesItsFigure() {
        ModelBaseline.Shape shape = shape(25);
        ModelProfile profile = profile(shape, rows(500, 13));

        for (int facet = 0; facet < 2; facet++) {
            ModelProfile part =
                    ModelProfile.decode(profile.onlyFlips(facet, shape).encode(), shape);

            assertThat(part.flips(facet)).isEqualTo(profile.flips(facet));
            assertThat(part.encode().length).isLessThan(profile.encode().length);
        }
    }

    @Test
    void rowsThatAreNotComparedTakeNoPlace() {
        ModelBaseline.Shape shape = shape(10);
        ModelProfile profile = shape.emptyProfile();

        profile.addPrediction(Prediction.ofBinary(true, 0.9), 1);

        assertThat(profile.eligible()).isOne();
        assertThat(profile.flips(0).advantaged()).isZero();
    }

    @Test
    void modelWithoutFlipTestStoresNothingMore() {
        ModelBaseline.Shape without = RandomModel.shape(shape(10).spec().withInputs(ModelInputs.NONE));
        List<Prediction> rows = rows(50, 17);

        byte[] bytes = profile(without, rows).encode();

        assertThat(bytes)
                .isEqualTo(profile(
                                without,
                                rows.stream().map(row -> row.with(FlipRow.NONE)).toList())
                        .encode());
    }

    @Test
    void stateIsSmallWholeNumbersTakeAByteOrTwo() {
        ModelBaseline.Shape shape = shape(200);

        int bytes = profile(shape, rows(20_000, 19)).encode().length;

        assertThat(bytes).isLessThan(30 * 800);
    }

    @Test
    void rowOfAnotherModelIsRefused() {
        Prediction narrow = Prediction.ofBinary(true, 0.9).with(new FlipRow(7, new double[] {1}));

        assertThatThrownBy(() -> shape(10).emptyProfile().addPrediction(narrow, 1))
                .hasMessageContaining("features of a row = 1, compared = 3");
    }
}
