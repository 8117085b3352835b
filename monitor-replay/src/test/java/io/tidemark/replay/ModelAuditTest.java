package io.tidemark.replay;

import static io.tidemark.replay.TestCaptures.CENSUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.capture.Rejection;
import io.tidemark.core.config.Deduplication;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.config.Monitors;
import io.tidemark.core.label.ConflictRule;
import io.tidemark.core.label.LabelFate;
import io.tidemark.core.label.LabelRules;
import io.tidemark.core.label.PredictionFate;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.quality.ModelConfig;
import io.tidemark.core.quality.ModelReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model judged by captures and labels: by every order and number of threads the same, and as its story says. */
class ModelAuditTest {
    private static final Instant LATER = Instant.parse("2026-08-01T00:00:00Z");
    private static final ModelBaseline MODEL = TestModel.baseline();
    private static final int IDS = 1_500;

    @TempDir
    private Path folder;

    @Test
    void everyWindowHoldsWhatTheStoriesOfItsIdsSay() throws Exception {
        for (long seed = 1; seed <= 3; seed++) {
            LabelTraffic traffic = LabelTraffic.of(seed, IDS);
            ModelAudit audit = model(write("told" + seed, traffic.captures(), traffic.labels(), 3));
            assertThat(everyone(audit))
                    .as("seed %d", seed)
                    .hasSameSizeAs(traffic.windows().keySet());
            for (ModelReport report : everyone(audit)) {
                Instant start = Instant.ofEpochMilli(report.window().window().startMs());
                LabelTraffic.Expected expected =
                        Objects.requireNonNull(traffic.windows().get(start));
                assertThat(report.eligible()).as("seed %d, %s", seed, start).isEqualTo(expected.eligible());
                assertThat(report.labelled()).as("seed %d, %s", seed, start).isEqualTo(expected.labelled());
                for (int cell = 0; cell < 4; cell++) {
                    assertThat(report.matrix().get(cell / 2, cell % 2))
                            .as("seed %d, %s, cell %d", seed, start, cell)
                            .isEqualTo(expected.cell(cell / 2, cell % 2));
                }
            }
        }
    }

    @Test
    void everyLabelHasTheFateOfItsStory() throws Exception {
        LabelTraffic traffic = LabelTraffic.of(4, IDS);
        LabelAccounting labels =
                model(write("fates", traffic.captures(), traffic.labels(), 2)).labels();
        assertThat(labels.received()).isEqualTo(traffic.labels().size());
        assertThat(labels.count(LabelFate.DUPLICATE)).isEqualTo(traffic.made("twice"));
        assertThat(labels.count(LabelFate.REPLACED)).isEqualTo(traffic.made("contradicted"));
        assertThat(labels.count(LabelFate.EXPIRED)).isEqualTo(traffic.made("tooLate"));
        assertThat(labels.count(LabelFate.ORPHAN_EXPIRED))
                .isEqualTo(traffic.made("unknown") + traffic.made("tooEarly"));
        assertThat(labels.count(LabelFate.MISMATCHED)).isEqualTo(traffic.made("mismatched"));
        assertThat(labels.count(LabelFate.RETRACTED)).isEqualTo(traffic.made("takenBack"));
        assertThat(labels.count(LabelFate.RETRACTION)).isEqualTo(traffic.made("takenBack") + traffic.made("corrected"));
        assertThat(labels.count(LabelFate.ORPHAN_WAITING)).isZero();
        assertThat(labels.count(PredictionFate.OPEN)).isZero();
        assertThat(labels.eligible())
                .isEqualTo(traffic.windows().values().stream()
                        .mapToLong(LabelTraffic.Expected::eligible)
                        .sum());
    }

    @Test
    void neitherTheOrderOfFilesAndLinesNorCompressionNorThreadsMatter() throws Exception {
        LabelTraffic traffic = LabelTraffic.of(5, IDS);
        AuditResult whole = Audit.run(
                write("whole", traffic.captures(), traffic.labels(), 1).withThreads(1));
        for (int seed = 1; seed <= 4; seed++) {
            List<String> captures = LabelTraffic.shuffled(traffic.captures(), seed);
            List<String> labels = LabelTraffic.shuffled(traffic.labels(), -seed);
            AuditPlan plan =
                    write("shuffled" + seed, captures, labels, 2 + 3 * seed).withThreads(seed * 2);
            AuditResult result = Audit.run(plan);
            assertThat(result.runHash()).as("seed %d", seed).isEqualTo(whole.runHash());
            assertThat(result.model().orElseThrow())
                    .as("seed %d", seed)
                    .isEqualTo(whole.model().orElseThrow());
        }
    }

