package io.tidemark.app.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.baseline.BaselineJob;
import io.tidemark.baseline.BaselinePlan;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.label.ConflictRule;
import io.tidemark.core.label.LabelFate;
import io.tidemark.core.label.LabelRules;
import io.tidemark.core.label.PredictionFate;
import io.tidemark.core.quality.FigureKind;
import io.tidemark.core.quality.ModelConfig;
import io.tidemark.core.quality.ModelReport;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.replay.Audit;
import io.tidemark.replay.AuditPlan;
import io.tidemark.replay.AuditResult;
import io.tidemark.replay.CaptureNames;
import io.tidemark.replay.LabelAccounting;
import io.tidemark.replay.ModelPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real streams with late, repeated, contradicting and missing labels, against figures counted from the rows themselves. */
@EnabledIfEnvironmentVariable(
        named = RealStream.VARIABLE,
        matches = ".+",
        disabledReason = "the real data are not there: set TIDEMARK_DATA to their folder")
class RealLabelsTest {
    private static final Instant LATER = Instant.parse("2026-11-01T00:00:00Z");
    private static final Map<RealStream, AuditResult> AUDITS = new EnumMap<>(RealStream.class);

    @ParameterizedTest
    @EnumSource
    void finalFiguresAreThoseOfTheRows(RealStream stream) throws Exception {
        Map<Long, RealTruth> truth = truth(stream, stream.window());
        List<ModelReport> reports = audited(stream).model().orElseThrow().reports();
        assertThat(reports).hasSameSizeAs(truth.keySet());
        for (ModelReport report : reports) {
            assertIsOf(
                    report,
                    Objects.requireNonNull(truth.get(report.window().window().startMs())));
        }
    }

    @ParameterizedTest
    @EnumSource
    void figuresOfTheWholeTimeAreThoseOfTheRows(RealStream stream) throws Exception {
        Duration whole = Duration.ofDays(366);
        RealTruth truth = truth(stream, whole).values().iterator().next();
        List<ModelReport> reports =
                audit(stream, whole, 2).model().orElseThrow().reports();
        assertIsOf(reports.get(0), truth);
    }

    @ParameterizedTest
    @EnumSource
    void everyLabelIsAccountedForAsItsFilesSay(RealStream stream) throws Exception {
        LabelAccounting labels = audited(stream).model().orElseThrow().labels();
        Set<String> unreadable = stream.unreadable();
        Map<String, String> first = stream.firstLabels();
        long ofUnreadable = stream.labelLines().stream()
                .filter(line -> unreadable.stream().anyMatch(line::contains))
                .count();
        assertThat(labels.received()).isEqualTo(stream.labelLines().size());
        assertThat(labels.count(LabelFate.ORPHAN_EXPIRED))
                .isEqualTo(stream.told("unknown_inference_id") + ofUnreadable);
        assertThat(labels.count(LabelFate.JOINED)
                        + unreadable.stream().filter(first::containsKey).count())
                .isEqualTo(stream.told("in_time"));
        assertThat(labels.count(PredictionFate.EXPIRED_UNLABELLED)
                        + unreadable.stream()
                                .filter(id -> !first.containsKey(id))
                                .count())
                .isEqualTo(stream.told("never"));
        assertThat(labels.count(LabelFate.DUPLICATE) + labels.count(LabelFate.REPLACED) + ofUnreadable)
                .isEqualTo(stream.told("duplicate_same_label")
                        + stream.told("duplicate_other_label")
                        + unreadable.stream().filter(first::containsKey).count());
        assertThat(labels.count(LabelFate.REPLACED)).isEqualTo(stream.told("duplicate_other_label"));
    }

    @ParameterizedTest
    @EnumSource
    void theNumberOfThreadsDoesNotMatter(RealStream stream) throws Exception {
        AuditResult two = audited(stream);
        for (int threads : new int[] {1, 7}) {
            AuditResult other = audit(stream, stream.window(), threads);
            assertThat(other.runHash()).as("%d threads", threads).isEqualTo(two.runHash());
            assertThat(other).as("%d threads", threads).isEqualTo(two);
        }
    }

