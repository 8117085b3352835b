package io.tidemark.replay;

import static io.tidemark.replay.TestCaptures.ADULT;
import static io.tidemark.replay.TestCaptures.CENSUS;
import static io.tidemark.replay.TestCaptures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.baseline.ServiceFiles;
import io.tidemark.core.capture.CaptureParser;
import io.tidemark.core.capture.CapturedRecord;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.WindowState;
import io.tidemark.core.service.ColumnStatistics;
import io.tidemark.core.service.ConstraintSuggestion;
import io.tidemark.core.service.ServiceProfile;
import io.tidemark.core.service.ServiceStatistics;
import io.tidemark.core.service.ServiceViolation;
import io.tidemark.core.service.TypeMatching;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.wire.json.ConstraintViolationsJson;
import io.tidemark.wire.json.ServiceBaselines;
import io.tidemark.wire.json.StatisticsJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceReportsTest {
    private static final Baseline BASELINE = TestBaseline.of(ADULT.resolve("2026/03/02"));
    private static final ServiceFiles NAMES = new ServiceFiles("statistics.json", "constraints.json");

    @TempDir
    private Path folder;

    @Test
    void everyWindowHasItsFolderNamedByTheHourOfTheRun() throws Exception {
        Path out = audit("out", BASELINE);
        Path window = out.resolve("service").resolve("census").resolve("tidemark/2026/03/02/01");

        assertThat(window.resolve("statistics.json")).exists();
        assertThat(window.resolve("constraints.json")).exists();
        assertThat(window.resolve("constraint_violations.json")).exists();
        assertThat(Files.readString(window.resolve("execution.json")))
                .contains("\"MonitoringExecutionStatus\" : \"Completed")
                .contains("\"ScheduledTime\" : \"2026-03-02T01:00:00Z\"");
    }

    @Test
    void aWindowWithoutRecordsHasAStatusOnly() throws Exception {
        Path out = audit("out", BASELINE);

        List<Path> folders;
        try (Stream<Path> all = Files.walk(out.resolve("service"))) {
            folders = all.filter(path -> path.endsWith("execution.json")).toList();
        }
        assertThat(folders).hasSize(96);
        assertThat(folders.stream().filter(path -> text(path).contains("\"Failed\"")))
                .hasSize(86)
                .allSatisfy(path ->
                        assertThat(path.resolveSibling("statistics.json")).doesNotExist());
    }

    @Test
    void windowsOfSecondsHaveAFolderEach() throws Exception {
        Path captures = folder.resolve("a.jsonl");
        TestCaptures.write(
                captures,
                List.of(
                        TestCaptures.record("a", "2026-03-01T12:00:05Z", "1"),
                        TestCaptures.record("b", "2026-03-01T12:00:15Z", "2")));
        MonitorConfig config = MonitorConfig.of(new WindowSpec(10_000, 0));
        OutputFolder output = new OutputFolder(folder.resolve("out"), false)
                .withService(ServiceOutput.of(ServiceBaselines.of(BASELINE)));

        Audit.run(
                AuditPlan.of(captures, BASELINE, config, NOW).withNames(CENSUS).withOutput(output));

        assertThat(tree(folder.resolve("out/service/census/tidemark/2026/03/01/12/00")))
                .containsKeys("10.000/statistics.json", "20.000/statistics.json");
    }

    @Test
    void statisticsCountTheSameRowsAsTheReports() throws Exception {
        Path out = folder.resolve("out");
        AuditResult result = Audit.run(plan(BASELINE, out));
        long rows = 0;
        try (Stream<Path> all = Files.walk(out.resolve("service"))) {
            for (Path file :
                    all.filter(path -> path.endsWith("statistics.json")).toList()) {
                ServiceStatistics statistics = statistics(file);
                rows += statistics.rows();
                for (ColumnStatistics column : statistics.columns()) {
                    assertThat(column.present() + column.missing()).isEqualTo(statistics.rows());
                }
            }
        }
        assertThat(rows).isEqualTo(result.accounting().rows());
    }

    @Test
    void askingForTheFilesChangesNoVerdict() throws Exception {
        AuditResult plain = Audit.run(
                AuditPlan.of(ADULT, BASELINE, MonitorConfig.defaults(), NOW).withNames(CENSUS));

        assertThat(Audit.run(plan(BASELINE, folder.resolve("out"))).runHash()).isEqualTo(plain.runHash());
    }

    @Test
    void importAuditExportAndImportAgainGiveTheSameVerdictsAndFiles() throws Exception {
        ServiceFiles files = ServiceBaselines.export(BASELINE);
        Baseline imported = ServiceBaselines.read(files, NAMES, null);
        ServiceFiles exported = ServiceBaselines.export(imported);
        Baseline again = ServiceBaselines.read(exported, NAMES, null);

        assertThat(exported).isEqualTo(files);
        assertThat(again.hash()).isEqualTo(imported.hash());
        assertThat(Audit.run(plan(again, folder.resolve("two"))).runHash())
                .isEqualTo(Audit.run(plan(imported, folder.resolve("one"))).runHash());
        assertThat(tree(folder.resolve("two").resolve("service")))
                .isEqualTo(tree(folder.resolve("one").resolve("service")));
    }

    @Test
    void rowsOfADayRaiseNoAlarmByTheServicesFilesOfThatDay() throws Exception {
        ServiceProfile rows = ServiceProfile.ofColumns(
                BASELINE.features().stream().map(FeatureBaseline::name).toList(), List.of());
        CaptureParser parser = new CaptureParser();
        CapturedRecord parsed = new CapturedRecord();
        for (String line : TestCaptures.linesOf(ADULT.resolve("2026/03/02"))) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            if (parser.parse(bytes, 0, bytes.length, parsed)) {
                rows.addRecord(null, parsed.input());
            }
        }
        ServiceStatistics statistics = rows.dataset().statistics();
        ServiceFiles files = ServiceBaselines.files(statistics, ConstraintSuggestion.of(statistics));
        Baseline imported = ServiceBaselines.read(files, NAMES, null);

        AuditResult result = Audit.run(plan(imported, folder.resolve("imported")));

        assertThat(imported.rows()).isEqualTo(BASELINE.rows());
        assertThat(result.windowsByState()).isEqualTo(Map.of(WindowState.OK, 10L, WindowState.NO_DATA, 86L));
    }

    @Test
    void violationsSayWhatTheServiceWouldSay() throws Exception {
        List<String> shifted = TestCaptures.linesOf(ADULT.resolve("2026/03/02/00")).stream()
                .map(line -> line.replaceFirst("\"data\":\"([0-9]+),", "\"data\":\"1$1,"))
                .toList();
        Path captures = folder.resolve("shifted.jsonl");
        TestCaptures.write(captures, shifted);
        Path out = folder.resolve("out");
        Audit.run(plan(captures, BASELINE, out));

        List<ServiceViolation> violations = violations(
                out.resolve("service").resolve("census").resolve("tidemark/2026/03/02/01/constraint_violations.json"));
        assertThat(violations)
                .filteredOn(violation -> violation.feature().equals("f0"))
                .extracting(ServiceViolation::check)
                .containsExactly("baseline_drift_check");
    }

    @Test
    void windowsThatWouldTakeTooMuchMemoryAreRefusedWithAdvice() {
        ServiceOutput small = new ServiceOutput(
                ServiceBaselines.of(BASELINE), TypeMatching.WIDENED, ServiceOutput.USUAL_SCHEDULE, 100_000);
        OutputFolder output = new OutputFolder(folder.resolve("out"), false).withService(small);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Audit.run(AuditPlan.of(ADULT, BASELINE, MonitorConfig.defaults(), NOW)
                        .withNames(CENSUS)
                        .withOutput(output)))
                .withMessageContaining("audit fewer days at a time");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void longTextsCountAsTheMemoryThatTheyTake() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            lines.add(TestCaptures.record(
                    "id" + i, "2026-03-02T01:00:00Z", i + "," + "word ".repeat(4_000) + i + ",1,2,3"));
        }
        TestCaptures.write(folder.resolve("long/a.jsonl"), lines);
        TestCaptures.write(
                folder.resolve("short/a.jsonl"),
                lines.stream().map(line -> line.replace("word ", "")).toList());
        ServiceOutput small = new ServiceOutput(
                ServiceBaselines.of(BASELINE), TypeMatching.WIDENED, ServiceOutput.USUAL_SCHEDULE, 2_000_000);
        OutputFolder output = new OutputFolder(folder.resolve("out"), false).withService(small);
        AuditPlan plan = AuditPlan.of(folder.resolve("long"), BASELINE, MonitorConfig.defaults(), NOW)
                .withNames(CENSUS)
                .withOutput(output);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Audit.run(plan))
                .withMessageContaining("audit fewer days at a time");

        AuditPlan shortTexts = AuditPlan.of(folder.resolve("short"), BASELINE, MonitorConfig.defaults(), NOW)
                .withNames(CENSUS)
                .withOutput(output);
        assertThat(Audit.run(shortTexts).accounting().counted()).isEqualTo(130);
    }

    @Test
    void aLaterAuditWithoutTheFilesLeavesNoneOfTheEarlier() throws Exception {
        Path out = audit("out", BASELINE);

        Audit.run(AuditPlan.of(ADULT, BASELINE, MonitorConfig.defaults(), NOW)
                .withNames(CENSUS)
                .withOutput(new OutputFolder(out, false)));

        assertThat(out.resolve("service")).doesNotExist();
    }

    private Path audit(String name, Baseline baseline) throws Exception {
        Path out = folder.resolve(name);
        Audit.run(plan(baseline, out));
        return out;
    }

    private static AuditPlan plan(Baseline baseline, Path out) {
        return plan(ADULT, baseline, out);
    }

    private static AuditPlan plan(Path captures, Baseline baseline, Path out) {
        return AuditPlan.of(captures, baseline, MonitorConfig.defaults(), NOW)
                .withNames(CENSUS)
                .withOutput(new OutputFolder(out, false).withService(ServiceOutput.of(ServiceBaselines.of(baseline))));
    }

    private static ServiceStatistics statistics(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return StatisticsJson.read(in, file.toString());
        }
    }

    private static List<ServiceViolation> violations(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return ConstraintViolationsJson.read(in, file.toString());
        }
    }

    private static Map<String, String> tree(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            all.filter(Files::isRegularFile)
                    .forEach(file -> files.put(root.relativize(file).toString(), text(file)));
        }
        return files;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
