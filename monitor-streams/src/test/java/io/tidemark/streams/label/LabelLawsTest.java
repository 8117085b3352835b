package io.tidemark.streams.label;

import static io.tidemark.streams.label.ModelSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.label.Change;
import io.tidemark.core.label.ConflictRule;
import io.tidemark.core.label.JoinEntry;
import io.tidemark.core.label.Label;
import io.tidemark.core.label.LabelJoin;
import io.tidemark.core.label.LabelRules;
import io.tidemark.core.label.PredictedRecord;
import io.tidemark.core.model.Facet;
import io.tidemark.core.model.LabelValueReader;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.model.Prediction;
import io.tidemark.core.quality.ModelConfig;
import io.tidemark.core.quality.ModelEvaluator;
import io.tidemark.core.quality.ModelWindow;
import io.tidemark.core.window.WindowKey;
import io.tidemark.streams.processor.EndpointPolicy;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.ModelReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Final revisions are a function of the set of records: of no order, partitioning, beat or restart. */
class LabelLawsTest {
    private static final long SEED = 20260302;
    private static final int PREDICTIONS = 200;
    private static final int WINDOWS = 6;

    /**
     * Horizon and wait of labels. Records lie so close together that no watermark passes a time for which one is still to
     * come, however they are shuffled: all labels that count are dated before the first deadline.
     */
    private static final Duration RULE_TIME = Duration.ofMinutes(3);

    /** A record of either topic. */
    private sealed interface Sent {
        record Predicted(String id, Instant time, String sex, double score) implements Sent {}

        record Labelled(String id, Instant time, int line, String value) implements Sent {}
    }

    private final List<Sent> records = records(new Random(SEED));

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void anyOrderOfArrivalGivesTheSameVerdicts(int partitions) {
        Map<String, String> expected = expected(records, ConflictRule.LAST);
        for (int run = 0; run < 8; run++) {
            long seed = SEED + run;
            List<Sent> shuffled = new ArrayList<>(records);
            Collections.shuffle(shuffled, new Random(seed));

            LabelBench bench = run(shuffled, partitions, new Random(seed), ConflictRule.LAST);

            assertThat(verdicts(bench))
                    .as("seed %d, %d partitions", seed, partitions)
                    .isEqualTo(expected);
            LabelJoinProcessorTest.assertIdentity(bench);
        }
    }

