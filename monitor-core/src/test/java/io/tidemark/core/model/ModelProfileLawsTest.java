package io.tidemark.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.model.RandomModel.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModelProfileLawsTest {
    /** One step of a stream of changes: a prediction, or a label, added or taken back. */
    private record Change(Prediction prediction, LabelValue label, boolean isLabel, int sign) {
        void applyTo(ModelProfile profile) {
            if (isLabel) {
                profile.addPair(prediction, label, sign);
            } else {
                profile.addPrediction(prediction, sign);
            }
        }
    }

    static Stream<Arguments> models() {
        List<Arguments> models = new ArrayList<>();
        for (Problem problem : Problem.values()) {
            for (long seed = 1; seed <= 4; seed++) {
                models.add(Arguments.of(problem, seed));
            }
        }
        return models.stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void orderOfChangesDoesNotMatterAndCorrectionsMayComeFirst(Problem problem, long seed) {
        RandomModel model = RandomModel.of(problem, seed);
        List<Change> changes = changesOf(model.rows(300), new Random(seed));
        byte[] expected = applied(model, changes).encode();
        for (int shuffle = 0; shuffle < 5; shuffle++) {
            Collections.shuffle(changes, new Random(seed * 31 + shuffle));
            assertThat(applied(model, changes).encode())
                    .as("%s, seed %d, shuffle %d", problem, seed, shuffle)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void anyPartitionIntoDeltasGivesTheWhole(Problem problem, long seed) {
        Random random = new Random(seed);
        RandomModel model = seed % 2 == 0 ? RandomModel.of(problem, seed) : RandomModel.withManyScores(problem, seed);
        List<Change> changes = changesOf(model.rows(1_500), random);
        byte[] expected = applied(model, changes).encode();
        List<ModelProfile> deltas = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            deltas.add(model.shape().emptyProfile());
        }
        changes.forEach(change -> change.applyTo(deltas.get(random.nextInt(deltas.size()))));
        while (deltas.size() > 1) {
            ModelProfile from = deltas.remove(random.nextInt(deltas.size()));
            ModelProfile to = deltas.get(random.nextInt(deltas.size()));
            to.merge(ModelProfile.decode(from.encode(), model.shape()));
        }
        assertThat(deltas.get(0).encode()).as("%s, seed %d", problem, seed).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("models")
    void whatIsTakenBackLeavesNoRows(Problem problem, long seed) {
        RandomModel model = seed % 2 == 0 ? RandomModel.of(problem, seed) : RandomModel.withManyScores(problem, seed);
        List<Row> rows = model.rows(1_500);
        ModelProfile profile = model.profile(rows);
        assertThat(profile.isEmpty()).isFalse();
        Collections.shuffle(rows, new Random(seed));
        rows.forEach(row -> RandomModel.add(profile, row, -1));
        assertThat(profile.isEmpty()).as("%s, seed %d", problem, seed).isTrue();
        assertThat(profile.eligible()).isZero();
        assertThat(profile.labelled()).isZero();
    }

    @ParameterizedTest
    @MethodSource("models")
    void theEmptyProfileChangesNothing(Problem problem, long seed) {
        RandomModel model = RandomModel.of(problem, seed);
        ModelProfile profile = model.profile(model.rows(100));
        byte[] before = profile.encode();
        profile.merge(model.shape().emptyProfile());
        assertThat(profile.encode()).as("%s, seed %d", problem, seed).isEqualTo(before);
        assertThat(model.shape().emptyProfile().isIdentity()).isTrue();
        assertThat(profile.isIdentity()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("models")
    void equalStatesAreEqualBytesAndComeBack(Problem problem, long seed) {
        RandomModel model = seed % 2 == 0 ? RandomModel.of(problem, seed) : RandomModel.withManyScores(problem, seed);
        ModelProfile profile = model.profile(model.rows(1_200));
        byte[] bytes = profile.encode();
        ModelProfile read = ModelProfile.decode(bytes, model.shape());
        assertThat(read.encode()).as("%s, seed %d", problem, seed).isEqualTo(bytes);
        assertThat(read.eligible()).isEqualTo(1_200);
        assertThat(read.labelled()).isEqualTo(profile.labelled());
        assertThat(read.unusableLabels()).isEqualTo(profile.unusableLabels());
    }

    @ParameterizedTest
    @MethodSource("models")
    void aDeltaOfOneCorrectionIsSmallAndNotEmpty(Problem problem, long seed) {
        RandomModel model = RandomModel.of(problem, seed);
        Prediction prediction = model.prediction();
        ModelProfile delta = model.shape().emptyProfile();
        delta.addPrediction(prediction, -1);
        delta.addPrediction(model.prediction(), 1);
        assertThat(delta.eligible()).isZero();
        assertThat(delta.isEmpty()).as("%s, seed %d", problem, seed).isFalse();
        assertThat(delta.encode().length).as("%s, seed %d", problem, seed).isLessThan(700);
    }

    @ParameterizedTest
    @MethodSource("models")
    void damagedBytesAreRefusedWithAMessage(Problem problem, long seed) {
        RandomModel model = RandomModel.of(problem, seed);
        byte[] bytes = model.profile(model.rows(50)).encode();
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            byte[] cut = Arrays.copyOf(damaged, random.nextInt(bytes.length + 1));
            assertThat(refusalOf(cut, model))
                    .as("%s, seed %d, try %d", problem, seed, i)
                    .isNotEqualTo("other");
        }
    }

    /** Empty if the bytes were read, the message if they were refused as an argument, else "other". */
    private static String refusalOf(byte[] bytes, RandomModel model) {
        try {
            ModelProfile.decode(bytes, model.shape());
            return "";
        } catch (IllegalArgumentException | ArithmeticException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static ModelProfile applied(RandomModel model, List<Change> changes) {
        ModelProfile profile = model.shape().emptyProfile();
        changes.forEach(change -> change.applyTo(profile));
        return profile;
    }

    /** Rows whose label is replaced, withdrawn or never comes, and some that are withdrawn themselves. */
    private static List<Change> changesOf(List<Row> rows, Random random) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            LabelValue other = rows.get(random.nextInt(rows.size())).label();
            changes.add(new Change(row.prediction(), row.label(), false, 1));
            if (row.isLabelled()) {
                changes.add(new Change(row.prediction(), row.label(), true, 1));
            }
            if (row.isLabelled() && random.nextInt(4) == 0) {
                changes.add(new Change(row.prediction(), row.label(), true, -1));
                changes.add(new Change(row.prediction(), other, true, 1));
            }
            if (!row.isLabelled() && random.nextInt(10) == 0) {
                changes.add(new Change(row.prediction(), row.label(), false, -1));
            }
        }
        return changes;
    }
}
