package io.tidemark.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.core.config.Deduplication;
import io.tidemark.core.config.Monitor;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.config.Monitors;
import io.tidemark.core.window.Watermark;
import io.tidemark.core.window.WindowSpec;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DuplicatesTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long GRACE = 10 * MINUTE;
    private static final long HORIZON = 5 * MINUTE;
    private static final WindowSpec HOURS = new WindowSpec(HOUR, 0);

    private final Duplicates duplicates = bounded(1_000);

    private static Duplicates bounded(int mostIds) {
        return new Duplicates(monitors(HOURS, GRACE, new Deduplication(true, Duration.ofMillis(HORIZON), mostIds)));
    }

    private Sighting see(String id, long timeMs, long watermarkMs) {
        return see(duplicates, "fraud", id, timeMs, watermarkMs);
    }

    private static Sighting see(Duplicates in, String endpoint, String id, long timeMs, long watermarkMs) {
        return in.check(endpoint, timeMs, watermarkMs, ARecord.identity(endpoint, "v", ARecord.bytes(id, timeMs, "1")));
    }

    @Test
    void aRepeatIsSeenWhileItsWindowCanCountHoweverFarApart() {
        assertThat(see("a", HOUR, Watermark.NONE)).isEqualTo(Sighting.FIRST);
        assertThat(see("a", HOUR, HOUR)).isEqualTo(Sighting.REPEAT);
        long closed = 2 * HOUR + GRACE;

        assertThat(see("a", HOUR, closed))
                .as("another partition may hold it open")
                .isEqualTo(Sighting.REPEAT);
        assertThat(see("a", HOUR, closed + HORIZON - 1)).isEqualTo(Sighting.REPEAT);
        assertThat(see("a", HOUR, closed + HORIZON)).isEqualTo(Sighting.UNCHECKED);
    }

    @Test
    void whatIsUncheckedIsNotRemembered() {
        assertThat(see("a", HOUR, 9 * HOUR)).isEqualTo(Sighting.UNCHECKED);

        assertThat(duplicates.size()).isZero();
        assertThat(see("a", HOUR, 9 * HOUR)).isEqualTo(Sighting.UNCHECKED);
    }

    @Test
    void endpointsDoNotMeet() {
        assertThat(see(duplicates, "fraud", "a", HOUR, Watermark.NONE)).isEqualTo(Sighting.FIRST);
        assertThat(see(duplicates, "churn", "a", HOUR, Watermark.NONE)).isEqualTo(Sighting.FIRST);
        assertThat(see(duplicates, "fraud", "a", HOUR, Watermark.NONE)).isEqualTo(Sighting.REPEAT);
    }

    @Test
    void aMinuteOfTwoWindowsIsKeptForTheLater() {
        Duplicates small =
                new Duplicates(monitors(new WindowSpec(40_000, 0), 0, new Deduplication(true, Duration.ZERO, 10)));
        assertThat(see(small, "fraud", "a", 59_999, 40_000)).isEqualTo(Sighting.FIRST);

        assertThat(see(small, "fraud", "a", 59_999, 79_999)).isEqualTo(Sighting.REPEAT);
        assertThat(see(small, "fraud", "a", 59_999, 80_000)).isEqualTo(Sighting.UNCHECKED);
    }

    @Test
    void droppingFreesAndNamesThePassedMinutesOfItsEndpointOnly() {
        see(duplicates, "fraud", "a", HOUR, Watermark.NONE);
        see(duplicates, "fraud", "b", HOUR + 5 * MINUTE, Watermark.NONE);
        see(duplicates, "fraud", "c", 2 * HOUR, Watermark.NONE);
        see(duplicates, "churn", "d", HOUR, Watermark.NONE);

        duplicates.dropPassed("fraud", 2 * HOUR + GRACE + HORIZON);

        assertThat(duplicates.size()).isEqualTo(2);
        assertThat(duplicates.takeDropped())
                .containsExactly(new Duplicates.Span("fraud", HOUR), new Duplicates.Span("fraud", HOUR + 5 * MINUTE));
        assertThat(duplicates.takeDropped()).isEmpty();
        assertThat(see("c", 2 * HOUR, 2 * HOUR)).isEqualTo(Sighting.REPEAT);
    }

    @Test
    void beyondTheBoundTheOldestMinutesGoAndAreUncheckedFromThenOn() {
        Duplicates small = bounded(3);
        see(small, "fraud", "a", HOUR, Watermark.NONE);
        see(small, "fraud", "b", HOUR + MINUTE, Watermark.NONE);
        see(small, "churn", "c", HOUR + 2 * MINUTE, Watermark.NONE);
        see(small, "churn", "d", HOUR + 2 * MINUTE, Watermark.NONE);

        assertThat(small.size()).isEqualTo(3);
        assertThat(small.floorMs()).isEqualTo(HOUR + MINUTE);
        assertThat(small.takeDropped()).containsExactly(new Duplicates.Span("fraud", HOUR));
        assertThat(see(small, "fraud", "a", HOUR, Watermark.NONE)).isEqualTo(Sighting.UNCHECKED);
        assertThat(see(small, "churn", "e", HOUR + MINUTE - 1, Watermark.NONE)).isEqualTo(Sighting.UNCHECKED);
        assertThat(see(small, "fraud", "b", HOUR + MINUTE, Watermark.NONE)).isEqualTo(Sighting.REPEAT);
    }

    @Test
    void tasksShareABudgetAndOnlyWhoHoldsMoreThanItsShareDrops() {
        IdBudget budget = new IdBudget(10);
        Duplicates busy = sharing(budget);
        Duplicates quiet = sharing(budget);
        for (int minute = 0; minute < 9; minute++) {
            see(busy, "fraud", "b" + minute, HOUR + minute * MINUTE, Watermark.NONE);
        }
        see(quiet, "fraud", "q0", HOUR, Watermark.NONE);
        assertThat(busy.size()).as("what others leave may be used").isEqualTo(9);

        see(quiet, "fraud", "q1", HOUR + MINUTE, Watermark.NONE);
        see(quiet, "fraud", "q2", HOUR + 2 * MINUTE, Watermark.NONE);

        assertThat(quiet.size()).isEqualTo(3);
        assertThat(quiet.floorMs()).isEqualTo(Watermark.NONE);
        assertThat(budget.held()).isEqualTo(12);
        busy.keepWithinBound();
        assertThat(budget.held()).isEqualTo(10);
        assertThat(busy.size()).isEqualTo(7);
        assertThat(busy.floorMs()).isEqualTo(HOUR + 2 * MINUTE);
        assertThat(busy.takeDropped()).hasSize(2);
    }

    @Test
    void aTaskThatEndsGivesItsPartBack() {
        IdBudget budget = new IdBudget(4);
        Duplicates ending = sharing(budget);
        Duplicates staying = sharing(budget);
        see(ending, "fraud", "a", HOUR, Watermark.NONE);
        see(ending, "fraud", "b", HOUR, Watermark.NONE);

        ending.release();

        assertThat(budget.held()).isZero();
        for (int minute = 0; minute < 4; minute++) {
            see(staying, "fraud", "c" + minute, HOUR + minute * MINUTE, Watermark.NONE);
        }
        assertThat(staying.size()).isEqualTo(4);
        assertThat(staying.floorMs()).isEqualTo(Watermark.NONE);
    }

    /** Law: whatever tasks do, after each has looked at its bound they hold no more than they may together. */
    @Test
    void tasksTogetherStayWithinTheBudget() {
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            IdBudget budget = new IdBudget(50);
            Duplicates[] tasks = {sharing(budget), sharing(budget), sharing(budget)};
            for (int i = 0; i < 1_000; i++) {
                Duplicates task = tasks[random.nextInt(1 + random.nextInt(3))];
                see(task, "e" + random.nextInt(2), "id" + i, HOUR + random.nextInt((int) HOUR), Watermark.NONE);
                if (i % 97 == 0) {
                    for (Duplicates each : tasks) {
                        each.keepWithinBound();
                    }
                    assertThat(budget.held()).as("seed %d, record %d", seed, i).isLessThanOrEqualTo(50);
                }
            }
            assertThat(budget.held())
                    .as("seed %d", seed)
                    .isEqualTo(tasks[0].size() + tasks[1].size() + tasks[2].size());
        }
    }

    private static Duplicates sharing(IdBudget budget) {
        return new Duplicates(monitors(HOURS, GRACE, Deduplication.defaults()), budget);
    }

    private static Monitors monitors(WindowSpec windows, long graceMs, Deduplication duplicates) {
        return Monitors.same(config(windows, graceMs, duplicates));
    }

    private static MonitorConfig config(WindowSpec windows, long graceMs, Deduplication duplicates) {
        MonitorConfig.Timing timing =
                new MonitorConfig.Timing(Duration.ofMillis(graceMs), Duration.ofMinutes(2), Duration.ofMinutes(5));
        return MonitorConfig.of(windows).withTiming(timing).withDuplicates(duplicates);
    }

    @Test
    void eachEndpointIsKeptAsLongAsItsOwnWindowsAndGraceSay() {
        Deduplication none = new Deduplication(true, Duration.ZERO, 10);
        Monitors each = monitors(HOURS, GRACE, none)
                .with(
                        "fast",
                        Monitor.of(config(new WindowSpec(MINUTE, 0), 0, none.withHorizon(Duration.ofSeconds(1)))));
        Duplicates both = new Duplicates(each);
        see(both, "fraud", "a", HOUR, Watermark.NONE);
        see(both, "fast", "a", HOUR, Watermark.NONE);

        assertThat(see(both, "fast", "a", HOUR, HOUR + MINUTE + 999)).isEqualTo(Sighting.REPEAT);
        assertThat(see(both, "fast", "a", HOUR, HOUR + MINUTE + 1_000)).isEqualTo(Sighting.UNCHECKED);
        assertThat(see(both, "fraud", "a", HOUR, HOUR + MINUTE + 1_000)).isEqualTo(Sighting.REPEAT);
        assertThat(see(both, "fraud", "a", HOUR, 2 * HOUR + GRACE)).isEqualTo(Sighting.UNCHECKED);
    }

    @Test
    void ofAnEndpointWithoutMonitorNothingIsKept() {
        Duplicates only = new Duplicates(Monitors.only(Map.of("fast", Monitor.defaults())));
        only.restore(new Duplicates.Span("gone", HOUR), 1, 2);
        only.dropPassed("gone", Watermark.NONE);

        assertThat(only.size()).isZero();
        assertThat(see(only, "gone", "a", HOUR, Watermark.NONE)).isEqualTo(Sighting.UNCHECKED);
    }

    @Test
    void allEndpointsShareTheLargestBudgetThatOneAsksFor() {
        Monitors each = monitors(HOURS, GRACE, new Deduplication(true, Duration.ZERO, 2))
                .with("fast", Monitor.of(config(HOURS, GRACE, new Deduplication(true, Duration.ZERO, 3))));
        Duplicates both = new Duplicates(each);
        for (int i = 0; i < 4; i++) {
            see(both, i % 2 == 0 ? "fast" : "fraud", "id" + i, HOUR + i * MINUTE, Watermark.NONE);
        }

        assertThat(both.size()).isEqualTo(3);
        assertThat(both.floorMs()).isEqualTo(HOUR + MINUTE);
    }

    @Test
    void aBudgetOfNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new IdBudget(0)).withMessageContaining("0 is not");
    }

    @Test
    void aRestoredOneAnswersAsTheOneBefore() {
        RecordIdentity id = ARecord.identity("a", HOUR);
        Duplicates restored = bounded(10);
        restored.restore(new Duplicates.Span("fraud", HOUR), id.high(), id.low());
        restored.restore(new Duplicates.Span("fraud", HOUR), id.high(), id.low());
        restored.restoreFloor(HOUR - MINUTE);

        assertThat(restored.size()).isEqualTo(1);
        assertThat(restored.check("fraud", HOUR, Watermark.NONE, id)).isEqualTo(Sighting.REPEAT);
        assertThat(see(restored, "fraud", "b", HOUR - MINUTE - 1, Watermark.NONE))
                .isEqualTo(Sighting.UNCHECKED);
    }

    /** Law: when passed minutes are dropped makes no difference to any answer. */
    @Test
    void answersDoNotDependOnWhenMinutesAreDropped() {
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            Duplicates eager = bounded(1_000_000);
            Duplicates lazy = bounded(1_000_000);
            long watermark = 0;
            for (int i = 0; i < 2_000; i++) {
                watermark += random.nextInt(4 * (int) MINUTE);
                long time = Math.max(1_000, watermark - random.nextInt(3 * (int) HOUR)) / 1_000 * 1_000;
                String id = "id" + random.nextInt(3);
                assertThat(see(eager, "fraud", id, time, watermark))
                        .as("seed %d, record %d", seed, i)
                        .isEqualTo(see(lazy, "fraud", id, time, watermark));
                if (random.nextBoolean()) {
                    eager.dropPassed("fraud", watermark);
                }
            }
            assertThat(eager.size()).isLessThan(lazy.size());
        }
    }
}
