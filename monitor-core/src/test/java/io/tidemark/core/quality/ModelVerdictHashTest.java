package io.tidemark.core.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.WindowState;
import io.tidemark.core.label.ConflictRule;
import io.tidemark.core.label.LabelRules;
import io.tidemark.core.model.FieldRef;
import io.tidemark.core.model.GroupColumn;
import io.tidemark.core.model.LabelValue;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelConstraints;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.model.ModelSpec;
import io.tidemark.core.model.Prediction;
import io.tidemark.core.quality.AModel.Row;
import io.tidemark.core.window.WindowKey;
import io.tidemark.core.window.WindowSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModelVerdictHashTest {
    private static final ModelRules RULES = ModelRules.defaults();
    private static final ModelSpec SPEC = AModel.withSex(AModel.binary())
            .withGroup(new GroupColumn("housing", FieldRef.named("housing"), List.of("own", "rent")));
    private static final List<Row> ROWS = rows(400, 1);
    private static final ModelBaseline BASELINE = AModel.baseline(SPEC, rows(2_000, 2));

    @Test
    void isTheSameInEveryRelease() {
        assertThat(hash(AModel.FINAL, ROWS).brief()).isEqualTo("2649d8f35efb");
    }

    @Test
    void doesNotDependOnTheOrderOfRows() {
        ContentHash expected = hash(AModel.FINAL, ROWS);
        for (int seed = 1; seed <= 10; seed++) {
            List<Row> shuffled = new ArrayList<>(ROWS);
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(hash(AModel.FINAL, shuffled)).as("seed " + seed).isEqualTo(expected);
        }
    }

    @Test
    void doesNotDependOnHowPartsAreMergedNorOnCorrections() {
        ContentHash expected = hash(AModel.FINAL, ROWS);
        for (int seed = 1; seed <= 10; seed++) {
            Random random = new Random(seed);
            List<ModelProfile> parts =
                    Stream.generate(BASELINE::emptyProfile).limit(5).toList();
            for (Row row : ROWS) {
                LabelValue label = row.label();
                ModelProfile first = parts.get(random.nextInt(5));
                first.addPrediction(row.prediction(), 1);
                if (label != null) {
                    // The label comes elsewhere, at times after a wrong one that is taken back in yet another part.
                    parts.get(random.nextInt(5)).addPair(row.prediction(), label, 1);
                    if (random.nextInt(4) == 0) {
                        LabelValue wrong = LabelValue.ofClass(1 - label.classIndex());
                        parts.get(random.nextInt(5)).addPair(row.prediction(), wrong, -1);
                        parts.get(random.nextInt(5)).addPair(row.prediction(), wrong, 1);
                    }
                }
            }
            ModelProfile whole = BASELINE.emptyProfile();
            List<ModelProfile> order = new ArrayList<>(parts);
            Collections.shuffle(order, random);
            order.forEach(part -> whole.merge(ModelProfile.decode(part.encode(), BASELINE)));
            assertThat(evaluate(AModel.FINAL, whole)).as("seed " + seed).isEqualTo(expected);
        }
    }

    @Test
    void doesNotDependOnRevisionsOrOnLabelsThatCountForNothing() {
        ModelWindow other = new ModelWindow(AModel.KEY, "", 2, true, 17, 23);

        assertThat(hash(other, ROWS)).isEqualTo(hash(AModel.FINAL, ROWS));
    }

    @Test
    void provisionalReportsHaveNone() {
        assertThat(hash(AModel.OPEN, ROWS).isNone()).isTrue();
        assertThat(AModel.evaluator(RULES)
                        .unjudged(AModel.OPEN, WindowState.NO_BASELINE)
                        .report()
                        .verdictHash()
                        .isNone())
                .isTrue();
    }

    @Test
    void dependsOnEverythingThatWasJudged() {
        List<Row> oneMore = new ArrayList<>(ROWS);
        oneMore.add(AModel.binaryRow(0.7, true));
        List<Row> oneLabelLess = new ArrayList<>(ROWS);
        oneLabelLess.set(0, ROWS.get(0).unlabelled());
        ModelBaseline other = BASELINE.withConstraints(ModelConstraints.NONE);
        WindowKey key = AModel.KEY;
        Stream<ContentHash> hashes = Stream.of(
                hash(AModel.FINAL, ROWS),
                hash(AModel.FINAL, oneMore),
                hash(AModel.FINAL, oneLabelLess),
                AModel.judge(AModel.FINAL, ROWS, other, RULES).report().verdictHash(),
                AModel.judge(AModel.FINAL, ROWS, BASELINE, RULES.withMinima(50, 30, 10))
                        .report()
                        .verdictHash(),
                hash(ModelWindow.of(new WindowKey("fraud", key.variant(), key.startMs()), 9, true), ROWS),
                hash(ModelWindow.of(new WindowKey(key.endpoint(), "green", key.startMs()), 9, true), ROWS),
                hash(
                        ModelWindow.of(
                                new WindowKey(key.endpoint(), key.variant(), key.startMs() + 3_600_000), 9, true),
                        ROWS));

        assertThat(hashes).doesNotHaveDuplicates().hasSize(8);
    }

    @Test
    void configurationIsTheSameInEveryRelease() {
        assertThat(ModelConfig.defaults().hash(AModel.HOURS).brief()).isEqualTo("808a32c17c1c");
    }

    @Test
    void configurationDependsOnWindowsLabelsAndRules() {
        ModelConfig config = ModelConfig.defaults();
        Stream<ContentHash> hashes = Stream.of(
                config.hash(AModel.HOURS),
                config.hash(WindowSpec.of(Duration.ofHours(2), Duration.ZERO)),
                config.hash(WindowSpec.of(Duration.ofHours(1), Duration.ofMinutes(1))),
                config.withLabels(LabelRules.defaults().withHorizon(Duration.ofDays(2)))
                        .hash(AModel.HOURS),
                config.withLabels(LabelRules.defaults().withConflict(ConflictRule.FIRST))
                        .hash(AModel.HOURS),
                config.withRules(ModelRules.ofService()).hash(AModel.HOURS));

        assertThat(hashes).doesNotHaveDuplicates().hasSize(6);
        assertThat(new ModelEvaluator(AModel.HOURS, config).configHash()).isEqualTo(config.hash(AModel.HOURS));
    }

    @Test
    void reportsOfOneEvaluatorDoNotDependOnWhatItJudgedBefore() {
        ModelEvaluator used = AModel.evaluator(RULES);
        for (int seed = 60; seed < 65; seed++) {
            used.evaluate(AModel.OPEN, AModel.profile(BASELINE, rows(200, seed)), BASELINE);
        }

        assertThat(used.evaluate(AModel.FINAL, AModel.profile(BASELINE, ROWS), BASELINE))
                .isEqualTo(AModel.judge(AModel.FINAL, ROWS, BASELINE, RULES));
    }

    private static ContentHash hash(ModelWindow window, List<Row> rows) {
        return evaluate(window, AModel.profile(BASELINE, rows));
    }

    private static ContentHash evaluate(ModelWindow window, ModelProfile profile) {
        return AModel.evaluator(RULES)
                .evaluate(window, profile, BASELINE)
                .report()
                .verdictHash();
    }

    private static List<Row> rows(int n, long seed) {
        List<Row> plain = AModel.binaryRows(n, seed, 0.9);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Row row = plain.get(i);
            long side = i % 3 == 0 ? 2 : 1;
            Prediction prediction = new Prediction(
                    row.prediction().predicted(), row.prediction().value(), new double[0], side, i % 3, -1);
            rows.add(new Row(prediction, row.label()));
        }
        return rows;
    }
}
