package io.tidemark.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.episode.OperationReport;
import io.tidemark.core.episode.OperationReport.Finding;
import io.tidemark.core.evaluation.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HealthBookTest {
    private static final long HOUR = 3_600_000;
    private static final String ADULT = "adult";

    private final HealthBook book = new HealthBook(HealthPolicy.defaults());

    @Test
    void aHealthyMonitorFindsNothingAndSaysSo() {
        book.account(0, 1_000, 5, 0, HOUR);
        book.window(ADULT, 0, 1_000, false, HOUR + 1);
        List<OperationReport> reports = book.check(2 * HOUR);
        assertThat(reports).extracting(OperationReport::watch).containsExactly("traffic", "intake");
        assertThat(reports).allSatisfy(report -> assertThat(report.findings()).isEmpty());
    }

    @Test
    void anEndpointThatFallsSilentIsFoundAfterTheSilenceAndOverWithItsNextRecords() {
        book.window(ADULT, 0, 900, false, HOUR);
        assertThat(traffic(4 * HOUR)).as("exactly three hours").isEmpty();
        List<Finding> silent = traffic(4 * HOUR + 1_000);
        assertThat(silent).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("OP001");
            assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(finding.value()).isEqualTo(10_801);
            assertThat(finding.threshold()).isEqualTo(10_800);
            assertThat(finding.text()).contains("3 h 0 min");
        });
        book.window(ADULT, HOUR, 0, false, 4 * HOUR + 2_000);
        assertThat(traffic(4 * HOUR + 3_000))
                .as("an empty window is no traffic")
                .hasSize(1);
        book.window(ADULT, 2 * HOUR, 10, false, 4 * HOUR + 4_000);
        assertThat(traffic(4 * HOUR + 5_000)).isEmpty();
    }

    @Test
    void anEndpointThatNeverHadTrafficIsNotSilent() {
        book.window(ADULT, 0, 0, false, HOUR);
        assertThat(traffic(100 * HOUR)).isEmpty();
    }

    @Test
    void tooLittleDataIsSaidOfTheNewestWindowOnly() {
        book.window(ADULT, HOUR, 7, true, HOUR);
        assertThat(traffic(HOUR + 1)).extracting(Finding::code).containsExactly("OP002");
        book.window(ADULT, 0, 7, true, HOUR + 2);
        book.window(ADULT, 2 * HOUR, 700, false, HOUR + 3);
        assertThat(traffic(HOUR + 4)).isEmpty();
    }

    @Test
    void deadLettersAreCountedBetweenTwoChecks() {
        book.account(0, 1_000, 500, 0, 1);
        assertThat(intake(10)).as("what was before the first look is no rise").isEmpty();
        book.account(0, 2_000, 519, 0, 11);
        assertThat(intake(20)).as("19 are too few").isEmpty();
        book.account(0, 3_000, 560, 0, 21);
        assertThat(intake(30)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("OP006");
            assertThat(finding.value()).isEqualTo(0.041);
            assertThat(finding.severity()).isEqualTo(Severity.MAJOR);
            assertThat(finding.text())
                    .isEqualTo("41 of the 1,000 records since the last check are dead letters (4.1 %)");
        });
        assertThat(intake(40)).as("none since").isEmpty();
        book.account(1, 100, 90, 0, 41);
        assertThat(intake(50)).extracting(Finding::severity).containsExactly(Severity.CRITICAL);
    }

    @Test
    void lostRecordsAreAlwaysFound() {
        intake(1);
        book.account(0, 10, 0, 3, 2);
        assertThat(intake(3)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("OP007");
            assertThat(finding.value()).isEqualTo(3);
        });
        assertThat(intake(4)).isEmpty();
    }

    @Test
    void anApplicationWhoseWindowsDoNotCloseThoughRecordsComeStandsStill() {
        book.account(0, 10, 0, 0, HOUR);
        assertThat(intake(4 * HOUR)).isEmpty();
        assertThat(intake(4 * HOUR + 1)).extracting(Finding::code).containsExactly("OP005");
        book.window(ADULT, 0, 10, false, 5 * HOUR);
        assertThat(intake(20 * HOUR))
                .as("nothing read since the last window closed: silence, not a standstill")
                .isEmpty();
        book.account(0, 11, 0, 0, 20 * HOUR);
        assertThat(intake(20 * HOUR + 1)).extracting(Finding::code).containsExactly("OP005");
    }

    @Test
    void anAccountThatStartsAnewIsNoNegativeRise() {
        book.account(0, 10_000, 900, 5, 1);
        intake(2);
        book.account(0, 10, 0, 0, 3);
        assertThat(intake(4)).isEmpty();
    }

    @Test
    void coverageIsComparedWithTheMiddleOfTheWindowsBefore() {
        for (int hour = 0; hour < 8; hour++) {
            book.labels(ADULT, hour * HOUR, 100, hour == 3 ? 5 : 80);
        }
        assertThat(labels(1))
                .as("eight windows are what is usual, none is compared")
                .isEmpty();
        book.labels(ADULT, 8 * HOUR, 100, 40);
        assertThat(labels(2)).as("half of 80 % is not below it").isEmpty();
        book.labels(ADULT, 9 * HOUR, 100, 39);
        assertThat(labels(3)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("OP003");
            assertThat(finding.value()).isEqualTo(0.39);
            assertThat(finding.threshold()).isEqualTo(0.4);
            assertThat(finding.text()).contains("39.0 %", "80.0 %");
        });
        book.labels(ADULT, 10 * HOUR, 0, 0);
        assertThat(labels(4)).as("a window without predictions says nothing").hasSize(1);
        book.labels(ADULT, 11 * HOUR, 100, 80);
        assertThat(labels(5)).isEmpty();
    }

    @Test
    void findingsDoNotDependOnTheOrderInWhichWindowsAreRead() {
        for (long seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            List<Runnable> facts = new ArrayList<>();
            HealthBook ordered = new HealthBook(HealthPolicy.defaults());
            HealthBook shuffled = new HealthBook(HealthPolicy.defaults());
            List<HealthBook> target = new ArrayList<>(List.of(ordered));
            for (int hour = 0; hour < 30; hour++) {
                long start = hour * HOUR;
                long records = random.nextInt(3) * 100L;
                boolean few = random.nextBoolean();
                long labelled = random.nextInt(100);
                facts.add(() -> target.get(0).window(ADULT, start, records, few, start + HOUR));
                facts.add(() -> target.get(0).labels(ADULT, start, 100, labelled));
            }
            facts.forEach(Runnable::run);
            target.set(0, shuffled);
            Collections.shuffle(facts, random);
            facts.forEach(Runnable::run);
            long now = 31 * HOUR + random.nextInt(10) * HOUR;
            assertThat(shuffled.check(now).stream().filter(r -> r.watch().equals("traffic")))
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(ordered.check(now).stream()
                            .filter(r -> r.watch().equals("traffic"))
                            .toList());
        }
    }

    @Test
    void aCheckThatIsNotLaterGivesNothingAndReportsFollowEachOther() {
        book.window(ADULT, 0, 10, false, 1);
        OperationReport first = book.check(100).get(0);
        assertThat(book.check(100)).isEmpty();
        assertThat(book.check(50)).isEmpty();
        OperationReport second = book.check(200).get(0);
        assertThat(first.checkedToMs()).isEqualTo(100);
        assertThat(second.checkedFromMs()).isEqualTo(100).isGreaterThan(first.checkedFromMs());
        assertThat(second.checkedToMs()).isEqualTo(200);
    }

    private List<Finding> traffic(long nowMs) {
        return findings("traffic", nowMs);
    }

    private List<Finding> intake(long nowMs) {
        return findings("intake", nowMs);
    }

    private List<Finding> labels(long nowMs) {
        return findings("labels", nowMs);
    }

    private List<Finding> findings(String watch, long nowMs) {
        return book.check(nowMs).stream()
                .filter(report -> report.watch().equals(watch))
                .flatMap(report -> report.findings().stream())
                .toList();
    }
}