    @ParameterizedTest
    @EnumSource(ConflictRule.class)
    void everyRuleForContradictionsGivesTheVerdictsOfTheCore(ConflictRule conflict) {
        List<Sent> shuffled = new ArrayList<>(records);
        Collections.shuffle(shuffled, new Random(SEED));

        LabelBench bench = run(shuffled, 2, new Random(SEED), conflict);

        assertThat(verdicts(bench)).as("seed %d", SEED).isEqualTo(expected(records, conflict));
        LabelJoinProcessorTest.assertIdentity(bench);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneInputMayBeReadFarAheadOfTheOther(boolean labelsFirst) {
        List<Sent> ordered = new ArrayList<>(records);
        ordered.sort((a, b) -> Boolean.compare(isLabel(a) != labelsFirst, isLabel(b) != labelsFirst));
        LabelBench bench = new LabelBench(2, rules(ConflictRule.LAST));
        boolean hasTurned = false;
        for (Sent record : ordered) {
            if (!hasTurned && isLabel(record) != labelsFirst) {
                hasTurned = true;
                bench.beat();
                bench.restart();
            }
            send(bench, record);
        }
        end(bench);

        assertThat(verdicts(bench)).isEqualTo(expected(records, ConflictRule.LAST));
        LabelJoinProcessorTest.assertIdentity(bench);
    }

    private static boolean isLabel(Sent record) {
        return record instanceof Sent.Labelled;
    }

    private static LabelBench run(List<Sent> records, int partitions, Random random, ConflictRule conflict) {
        LabelBench bench = new LabelBench(partitions, rules(conflict));
        for (Sent record : records) {
            send(bench, record);
            if (random.nextInt(40) == 0) {
                bench.beat();
            }
            if (random.nextInt(120) == 0) {
                bench.restart();
            }
        }
        end(bench);
        return bench;
    }

    private static void end(LabelBench bench) {
        Instant last = NOW.plusSeconds(10 * WINDOWS - 1);
        bench.beat();
        bench.endCaptures("fraud", last);
        bench.endLabels(last);
        bench.beat();
        bench.beat();
    }

    private static LabelRules rules(ConflictRule conflict) {
        return new LabelRules(
                RULE_TIME, RULE_TIME, conflict, LabelRules.defaults().coverageSteps());
    }

    private static void send(LabelBench bench, Sent record) {
        if (record instanceof Sent.Predicted p) {
            bench.predict("fraud", p.id(), p.time(), p.sex(), p.score());
        } else if (record instanceof Sent.Labelled label) {
            bench.sendLabel(
                    label.id(),
                    label.value().isEmpty()
                            ? ModelSamples.retraction(label.id(), label.time())
                            : ModelSamples.label(label.id(), label.time(), label.value()),
                    Map.of(Topics.SOURCE_HEADER, "labels.jsonl:" + label.line()));
        }
    }

    /** Captures repeated and contradicting; labels early, late, corrected, contradicting, taken back, repeated, of nobody, and none at all. */
    private static List<Sent> records(Random random) {
        List<Sent> made = new ArrayList<>();
        int line = 0;
        for (int i = 0; i < PREDICTIONS; i++) {
            String id = "id-" + i;
            Instant time = NOW.plusMillis(random.nextInt(10_000 * WINDOWS));
            double score = random.nextInt(1_000) / 1_000.0;
            Sent prediction = new Sent.Predicted(id, time, random.nextInt(3) == 0 ? "F" : "M", score);
            made.add(prediction);
            if (random.nextInt(10) == 0) {
                made.add(prediction);
            } else if (random.nextInt(10) == 0) {
                made.add(new Sent.Predicted(id, time, "F", random.nextInt(1_000) / 1_000.0));
            }
            int labels = random.nextInt(4);
            for (int label = 0; label < labels; label++) {
                Instant known = random.nextInt(40) == 0
                        ? time.minus(RULE_TIME).minusMillis(1)
                        : NOW.minusSeconds(110).plusMillis(random.nextInt(300_000));
                String value = random.nextInt(8) == 0 ? "" : Integer.toString(random.nextInt(2));
                Sent sent = new Sent.Labelled(id, known, line++, value);
                made.add(sent);
                if (random.nextInt(10) == 0) {
                    made.add(sent);
                }
            }
        }
        for (int i = 0; i < 20; i++) {
            made.add(new Sent.Labelled("nobody-" + i, NOW.plusSeconds(i), line++, "1"));
        }
        for (int i = 0; i < 5; i++) {
            made.add(new Sent.Labelled("id-" + i, NOW.plusSeconds(270), line++, "1"));
        }
        return made;
    }

    private static Map<String, String> verdicts(LabelBench bench) {
        Map<String, String> verdicts = new TreeMap<>();
        for (ModelReport report : bench.allReports()) {
            if (report.getStatus().equals("FINAL")) {
                String before =
                        verdicts.put(report.getWindowStart() + "/" + report.getSegment(), report.getVerdictHash());
                assertThat(before).as("a window is final once").isNull();
            }
        }
        return verdicts;
    }

    /** What the core says of the same records in their given order, without any stream. */
    private static Map<String, String> expected(List<Sent> records, ConflictRule conflict) {
        ModelBaseline model = ModelSamples.MODEL;
        ModelConfig config = ModelSamples.models(rules(conflict));
        LabelJoin join = new LabelJoin(ModelSamples.CONFIG.windows(), config.labels());
        LabelValueReader values = model.newLabelValueReader();
        Map<String, JoinEntry> entries = new TreeMap<>();
        Map<Long, Map<String, ModelProfile>> tables = new TreeMap<>();
        for (Sent record : records) {
            List<Change> changes;
            if (record instanceof Sent.Predicted p) {
                PredictedRecord predicted = new PredictedRecord(
                        "fraud", EndpointPolicy.DEFAULT_VARIANT, p.time().toEpochMilli(), List.of(predictionOf(p)));
                changes = join.addPredictions(entries.computeIfAbsent(p.id(), id -> new JoinEntry()), predicted)
                        .rows();
            } else if (record instanceof Sent.Labelled l) {
                Label label = l.value().isEmpty()
                        ? Label.retraction(l.time().toEpochMilli(), l.line())
                        : Label.of(l.time().toEpochMilli(), l.line(), List.of(l.value()));
                changes = join.addLabel(entries.computeIfAbsent(l.id(), id -> new JoinEntry()), label)
                        .rows();
            } else {
                throw new AssertionError(record);
            }
            for (Change change : changes) {
                Map<String, ModelProfile> window =
                        tables.computeIfAbsent(change.window().startMs(), start -> new TreeMap<>());
                String segment = model.spec().segmentLabel(change.prediction().segment());
                for (String name : List.of("", segment)) {
                    ModelProfile profile = window.computeIfAbsent(name, n -> model.emptyProfile());
                    if (change.kind().isLabel()) {
                        profile.addPair(
                                change.prediction(),
                                values.read(change.label()),
                                change.kind().sign());
                    } else {
                        profile.addPrediction(change.prediction(), change.kind().sign());
                    }
                }
            }
        }
        ModelEvaluator evaluator = new ModelEvaluator(ModelSamples.CONFIG.windows(), config);
        Map<String, String> verdicts = new TreeMap<>();
        tables.forEach((start, segments) -> segments.forEach((segment, profile) -> {
            ModelWindow window = ModelWindow.of(new WindowKey("fraud", EndpointPolicy.DEFAULT_VARIANT, start), 1, true)
                    .ofSegment(segment);
            verdicts.put(
                    start + "/" + segment,
                    evaluator
                            .evaluate(window, profile, model)
                            .report()
                            .verdictHash()
                            .hex());
        }));
        return verdicts;
    }

    private static Prediction predictionOf(Sent.Predicted p) {
        boolean isOfFacet = p.sex().equals("F");
        return new Prediction(
                p.score() > 0.5 ? 1 : 0,
                p.score(),
                new double[0],
                isOfFacet ? Facet.DISADVANTAGED : Facet.ADVANTAGED,
                Prediction.NONE,
                isOfFacet ? 0 : 1);
    }
}