    @Test
    void oneOtherLabelChangesTheRunHash() throws Exception {
        LabelTraffic traffic = LabelTraffic.of(6, 300);
        AuditResult whole = Audit.run(write("whole", traffic.captures(), traffic.labels(), 1));
        List<String> most = traffic.labels().stream()
                .filter(label -> !label.contains("\"unknown"))
                .toList();
        assertThat(Audit.run(write("known", traffic.captures(), most, 1)).runHash())
                .as("labels of nobody")
                .isEqualTo(whole.runHash());
        List<String> other = new ArrayList<>(traffic.labels());
        other.add(TestLabels.timed("id-1", "yes", "2026-03-09T00:00:00Z"));
        assertThat(Audit.run(write("other", traffic.captures(), other, 1)).runHash())
                .isNotEqualTo(whole.runHash());
    }

    @Test
    void withoutAModelTheHashIsThatOfTheInputAlone() throws Exception {
        LabelTraffic traffic = LabelTraffic.of(7, 300);
        AuditPlan plan = write("both", traffic.captures(), traffic.labels(), 1);
        AuditResult with = Audit.run(plan);
        AuditResult without = Audit.run(plan.withModel(null));
        assertThat(without.model()).isEmpty();
        assertThat(without.evaluations()).isEqualTo(with.evaluations());
        assertThat(without.accounting()).isEqualTo(with.accounting());
        assertThat(without.runHash()).isNotEqualTo(with.runHash());
        assertThat(with.violations())
                .isEqualTo(without.violations() + with.model().orElseThrow().violations());
    }

    @Test
    void segmentsFollowTheRowsOfAllAndAddUpToThem() throws Exception {
        LabelTraffic traffic = LabelTraffic.of(8, IDS);
        List<ModelReport> reports = model(write("segments", traffic.captures(), traffic.labels(), 2))
                .reports();
        assertThat(reports).hasSize(4 * LabelTraffic.HOURS);
        for (int i = 0; i < reports.size(); i += 4) {
            List<ModelReport> window = reports.subList(i, i + 4);
            assertThat(window)
                    .extracting(report -> report.window().segment())
                    .containsExactly("", "north", "south", "other");
            assertThat(window.subList(1, 4).stream()
                            .mapToLong(ModelReport::eligible)
                            .sum())
                    .isEqualTo(window.get(0).eligible());
            assertThat(window.subList(1, 4).stream()
                            .mapToLong(ModelReport::labelled)
                            .sum())
                    .isEqualTo(window.get(0).labelled());
        }
        assertThat(reports)
                .isSortedAccordingTo(Comparator.comparing(
                        (ModelReport report) -> report.window().window()))
                .allMatch(report -> report.window().isFinal());
    }

    @Test
    void theConflictRuleDecidesAboutContradictions() throws Exception {
        capture("a", "2026-03-01T00:10:00Z", "1,0.900");
        labels("2026/03/01/05/l.jsonl", TestLabels.label("a", "1"), TestLabels.label("a", "0"));
        assertThat(matrixOf(ConflictRule.FIRST)).containsExactly(0L, 0L, 0L, 1L);
        assertThat(matrixOf(ConflictRule.LAST)).containsExactly(0L, 1L, 0L, 0L);
        assertThat(matrixOf(ConflictRule.REJECT)).containsExactly(0L, 0L, 0L, 0L);
    }

    @Test
    void labelTimeIsTheFoldersHourUnlessTheLabelSaysIt() throws Exception {
        capture("a", "2026-03-01T00:10:00Z", "1,0.900");
        labels("2026/04/02/05/l.jsonl", TestLabels.label("a", "1"));
        assertThat(model(plan()).labels().fates()).isEqualTo(Map.of(LabelFate.EXPIRED, 1L));
        labels("2026/04/02/05/l.jsonl", TestLabels.timed("a", "1", "2026-03-01T01:00:00Z"));
        assertThat(model(plan()).labels().fates()).isEqualTo(Map.of(LabelFate.JOINED, 1L));
    }

