package io.tidemark.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.capture.CaptureParser;
import io.tidemark.core.capture.CapturedRecord;
import io.tidemark.core.config.Deduplication;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.core.ledger.Following;
import io.tidemark.core.ledger.RecordIdentity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repeats in captured files: one of them counts, and which one does not depend on where they stand. */
class AuditDuplicatesTest {
    private static final Baseline BASELINE = TestBaseline.of(TestCaptures.ADULT.resolve("2026/03/02"));
    private static final MonitorConfig CONFIG = MonitorConfig.defaults();
    private static final String NOON = "2026-03-01T12:00:00Z";

    @TempDir
    private Path folder;

    @Test
    void repeatsOfRealRecordsChangeNoVerdict() throws Exception {
        AuditResult once = Audit.run(plan(TestCaptures.ADULT.resolve("2026/03/02"), CONFIG));
        List<String> lines = new ArrayList<>(TestCaptures.linesOf(TestCaptures.ADULT.resolve("2026/03/02")));
        long records = lines.size();
        lines.addAll(List.copyOf(lines));
        lines.addAll(lines.subList(0, 700));
        for (long seed = 1; seed <= 3; seed++) {
            Path shuffled = folder.resolve("shuffled" + seed);
            writeShuffled(lines, seed, shuffled);

            AuditResult result = Audit.run(plan(shuffled, CONFIG).withThreads((int) seed));

            assertThat(result.runHash()).as("seed %d", seed).isEqualTo(once.runHash());
            assertThat(result.accounting().counted())
                    .isEqualTo(once.accounting().counted());
            assertThat(result.accounting().read()).isEqualTo(2 * records + 700);
            assertThat(result.accounting().duplicates()).isEqualTo(records + 700 - deadLettersAmong(result, once));
        }
    }

    /** Records that are refused are refused each time they come: they are no duplicates. */
    private static long deadLettersAmong(AuditResult result, AuditResult once) {
        return result.accounting().deadLetters() - once.accounting().deadLetters();
    }

    @Test
    void ofRecordsThatReuseAnIdTheSameOneCountsInAnyOrder() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int id = 0; id < 200; id++) {
            for (int version = 0; version < 4; version++) {
                lines.add(TestCaptures.record("id" + id, NOON, version + ",Private"));
            }
        }
        List<WindowReport> first = new ArrayList<>();
        for (long seed = 1; seed <= 4; seed++) {
            Path shuffled = folder.resolve("shuffled" + seed);
            writeShuffled(lines, seed, shuffled);

            AuditResult result = Audit.run(plan(shuffled, CONFIG).withThreads(2));

            first.addAll(seed == 1 ? result.reports() : List.of());
            assertThat(result.accounting().counted()).as("seed %d", seed).isEqualTo(200);
            assertThat(result.accounting().duplicates()).isEqualTo(600);
            assertThat(result.reports()).isEqualTo(first);
        }
    }

    @Test
    void anAuditThatIsStoppedKeepsWhatItReadWhereContentsDiffer() throws Exception {
        TestCaptures.write(
                folder.resolve("a.jsonl"),
                List.of(TestCaptures.record("a", NOON, "1"), TestCaptures.record("a", NOON, "2")));
        AtomicBoolean isStopped = new AtomicBoolean();
        AuditProgress stopping = new AuditProgress() {
            @Override
            public void begun(int files, long bytes) {}

            @Override
            public void fileDone(SourceFile file, long records) {
                isStopped.set(true);
            }

            @Override
            public boolean isStopped() {
                return isStopped.get();
            }
        };

        AuditResult partial = Audit.run(plan(folder, CONFIG).withProgress(stopping));

        assertThat(partial.accounting().counted()).isEqualTo(1);
        assertThat(partial.reports()).hasSize(1);
    }

    @Test
    void switchedOffEachRepeatCountsUnderAnotherConfiguration() throws Exception {
        String record = TestCaptures.record("a", NOON, "1");
        TestCaptures.write(folder.resolve("a.jsonl"), List.of(record, record));
        MonitorConfig off = CONFIG.withDuplicates(Deduplication.off());

        AuditResult twice = Audit.run(plan(folder, off));
        AuditResult once = Audit.run(plan(folder, CONFIG));

        assertThat(twice.accounting().counted()).isEqualTo(2);
        assertThat(twice.accounting().duplicates()).isZero();
        assertThat(once.accounting().counted()).isEqualTo(1);
        assertThat(twice.configHash()).isNotEqualTo(once.configHash());
    }

    @Test
    void anotherTimeOrVariantIsAnotherRecord() throws Exception {
        String record = TestCaptures.record("a", NOON, "1");
        TestCaptures.write(folder.resolve("e/blue/2026/03/01/12/f.jsonl"), List.of(record));
        TestCaptures.write(
                folder.resolve("e/green/2026/03/01/12/f.jsonl"),
                List.of(record, TestCaptures.record("a", "2026-03-01T12:00:01Z", "1")));

        AuditResult result = Audit.run(plan(folder, CONFIG).withNames(CaptureNames.FROM_PATH));

        assertThat(result.accounting().counted()).isEqualTo(3);
    }

    @Test
    void whatALiveRunLeftOutIsLeftOut() throws Exception {
        String late = TestCaptures.record("late", "2026-03-01T11:00:00Z", "1");
        String other = TestCaptures.record("a", NOON, "2");
        TestCaptures.write(folder.resolve("a.jsonl"), List.of(late, TestCaptures.record("a", NOON, "1"), other, other));
        RecordIdentity dropped = identity(other);
        Following live = new Following(
                Set.of(identity(late).key()), Set.of(new Following.Version(dropped.key(), dropped.contents())));

        AuditResult result = Audit.run(plan(folder, CONFIG).withFollowing(live));

        assertThat(result.accounting().leftOut()).isEqualTo(1);
        assertThat(result.accounting().duplicates()).isEqualTo(2);
        assertThat(result.accounting().counted()).isEqualTo(1);
        assertThat(result.reports())
                .as("a window of which every record is left out is none")
                .hasSize(1);
        assertThat(result.reports().get(0).features().get(0).summary().mean()).isEqualTo(1);
    }

    private static RecordIdentity identity(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        CapturedRecord record = new CapturedRecord();
        assertThat(new CaptureParser().parse(bytes, 0, bytes.length, record)).isTrue();
        RecordIdentity identity = new RecordIdentity();
        identity.set("census", CaptureNames.DEFAULT_VARIANT, record, bytes, 0, bytes.length);
        return identity;
    }

    private static void writeShuffled(List<String> lines, long seed, Path into) {
        List<String> shuffled = new ArrayList<>(lines);
        Collections.shuffle(shuffled, new Random(seed));
        int third = shuffled.size() / 3;
        TestCaptures.write(into.resolve("a.jsonl"), shuffled.subList(0, third));
        TestCaptures.write(into.resolve("b.jsonl.gz"), shuffled.subList(third, 2 * third));
        TestCaptures.write(into.resolve("c.jsonl"), shuffled.subList(2 * third, shuffled.size()));
    }

    private static AuditPlan plan(Path captures, MonitorConfig config) {
        return AuditPlan.of(captures, BASELINE, config, TestCaptures.NOW).withNames(TestCaptures.CENSUS);
    }
}