    /** Captures in any folder; labels where they came, because the hour is their time. */
    @Test
    void otherNamesOfFilesInAnotherOrderChangeNothing(@TempDir Path folder) throws Exception {
        Path captures = renamed(RealStream.ADULT.path("capture"), folder.resolve("captures"), false);
        Path labels = renamed(RealStream.ADULT.path("groundtruth"), folder.resolve("labels"), true);
        AuditResult other = audit(RealStream.ADULT, captures, labels, Duration.ofHours(1), 3);
        AuditResult one = audited(RealStream.ADULT);
        assertThat(other.runHash()).isEqualTo(one.runHash());
        assertThat(other.model()).isEqualTo(one.model());
    }

    private static Path renamed(Path from, Path to, boolean keepsFolders) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
            for (int i = 0; i < all.size(); i++) {
                Path above = keepsFolders
                        ? to.resolve(String.valueOf(from.relativize(all.get(i)).getParent()))
                        : to;
                String ending = all.get(i).toString().endsWith(".gz") ? ".jsonl.gz" : ".jsonl";
                Path target = above.resolve(String.format("%04d", all.size() - i) + ending);
                Files.createDirectories(above);
                Files.copy(all.get(i), target);
            }
        }
        return to;
    }

    @Test
    void decayIsFoundInItsHoursAndCleanHoursRaiseNothing() throws Exception {
        Map<Integer, Set<String>> rules = alarms(audited(RealStream.ADULT));
        for (int hour = 0; hour < 96; hour++) {
            Set<String> fired = rules.getOrDefault(hour, Set.of());
            boolean isDecayed = hour >= 72 && hour < 80;
            boolean isShifted = hour >= 36 && hour < 44;
            Set<String> expected = isDecayed ? Set.of("MQ002 ") : isShifted ? Set.of("BI002 age>40") : Set.of();
            if (isShifted) {
                assertThat(expected)
                        .as("hour %d: people are older, nothing else", hour)
                        .containsAll(fired);
            } else {
                assertThat(fired).as("hour %d", hour).isEqualTo(expected);
            }
        }
    }

    /** In an hour 80 women get about ten positive answers: too few to be sure of anything at 99.7 %. */
    @Test
    void biasIsFoundInItsFourHoursAndCleanOnesRaiseNothing() throws Exception {
        Map<Integer, Set<String>> rules = alarms(audit(RealStream.ADULT, Duration.ofHours(4), 2));
        assertThat(rules)
                .isEqualTo(Map.of(
                        36, Set.of("BI002 age>40"),
                        40, Set.of("BI002 age>40"),
                        72, Set.of("MQ002 "),
                        76, Set.of("MQ002 "),
                        88, Set.of("BI002 sex=Female")));
    }

    /** Codes and facets of what fired, by the first hour of the window. */
    private static Map<Integer, Set<String>> alarms(AuditResult result) {
        Map<Integer, Set<String>> rules = new TreeMap<>();
        result.model().orElseThrow().evaluations().stream()
                .flatMap(evaluation -> evaluation.violations().stream())
                .forEach(violation -> rules.computeIfAbsent(hourOf(violation), hour -> new TreeSet<>())
                        .add(violation.outcome().code() + " " + violation.facet()));
        return rules;
    }

    private static int hourOf(Violation violation) {
        Instant start = Instant.ofEpochMilli(violation.window().startMs());
        return (int)
                Duration.between(Instant.parse("2026-03-02T00:00:00Z"), start).toHours();
    }

    private static void assertIsOf(ModelReport report, RealTruth truth) {
        String where = Instant.ofEpochMilli(report.window().window().startMs()).toString();
        assertThat(report.eligible()).as(where).isEqualTo(truth.eligible());
        assertThat(report.labelled()).as(where).isEqualTo(truth.labelled());
        if (report.matrix().classes().isEmpty()) {
            assertFigure(report, "mae", truth.meanAbsoluteError(), 1e-12);
            assertFigure(report, "mse", truth.meanSquaredError(), 1e-12);
            assertFigure(report, "r2", truth.explained(), 1e-12);
            return;
        }
        for (int cell = 0; cell < 4; cell++) {
            assertThat(report.matrix().get(cell / 2, cell % 2))
                    .as(where + " label and answer " + cell)
                    .isEqualTo(truth.count(cell / 2, cell % 2));
        }
        assertFigure(report, "accuracy", truth.accuracy(), 0);
        assertFigure(report, "precision", truth.precision(), 0);
        assertFigure(report, "recall", truth.recall(), 0);
        assertFigure(report, "f1", truth.f1(), 1e-15);
        double half = report.figure("auc_on_grid", FigureKind.BOUND)
                .map(bound -> (bound.interval().high() - bound.interval().low()) / 2)
                .orElse(0.0);
        assertFigure(report, "auc", truth.auc(), half + 1e-12);
    }

    private static void assertFigure(ModelReport report, String name, double expected, double relative) {
        double value = report.figure(name, FigureKind.NAIVE).orElseThrow().value();
        String what =
                name + " at " + Instant.ofEpochMilli(report.window().window().startMs());
        if (Double.isNaN(expected)) {
            assertThat(value).as(what).isNaN();
        } else {
            assertThat(value).as(what).isCloseTo(expected, within(relative * Math.max(1, Math.abs(expected))));
        }
    }

    /** What the rows and the first labels say, by window. */
    private static Map<Long, RealTruth> truth(RealStream stream, Duration window) throws IOException {
        WindowSpec windows = WindowSpec.of(window, Duration.ZERO);
        RealTable flat = stream.flat();
        Map<String, String> first = stream.firstLabels();
        Set<String> unreadable = stream.unreadable();
        Map<Long, RealTruth> truth = new TreeMap<>();
        for (List<String> row : flat.rows()) {
            String id = flat.get(row, "inferenceId");
            if (!unreadable.contains(id)) {
                long timeMs = Instant.parse(flat.get(row, "inferenceTime")).toEpochMilli();
                RealTruth of = truth.computeIfAbsent(windows.startOf(timeMs), start -> new RealTruth());
                of.predicted();
                if (first.containsKey(id)) {
                    assertThat(Double.parseDouble(String.valueOf(first.get(id))))
                            .isEqualTo(flat.number(row, "label"));
                    add(stream, flat, row, of);
                }
            }
        }
        return truth;
    }

    private static void add(RealStream stream, RealTable flat, List<String> row, RealTruth to) {
        double label = flat.number(row, "label");
        switch (stream) {
            case ADULT -> to.labelled(flat.number(row, "score"), flat.number(row, "predicted_label"), label);
            case CHURN -> to.labelled(flat.number(row, "score"), flat.number(row, "score") > 0.5 ? 1 : 0, label);
            case BIKE -> to.labelled(Double.NaN, flat.number(row, "prediction"), label);
        }
    }

    private static AuditResult audited(RealStream stream) throws IOException, InterruptedException {
        AuditResult known = AUDITS.get(stream);
        if (known == null) {
            known = audit(stream, stream.window(), 2);
            AUDITS.put(stream, known);
        }
        return known;
    }

    static AuditResult audit(RealStream stream, Duration window, int threads) throws IOException, InterruptedException {
        return audit(stream, stream.path("capture"), stream.path("groundtruth"), window, threads);
    }

    private static AuditResult audit(RealStream stream, Path captures, Path labels, Duration window, int threads)
            throws IOException, InterruptedException {
        var baseline = BaselineJob.run(BaselinePlan.of(stream.path("train.csv")).withLabel(stream.trainLabel()))
                .baseline();
        LabelRules rules =
                LabelRules.defaults().withConflict(ConflictRule.FIRST).withHorizon(stream.horizon());
        ModelPlan model = ModelPlan.of(stream.model(), ModelConfig.defaults().withLabels(rules))
                .withGroundTruth(labels, null);
        MonitorConfig config = MonitorConfig.of(WindowSpec.of(window, Duration.ZERO));
        return Audit.run(AuditPlan.of(captures, baseline, config, LATER)
                .withNames(new CaptureNames("model", null))
                .withThreads(threads)
                .withModel(model));
    }
}