    @Test
    void aTimeGivenStandsForFilesThatTellNone() throws Exception {
        capture("a", "2026-03-01T00:10:00Z", "1,0.900");
        labels("labels.csv", "inferenceId,label", "a,1");
        assertThatThrownBy(() -> Audit.run(plan()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("labels.csv:2")
                .hasMessageContaining("--label-time");
        ModelPlan timed = ModelPlan.of(MODEL, ModelConfig.defaults())
                .withGroundTruth(folder.resolve("labels"), Instant.parse("2026-03-02T00:00:00Z"));
        assertThat(model(plan().withModel(timed)).labels().fates()).isEqualTo(Map.of(LabelFate.JOINED, 1L));
    }

    @Test
    void labelsThatCannotBeReadAreNamedByFileAndLineInOrder() throws Exception {
        capture("a", "2026-03-01T00:10:00Z", "1,0.900");
        labels("2026/03/01/05/b.jsonl", "{broken", TestLabels.label("a", "1"), "x".repeat((1 << 20) + 1));
        labels("2026/03/01/04/a.jsonl", TestLabels.label("", "1"), TestLabels.label("a", ""));
        ModelAudit audit = model(plan());
        assertThat(audit.deadLetters())
                .extracting(letter -> letter.file() + ":" + letter.line() + " " + letter.reason())
                .containsExactly(
                        "2026/03/01/04/a.jsonl:1 NO_KEY",
                        "2026/03/01/04/a.jsonl:2 EMPTY_PAYLOAD",
                        "2026/03/01/05/b.jsonl:1 MALFORMED",
                        "2026/03/01/05/b.jsonl:3 OVERSIZE");
        assertThat(audit.labels().deadLettered())
                .isEqualTo(Map.of(
                        Rejection.NO_KEY, 1L,
                        Rejection.EMPTY_PAYLOAD, 1L,
                        Rejection.MALFORMED, 1L,
                        Rejection.OVERSIZE, 1L));
        assertThat(audit.labels().received()).isEqualTo(5);
        assertThat(audit.labels().count(LabelFate.DEAD_LETTERED)).isEqualTo(4);
    }

    @Test
    void answersThatCannotBeReadAreCountedAndTheFirstIsNamed() throws Exception {
        capture("a", "2026-03-01T00:10:00Z", "maybe,0.900");
        capture("b", "2026-03-01T00:10:00Z", "1,0.900");
        TestCaptures.write(
                folder.resolve("captures/z.jsonl"),
                List.of(TestCaptures.record("c", "2026-03-01T00:10:00Z", "1,a,north")));
        labels("2026/03/01/05/l.jsonl", TestLabels.label("b", "1"));
        ModelAudit audit = model(plan());
        assertThat(audit.labels().unusable()).isEqualTo(2);
        assertThat(audit.labels().rows()).isEqualTo(1);
        assertThat(audit.firstUnusable()).startsWith("a.jsonl:1: row 0");
    }

    @Test
    void aRecordThatContradictsItsRepeatCountsOnceWhicheverComesFirst() throws Exception {
        String one = TestLabels.answered("a", "2026-03-01T00:10:00Z", "1,a,north", "1,0.900");
        String other = TestLabels.answered("a", "2026-03-01T00:10:00Z", "1,a,north", "0,0.100");
        AuditResult forth = Audit.run(write("forth", List.of(one, other), List.of(), 1));
        AuditResult back = Audit.run(write("back", List.of(other, one), List.of(), 1));
        assertThat(back.runHash()).isEqualTo(forth.runHash());
        LabelAccounting labels = forth.model().orElseThrow().labels();
        assertThat(labels.eligible()).isEqualTo(1);
        assertThat(labels.count(PredictionFate.REPEATED)).isEqualTo(1);
        assertThat(labels.conflicts()).isEqualTo(1);
    }

    @Test
    void repeatsAreToldEvenWhereInputCountsThemEachTime() throws Exception {
        String record = TestLabels.answered("a", "2026-03-01T00:10:00Z", "1,a,north", "1,0.900");
        AuditPlan plan = write("repeats", List.of(record, record), List.of(), 1);
        Monitors monitors = plan.monitors()
                .map(monitor -> monitor.withConfig(monitor.config().withDuplicates(Deduplication.off())));
        AuditResult result = Audit.run(new AuditPlan(
                plan.captures(),
                plan.names(),
                plan.baseline(),
                monitors,
                plan.now(),
                1,
                null,
                plan.following(),
                plan.progress(),
                plan.modelPlan(),
                null));
        assertThat(result.accounting().counted()).isEqualTo(2);
        assertThat(result.model().orElseThrow().labels().eligible()).isEqualTo(1);
    }

    @Test
    void withoutLabelsEveryRowIsUnlabelledForGood() throws Exception {
        LabelTraffic traffic = LabelTraffic.of(9, 300);
        AuditPlan plan =
                write("none", traffic.captures(), List.of(), 1).withModel(ModelPlan.of(MODEL, ModelConfig.defaults()));
        ModelAudit audit = model(plan);
        assertThat(audit.labels().received()).isZero();
        assertThat(audit.labels().count(PredictionFate.EXPIRED_UNLABELLED))
                .isEqualTo(audit.labels().eligible())
                .isPositive();
        assertThat(everyone(audit))
                .allMatch(report -> report.labelled() == 0 && report.window().isFinal());
    }

    @Test
    void moreThanMayBeHeldIsRefusedWithWhatToDo() {
        LabelTraffic traffic = LabelTraffic.of(10, 2_000);
        AuditPlan plan = write("large", traffic.captures(), traffic.labels(), 1);
        ModelPlan narrow = plan.model().orElseThrow().withMostBytes(64 << 10);
        assertThatThrownBy(() -> Audit.run(plan.withModel(narrow)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--label-memory");
        assertThatThrownBy(() -> narrow.withMostBytes(0)).hasMessageContaining("not at least 1");
    }

    @Test
    void filesOfLabelsCountAsProgress() throws Exception {
        capture("a", "2026-03-01T00:10:00Z", "1,0.900");
        labels("2026/03/01/05/l.jsonl", TestLabels.label("a", "1"), TestLabels.label("b", "1"));
        labels("2026/03/01/06/notes.txt", "not a label");
        List<String> told = new ArrayList<>();
        AuditResult result = Audit.run(plan().withProgress(new AuditProgress() {
            @Override
            public void begun(int files, long bytes) {
                told.add(files + " files");
            }

            @Override
            public void fileDone(SourceFile file, long records) {
                told.add(file.at(records));
            }
        }));
        assertThat(told).containsExactly("2 files", "a.jsonl:1", "2026/03/01/05/l.jsonl:2");
        assertThat(result.model().orElseThrow().ignored()).containsExactly("2026/03/01/06/notes.txt");
    }

    private AuditPlan write(String name, List<String> captures, List<String> labels, int files) {
        Path root = folder.resolve(name);
        LabelTraffic.write(root.resolve("captures"), captures, files);
        LabelTraffic.write(root.resolve("labels"), labels, files);
        return plan(root, ModelConfig.defaults());
    }

    private AuditPlan plan() {
        return plan(folder, ModelConfig.defaults());
    }

    private static AuditPlan plan(Path root, ModelConfig config) {
        Baseline baseline = TestBaseline.of(root.resolve("captures"));
        return AuditPlan.of(root.resolve("captures"), baseline, MonitorConfig.defaults(), LATER)
                .withNames(CENSUS)
                .withThreads(2)
                .withModel(ModelPlan.of(MODEL, config).withGroundTruth(root.resolve("labels"), null));
    }

    private void capture(String id, String time, String answer) {
        TestCaptures.write(
                folder.resolve("captures").resolve(id + ".jsonl"),
                List.of(TestLabels.answered(id, time, "1,a,north", answer)));
    }

    private void labels(String name, String... lines) {
        TestCaptures.write(folder.resolve("labels").resolve(name), List.of(lines));
    }

    private List<Long> matrixOf(ConflictRule rule) throws IOException, InterruptedException {
        LabelRules rules = LabelRules.defaults().withConflict(rule).withHorizon(Duration.ofDays(1));
        AuditPlan plan = plan(folder, ModelConfig.defaults().withLabels(rules));
        return everyone(model(plan)).get(0).matrix().cells();
    }

    private static ModelAudit model(AuditPlan plan) throws IOException, InterruptedException {
        return Audit.run(plan).model().orElseThrow();
    }

    private static List<ModelReport> everyone(ModelAudit audit) {
        return audit.reports().stream()
                .filter(report -> report.window().segment().isEmpty())
                .toList();
    }
}
