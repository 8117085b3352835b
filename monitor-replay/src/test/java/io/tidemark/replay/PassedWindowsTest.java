package io.tidemark.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.ledger.WindowDuplicates;
import io.tidemark.core.window.WindowKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows are forgotten when their hours were read, and every repeat is found all the same. */
class PassedWindowsTest {
    private static final Baseline BASELINE = TestBaseline.of(TestCaptures.ADULT.resolve("2026/03/02"));
    private static final MonitorConfig CONFIG = MonitorConfig.defaults();
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final int HOURS = 12;

    @TempDir
    private Path folder;

    @Test
    void onlyTheWindowsOfTheLastHoursAreKnown() {
        List<CaptureFile> files = new ArrayList<>();
        for (int hour = 0; hour < HOURS; hour++) {
            files.add(file("e", hour, 0));
            files.add(file("e", hour, 1));
            files.add(file("late", hour, 0));
        }
        WindowDuplicates seen = new WindowDuplicates();
        PassedWindows passed = new PassedWindows(files, plan(folder), seen);
        for (CaptureFile file : files) {
            seen.of(new WindowKey(file.endpoint(), file.variant(), file.hourMs()));
            if (file.endpoint().equals("e")) {
                passed.fileDone(file, 1);
                assertThat(passed.isStopped()).isFalse();
            }
        }

        assertThat(seen.windows())
                .as("those of the endpoint that has unread files")
                .isEqualTo(HOURS);
    }

    @Test
    void aFileWithoutAnHourHoldsEverythingBackUntilItWasRead() {
        CaptureFile unknown = new CaptureFile(Path.of("x"), "e", "v", "x", 1);
        List<CaptureFile> files = List.of(unknown, file("e", 0, 0), file("e", 9, 0), file("e", 10, 0));
        WindowDuplicates seen = new WindowDuplicates();
        PassedWindows passed = new PassedWindows(files, plan(folder), seen);
        seen.of(new WindowKey("e", "v", hourMs(0)));

        passed.fileDone(files.get(1), 1);
        passed.fileDone(files.get(2), 1);
        assertThat(seen.windows()).isEqualTo(1);

        passed.fileDone(unknown, 1);
        assertThat(seen.windows()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 11})
    void aRepeatIsFoundHoweverManyFoldersLaterItLies(int hoursLater) throws Exception {
        for (int hour = 0; hour < HOURS; hour++) {
            List<String> lines = new ArrayList<>(linesOf(hour));
            if (hour == hoursLater) {
                lines.addAll(linesOf(0).subList(0, 5));
            }
            TestCaptures.write(fileAt(hour), lines);
        }
        AtomicInteger readings = new AtomicInteger();

        for (int threads = 1; threads <= 3; threads++) {
            readings.set(0);
            AuditResult result = Audit.run(plan(folder).withThreads(threads).withProgress(counting(readings)));

            assertThat(result.accounting().counted()).isEqualTo(HOURS * 20L);
            assertThat(result.accounting().duplicates()).isEqualTo(5);
            assertThat(result.reports()).hasSize(HOURS);
            assertThat(readings.get()).isLessThanOrEqualTo(2);
            if (hoursLater <= 1) {
                assertThat(readings.get()).as("files are read once").isEqualTo(1);
            }
        }
    }

    @Test
    void foldersOfAnotherTimeZoneAreReadOnceMoreAndChangeNothing() throws Exception {
        for (int hour = 0; hour < HOURS; hour++) {
            List<String> lines = new ArrayList<>(linesOf(hour));
            lines.addAll(linesOf(hour));
            TestCaptures.write(fileAt(hour + 6), lines);
        }

        AuditResult result = Audit.run(plan(folder).withThreads(2));

        assertThat(result.accounting().counted()).isEqualTo(HOURS * 20L);
        assertThat(result.accounting().duplicates()).isEqualTo(HOURS * 20L);
    }

    @Test
    void recordsThatShareAnIdAreSettledWhenFilesHaveToBeReadAgain() throws Exception {
        for (int hour = 0; hour < HOURS; hour++) {
            List<String> lines = new ArrayList<>(linesOf(hour));
            if (hour == HOURS - 1) {
                lines.add(TestCaptures.record("id0-3", timeOf(0, 3), "99,Private"));
            }
            TestCaptures.write(fileAt(hour), lines);
        }

        AuditResult one = Audit.run(plan(folder).withThreads(1));
        AuditResult three = Audit.run(plan(folder).withThreads(3));

        assertThat(one.accounting().counted()).isEqualTo(HOURS * 20L);
        assertThat(one.accounting().duplicates()).isEqualTo(1);
        assertThat(three.runHash()).isEqualTo(one.runHash());
    }

    private static AuditProgress counting(AtomicInteger readings) {
        return new AuditProgress() {
            @Override
            public void begun(int files, long bytes) {
                readings.incrementAndGet();
            }

            @Override
            public void fileDone(SourceFile file, long records) {}
        };
    }

    private static List<String> linesOf(int hour) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            lines.add(TestCaptures.record("id" + hour + "-" + i, timeOf(hour, i), i + ",Private"));
        }
        return lines;
    }

    private static String timeOf(int hour, int minute) {
        return START.plus(Duration.ofHours(hour))
                .plus(Duration.ofMinutes(minute))
                .toString();
    }

    private Path fileAt(int hour) {
        return folder.resolve("e/v/2026/03/01/%02d/f.jsonl".formatted(hour));
    }

    private static long hourMs(int hour) {
        return START.plus(Duration.ofHours(hour)).toEpochMilli();
    }

    private static CaptureFile file(String endpoint, int hour, int number) {
        String name = endpoint + "/v/" + hour + "/" + number;
        return new CaptureFile(
                Path.of(name),
                endpoint,
                "v",
                name,
                1,
                new CaptureFile.Inside(hourMs(hour), null, ArchiveLimits.DEFAULT));
    }

    private static AuditPlan plan(Path captures) {
        return AuditPlan.of(captures, BASELINE, CONFIG, TestCaptures.NOW);
    }
}
