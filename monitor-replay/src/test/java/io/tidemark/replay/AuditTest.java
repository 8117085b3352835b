package io.tidemark.replay;

import static io.tidemark.replay.TestCaptures.ADULT;
import static io.tidemark.replay.TestCaptures.CENSUS;
import static io.tidemark.replay.TestCaptures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.capture.Rejection;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.core.evaluation.WindowState;
import io.tidemark.core.window.WindowSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {
    private static final Baseline BASELINE = TestBaseline.of(ADULT.resolve("2026/03/02"));

    @TempDir
    private Path folder;

    @Test
    void everyRecordIsCountedOrNamedWithItsReason() throws Exception {
        Accounting accounting = audit(ADULT).accounting();
        assertThat(accounting.read()).isEqualTo(2_350);
        assertThat(accounting.counted()).isEqualTo(2_342);
        assertThat(accounting.rows()).isEqualTo(2_342);
        assertThat(accounting.deadLettered()).isEqualTo(Map.of(Rejection.MALFORMED, 4L, Rejection.EMPTY_PAYLOAD, 4L));
    }

    @Test
    void hoursWithoutRecordsBetweenTwoOthersAreReportedAsNoData() throws Exception {
        AuditResult result = audit(ADULT);
        assertThat(result.evaluations()).hasSize(96);
        assertThat(result.windowsByState()).containsEntry(WindowState.NO_DATA, 86L);
        assertThat(result.reports())
                .isSortedAccordingTo(Comparator.comparing(WindowReport::window))
                .allSatisfy(report -> assertThat(report.window().variant()).isEqualTo("AllTraffic"));
    }

    @Test
    void rowsOfTheBaselineItselfRaiseNoAlarm() throws Exception {
        AuditResult result = audit(ADULT.resolve("2026/03/02"));
        assertThat(result.windowsByState()).containsOnlyKeys(WindowState.OK);
        assertThat(result.violations()).isZero();
    }

    @Test
    void shiftedValuesRaiseAnAlarm() throws Exception {
        List<String> shifted = TestCaptures.linesOf(ADULT.resolve("2026/03/02/00")).stream()
                .map(line -> line.replaceFirst("\"data\":\"([0-9]+),", "\"data\":\"1$1,"))
                .toList();
        TestCaptures.write(folder.resolve("shifted.jsonl"), shifted);
        AuditResult result = audit(folder);
        assertThat(result.windowsByState()).containsOnlyKeys(WindowState.ALARM);
        assertThat(result.evaluations().get(0).violations())
                .anySatisfy(
                        violation -> assertThat(violation.outcome().feature()).isEqualTo("f0"));
    }

    @Test
    void theNumberOfThreadsDoesNotMatter() throws Exception {
        AuditResult one = Audit.run(plan(ADULT).withThreads(1));
        for (int threads : new int[] {2, 3, 16}) {
            AuditResult many = Audit.run(plan(ADULT).withThreads(threads));
            assertThat(many).as("%d threads", threads).isEqualTo(one);
        }
    }

    @Test
    void theOrderOfLinesAndTheirFilesAndCompressionDoNotMatter() throws Exception {
        AuditResult whole = audit(ADULT);
        List<String> lines = new ArrayList<>(TestCaptures.linesOf(ADULT));
        for (int seed = 1; seed <= 4; seed++) {
            Collections.shuffle(lines, new Random(seed));
            Path shuffled = folder.resolve("seed" + seed);
            int files = 1 + 3 * seed;
            for (int i = 0; i < files; i++) {
                List<String> some = lines.subList(i * lines.size() / files, (i + 1) * lines.size() / files);
                TestCaptures.write(shuffled.resolve(i + (i % 2 == 0 ? ".jsonl" : ".jsonl.gz")), some);
            }
            AuditResult result = audit(shuffled);
            assertThat(result.runHash()).as("seed %d", seed).isEqualTo(whole.runHash());
            assertThat(result.evaluations()).as("seed %d", seed).isEqualTo(whole.evaluations());
            assertThat(result.accounting()).as("seed %d", seed).isEqualTo(whole.accounting());
        }
    }

    @Test
    void onePartialRecordChangesTheRunHash() throws Exception {
        List<String> lines = TestCaptures.linesOf(ADULT);
        TestCaptures.write(folder.resolve("most.jsonl"), lines.subList(1, lines.size()));
        assertThat(audit(folder).runHash()).isNotEqualTo(audit(ADULT).runHash());
    }

    @Test
    void deadLettersAreNamedByFileAndLineInOrder() throws Exception {
        List<DeadLetter> letters = audit(ADULT).deadLetters();
        assertThat(letters).hasSize(8).allSatisfy(letter -> {
            assertThat(letter.file()).startsWith("2026/03/05/2");
            assertThat(letter.digest().isNone()).isFalse();
            assertThat(letter.excerpt()).startsWith("{\"xxxxxxxxxxx\":");
        });
        assertThat(letters)
                .isSortedAccordingTo(Comparator.comparing(DeadLetter::file).thenComparingLong(DeadLetter::line));
    }

    @Test
    void onlyTheFirstDeadLettersAreHeld() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            lines.add("broken " + i);
        }
        TestCaptures.write(folder.resolve("b.jsonl"), lines);
        TestCaptures.write(folder.resolve("a.jsonl"), lines.subList(0, 30));
        AuditResult result = audit(folder);
        assertThat(result.accounting().deadLetters()).isEqualTo(280);
        assertThat(result.deadLetters()).hasSize(AuditResult.DEAD_LETTERS_SHOWN);
        assertThat(result.deadLetters().get(29).file()).isEqualTo("a.jsonl");
        assertThat(result.deadLetters().get(99).line()).isEqualTo(70);
    }

    @Test
    void recordsTooFarAheadOfTheAuditAreDeadLetters() throws Exception {
        TestCaptures.write(
                folder.resolve("a.jsonl"),
                List.of(
                        TestCaptures.record("a", "2026-04-01T00:05:00Z", "1,2"),
                        TestCaptures.record("b", "2026-04-01T00:05:01Z", "1,2"),
                        TestCaptures.record("c", "1969-12-31T23:59:59Z", "1,2")));
        Accounting accounting = audit(folder).accounting();
        assertThat(accounting.counted()).isEqualTo(1);
        assertThat(accounting.deadLettered()).isEqualTo(Map.of(Rejection.FUTURE, 1L, Rejection.BAD_TIME, 1L));
    }

    @Test
    void anOversizeLineIsADeadLetterAndTheNextIsCounted() throws Exception {
        TestCaptures.write(
                folder.resolve("a.jsonl"),
                List.of(
                        "x".repeat((1 << 20) + 1),
                        "y".repeat(3 << 20),
                        TestCaptures.record("a", "2026-03-01T00:00:00Z", "1")));
        AuditResult result = audit(folder);
        assertThat(result.accounting().deadLettered()).isEqualTo(Map.of(Rejection.OVERSIZE, 2L));
        assertThat(result.accounting().counted()).isEqualTo(1);
        assertThat(result.deadLetters()).extracting(DeadLetter::bytes).containsExactly((1L << 20) + 1, 3L << 20);
    }

    @Test
    void endpointsAndVariantsHaveWindowsOfTheirOwn() throws Exception {
        String record = TestCaptures.record("a", "2026-03-01T00:30:00Z", "1");
        String later = TestCaptures.record("b", "2026-03-01T05:30:00Z", "1");
        TestCaptures.write(folder.resolve("b/blue/2026/03/01/00/f.jsonl"), List.of(record));
        TestCaptures.write(folder.resolve("a/green/2026/03/01/05/f.jsonl"), List.of(later));
        TestCaptures.write(folder.resolve("a/blue/2026/03/01/00/f.jsonl"), List.of(record));
        AuditResult result = Audit.run(plan(folder).withNames(CaptureNames.FROM_PATH));
        assertThat(result.reports())
                .extracting(report ->
                        report.window().endpoint() + "/" + report.window().variant())
                .containsExactly("a/blue", "a/green", "b/blue");
    }

    @Test
    void aRecordAtAWindowsStartBelongsToItAndTheOneBeforeDoesNot() throws Exception {
        TestCaptures.write(
                folder.resolve("a.jsonl"),
                List.of(
                        TestCaptures.record("a", "2026-03-01T00:59:59Z", "1"),
                        TestCaptures.record("b", "2026-03-01T01:00:00Z", "1"),
                        TestCaptures.record("c", "2026-03-01T00:00:00Z", "1")));
        assertThat(audit(folder).reports()).extracting(WindowReport::records).containsExactly(2L, 1L);
    }

    @Test
    void manyWindowsInOneFileAreHandedOverAndMerged() throws Exception {
        List<String> lines = new ArrayList<>();
        Instant start = Instant.parse("2025-01-01T00:00:00Z");
        for (int round = 0; round < 2; round++) {
            for (int hour = 0; hour < 1_500; hour++) {
                lines.add(TestCaptures.record(
                        round + "-" + hour, start.plusSeconds(3_600L * hour).toString(), "1"));
            }
        }
        TestCaptures.write(folder.resolve("a.jsonl"), lines);
        assertThat(new WindowTable(BASELINE).windowsPerThread()).isLessThan(1_500);
        AuditResult result = audit(folder);
        assertThat(result.reports())
                .hasSize(1_500)
                .allSatisfy(report -> assertThat(report.records()).isEqualTo(2));
    }

    @Test
    void everyRowOfAPayloadOfSeveralRowsIsCounted() throws Exception {
        String rows = TestCaptures.record("a", "2026-03-01T00:00:00Z", "1,2\\n3,4\\n5,6\\n");
        TestCaptures.write(folder.resolve("a.jsonl"), List.of(rows, rows.replace("\"a\"", "\"b\"")));
        Accounting accounting = audit(folder).accounting();
        assertThat(accounting.counted()).isEqualTo(2);
        assertThat(accounting.rows()).isEqualTo(6);
    }

    @Test
    void longWindowsTakeTheRecordsOfAllTheirHours() throws Exception {
        MonitorConfig halfDays = MonitorConfig.of(WindowSpec.of(Duration.ofHours(12), Duration.ofHours(4)));
        AuditResult result = Audit.run(AuditPlan.of(ADULT.resolve("2026/03/02"), BASELINE, halfDays, NOW)
                .withNames(CENSUS));
        assertThat(result.reports()).extracting(WindowReport::records).containsExactly(4 * 235L, 2 * 235L);
    }

    @Test
    void anEmptyFolderGivesAResultWithoutWindows() throws Exception {
        AuditResult result = audit(folder);
        assertThat(result.evaluations()).isEmpty();
        assertThat(result.accounting().read()).isZero();
        assertThat(result.windowsByState()).isEmpty();
    }

    @Test
    void aDamagedFileEndsTheAuditWithItsName() throws Exception {
        TestCaptures.write(
                folder.resolve("good.jsonl"), List.of(TestCaptures.record("a", "2026-03-01T00:00:00Z", "1")));
        byte[] zipped = TestCaptures.gzip("x".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        Files.write(folder.resolve("bad.jsonl.gz"), Arrays.copyOf(zipped, 40));
        assertThatThrownBy(() -> audit(folder)).isInstanceOf(IOException.class).hasMessageContaining("bad.jsonl.gz");
    }

    @Test
    void anInterruptEndsTheAudit() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> audit(ADULT)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void progressIsToldOfEveryFileAndRecord() throws Exception {
        List<Long> records = new ArrayList<>();
        List<Integer> begun = new ArrayList<>();
        Audit.run(plan(ADULT).withThreads(3).withProgress(new AuditProgress() {
            @Override
            public void begun(int files, long bytes) {
                begun.add(files);
            }

            @Override
            public void fileDone(SourceFile file, long n) {
                records.add(n);
            }
        }));
        assertThat(begun).containsExactly(10);
        assertThat(records).hasSize(10).allMatch(n -> n == 235);
    }

    @Test
    void aPlanNeedsAThread() {
        assertThatThrownBy(() -> plan(ADULT).withThreads(0)).hasMessageContaining("threads = 0 is not in [1, 1024]");
    }

    @Test
    void recordsThatWentNowhereAreADefect() {
        assertThatThrownBy(() -> new Accounting(7, 1, 1, 1, 1, 1, 1, Map.of(Rejection.FUTURE, 1L)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("7 records were read, but 1 counted, 1 duplicates, 3 left out and 1 refused");
    }

    private static AuditPlan plan(Path captures) {
        return AuditPlan.of(captures, BASELINE, MonitorConfig.defaults(), NOW).withNames(CENSUS);
    }

    private static AuditResult audit(Path captures) throws IOException, InterruptedException {
        return Audit.run(plan(captures).withThreads(2));
    }
}
