package io.tidemark.alerts.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.Fire;
import io.tidemark.wire.avro.FireState;
import io.tidemark.wire.avro.FireTrigger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class FireDecisionTest {
    private static final Instant START = Instant.parse("2026-03-02T00:10:00Z");
    private static final Schedule HOURLY = schedule(true);

    private final FireBook book = new FireBook();

    /** Generated classes can be built when the serdes have said that they are trusted. */
    @BeforeAll
    static void loadSerdes() {
        assertThat(new Topics().fires().partitions()).isEqualTo(1);
    }

    private static Schedule schedule(boolean catchesUp) {
        return new Schedule("adult", "hourly", CronTimes.of("0 * * * *", ZoneOffset.UTC), catchesUp);
    }

    private List<Fire> decide(Schedule schedule, String now) {
        List<Fire> records = FireDecision.decide(schedule, book, Instant.parse(now), "me");
        records.forEach(book::add);
        return records;
    }

    private Fire claim(String now) {
        List<Fire> records = decide(HOURLY, now);
        return records.get(records.size() - 1);
    }

    private void end(Fire claim) {
        book.add(FireRun.ended(claim, WorkResult.done(0, "fine"), START));
    }

    private static Instant due(Fire fire) {
        return Instant.ofEpochMilli(fire.getDue());
    }

    @Test
    void aScheduleThatIsNewIsSeenAndWasNeverDue() {
        List<Fire> first = decide(HOURLY, "2026-03-02T00:10:00Z");
        assertThat(first).extracting(Fire::getState).containsExactly(FireState.SEEN);
        assertThat(decide(HOURLY, "2026-03-02T00:59:59Z")).isEmpty();
    }

    @Test
    void aDueTimeIsClaimedOnce() {
        decide(HOURLY, "2026-03-02T00:10:00Z");
        Fire claim = claim("2026-03-02T01:00:00Z");
        assertThat(claim.getState()).isEqualTo(FireState.CLAIMED);
        assertThat(claim.getTrigger()).isEqualTo(FireTrigger.SCHEDULE);
        assertThat(claim.getAttempt()).isEqualTo(1);
        assertThat(claim.getInstance()).isEqualTo("me");
        assertThat(due(claim)).isEqualTo(Instant.parse("2026-03-02T01:00:00Z"));
        end(claim);
        assertThat(decide(HOURLY, "2026-03-02T01:30:00Z")).isEmpty();
        assertThat(book.lastDone(HOURLY).orElseThrow().getResult()).isEqualTo("fine");
    }

    @Test
    void afterAnOutageTheLastTimeRunsAndTheOthersAreMissed() {
        decide(HOURLY, "2026-03-02T00:10:00Z");
        end(claim("2026-03-02T01:00:00Z"));
        List<Fire> records = decide(HOURLY, "2026-03-02T05:20:00Z");
        assertThat(records).extracting(Fire::getState).containsExactly(FireState.MISSED, FireState.CLAIMED);
        Fire missed = records.get(0);
        assertThat(due(missed)).isEqualTo(Instant.parse("2026-03-02T02:00:00Z"));
        assertThat(Instant.ofEpochMilli(missed.getLast())).isEqualTo(Instant.parse("2026-03-02T04:00:00Z"));
        assertThat(missed.getCount()).isEqualTo(3);
        assertThat(due(records.get(1))).isEqualTo(Instant.parse("2026-03-02T05:00:00Z"));
        assertThat(records.get(1).getTrigger()).isEqualTo(FireTrigger.CATCH_UP);
    }

    @Test
    void whatDoesNotCatchUpIsMissedIfItIsLate() {
        Schedule strict = schedule(false);
        decide(strict, "2026-03-02T00:10:00Z");
        List<Fire> late = decide(strict, "2026-03-02T02:20:00Z");
        assertThat(late).extracting(Fire::getState).containsExactly(FireState.MISSED);
        assertThat(late.get(0).getCount()).isEqualTo(2);
        assertThat(decide(strict, "2026-03-02T02:30:00Z")).isEmpty();
        assertThat(decide(strict, "2026-03-02T03:04:59Z"))
                .extracting(Fire::getState)
                .containsExactly(FireState.CLAIMED);
    }

    @Test
    void aClaimWithoutAnEndIsClaimedAgainAndThenGivenUp() {
        decide(HOURLY, "2026-03-02T00:10:00Z");
        Fire first = claim("2026-03-02T01:00:00Z");
        Fire second = claim("2026-03-02T01:01:00Z");
        Fire third = claim("2026-03-02T01:02:00Z");
        assertThat(List.of(first, second, third)).extracting(Fire::getAttempt).containsExactly(1, 2, 3);
        assertThat(List.of(first, second, third)).extracting(Fire::getDue).containsOnly(first.getDue());
        Fire last = claim("2026-03-02T01:03:00Z");
        assertThat(last.getState()).isEqualTo(FireState.FAILED);
        assertThat(last.getResult()).contains("3 attempts").contains("me");
        assertThat(decide(HOURLY, "2026-03-02T01:04:00Z")).isEmpty();
        assertThat(claim("2026-03-02T02:00:00Z").getState()).isEqualTo(FireState.CLAIMED);
    }

    @Test
    void aRunByHandSettlesNoTimeAndIsNotTakenOver() {
        decide(HOURLY, "2026-03-02T00:10:00Z");
        Fire byHand = FireDecision.byHand(HOURLY, Instant.parse("2026-03-02T01:00:01Z"), "ann");
        book.add(byHand);
        assertThat(book.running(HOURLY)).contains(byHand);
        Fire claim = claim("2026-03-02T01:00:02Z");
        assertThat(claim.getTrigger()).isEqualTo(FireTrigger.SCHEDULE);
        assertThat(due(claim)).isEqualTo(Instant.parse("2026-03-02T01:00:00Z"));
    }

    @Test
    void schedulesOfTwoEndpointsWithOneNameAreTwo() {
        Schedule other = new Schedule("churn", "hourly", HOURLY.times(), true);
        decide(HOURLY, "2026-03-02T00:10:00Z");
        assertThat(decide(other, "2026-03-02T00:10:00Z"))
                .extracting(Fire::getState)
                .containsExactly(FireState.SEEN);
    }

    @Test
    void everyTimeIsRunOrMissedExactlyOnceWhateverTheOutages() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            FireBook known = new FireBook();
            TreeSet<Long> settled = new TreeSet<>();
            Instant now = START;
            long twice = 0;
            for (int step = 0; step < 60; step++) {
                for (Fire fire : FireDecision.decide(HOURLY, known, now, "me")) {
                    known.add(fire);
                    if (fire.getState() == FireState.MISSED) {
                        assertThat(fire.getLast() - fire.getDue())
                                .as("seed %d", seed)
                                .isEqualTo((fire.getCount() - 1) * 3_600_000L);
                        for (int i = 0; i < fire.getCount(); i++) {
                            twice += settled.add(fire.getDue() + i * 3_600_000L) ? 0 : 1;
                        }
                    }
                    if (fire.getState() == FireState.CLAIMED) {
                        twice += settled.add(fire.getDue()) ? 0 : 1;
                        known.add(FireRun.ended(fire, WorkResult.done(0, ""), now));
                    }
                }
                now = now.plus(Duration.ofMinutes(1 + random.nextInt(random.nextInt(10) == 0 ? 600 : 50)));
            }
            assertThat(twice).as("seed %d", seed).isZero();
            long hours = (settled.last() - settled.first()) / 3_600_000 + 1;
            assertThat(settled).as("seed %d", seed).hasSize((int) hours);
        }
    }

    @Test
    void manyMissedTimesEndSomewhere() {
        Schedule minutely = new Schedule("adult", "m", CronTimes.of("* * * * *", ZoneOffset.UTC), true);
        decide(minutely, "2026-03-02T00:10:00Z");
        List<Fire> records = decide(minutely, "2027-03-02T00:10:00Z");
        assertThat(records.get(0).getCount()).isEqualTo(FireDecision.MOST_MISSED);
        assertThat(records.get(1).getState()).isEqualTo(FireState.CLAIMED);
    }

    @Test
    void aScheduleNeedsNames() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schedule("", "x", HOURLY.times(), true))
                .withMessageContaining("needs an endpoint and a name");
    }

    @Test
    void aResultIsCutAndAFailureHasItsMessage() {
        decide(HOURLY, "2026-03-02T00:10:00Z");
        Fire claim = claim("2026-03-02T01:00:00Z");
        Fire end = FireRun.ended(claim, WorkResult.failed(2, "x".repeat(5_000)), START);
        assertThat(end.getState()).isEqualTo(FireState.FAILED);
        assertThat(end.getResult()).hasSize(2_000);
        assertThat(FireRun.failed(new IllegalStateException()).text()).isEqualTo("IllegalStateException");
    }
}
