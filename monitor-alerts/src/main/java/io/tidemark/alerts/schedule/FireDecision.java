package io.tidemark.alerts.schedule;

import io.tidemark.wire.avro.Fire;
import io.tidemark.wire.avro.FireState;
import io.tidemark.wire.avro.FireTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be recorded of a schedule now: a pure function of the records and the time.
 *
 * <ul>
 *   <li>A schedule that was never seen is recorded as seen; nothing was due before.
 *   <li>A claim without an end, left by an instance that died, is claimed again; after {@link #MOST_ATTEMPTS} it is
 *       recorded as failed, so that work which kills its process does not do so for ever.
 *   <li>Of the times that have come since, the last is claimed and the others are recorded as missed, in one record. If
 *       the schedule does not catch up and the last is later than {@link #LATE}, that one is missed too.
 * </ul>
 */
public final class FireDecision {
    /** How often a claim is made before the time is given up. */
    public static final int MOST_ATTEMPTS = 3;

    /** From when on a run is a late one. */
    public static final Duration LATE = Duration.ofMinutes(5);

    /** More are not counted: a schedule of every minute after a week. */
    static final int MOST_MISSED = 10_000;

    private FireDecision() {}

    /**
     * Returns the records to be written, in order; one that is {@code CLAIMED} is to be worked on when it is committed.
     *
     * @param schedule which is not being worked on here
     * @param book what is known
     * @param now the time
     * @param instance who would claim
     */
    public static List<Fire> decide(Schedule schedule, FireBook book, Instant now, String instance) {
        Optional<Fire> open = book.openClaim(schedule);
        if (open.isPresent()) {
            return List.of(again(open.get(), now, instance));
        }
        Optional<Long> settled = book.settledMs(schedule);
        if (settled.isEmpty()) {
            return List.of(record(schedule, now, FireState.SEEN, now).build());
        }
        return due(schedule, Instant.ofEpochMilli(settled.get()), now, instance);
    }

    /** Returns the claim of a run that somebody asked for. */
    public static Fire byHand(Schedule schedule, Instant now, String instance) {
        return claim(schedule, now, FireTrigger.BY_HAND, now, instance);
    }

    private static Fire again(Fire open, Instant now, String instance) {
        if (open.getAttempt() >= MOST_ATTEMPTS) {
            return Fire.newBuilder(open)
                    .setState(FireState.FAILED)
                    .setEnded(now.toEpochMilli())
                    .setResult("given up: " + open.getAttempt() + " attempts ended without a result, the last by "
                            + open.getInstance())
                    .build();
        }
        return Fire.newBuilder(open)
                .setAttempt(open.getAttempt() + 1)
                .setInstance(instance)
                .setClaimed(now.toEpochMilli())
                .build();
    }

    private static List<Fire> due(Schedule schedule, Instant settled, Instant now, String instance) {
        Optional<Instant> first = notAfter(schedule.times().after(settled), now);
        if (first.isEmpty()) {
            return List.of();
        }
        Instant last = first.get();
        Instant beforeLast = last;
        int missed = 0;
        Optional<Instant> next = notAfter(schedule.times().after(last), now);
        while (next.isPresent() && missed < MOST_MISSED) {
            beforeLast = last;
            last = next.get();
            missed++;
            next = notAfter(schedule.times().after(last), now);
        }
        boolean isLate = last.plus(LATE).isBefore(now);
        if (isLate && !schedule.catchesUp()) {
            return List.of(missed(schedule, first.get(), last, missed + 1, now));
        }
        List<Fire> records = new ArrayList<>();
        if (missed > 0) {
            records.add(missed(schedule, first.get(), beforeLast, missed, now));
        }
        FireTrigger trigger = isLate || missed > 0 ? FireTrigger.CATCH_UP : FireTrigger.SCHEDULE;
        records.add(claim(schedule, last, trigger, now, instance));
        return List.copyOf(records);
    }

    private static Optional<Instant> notAfter(Optional<Instant> due, Instant now) {
        return due.filter(time -> !time.isAfter(now));
    }

    private static Fire missed(Schedule schedule, Instant first, Instant last, int count, Instant now) {
        return record(schedule, first, FireState.MISSED, now)
                .setLast(last.toEpochMilli())
                .setCount(count)
                .setResult("no instance ran when it was due")
                .build();
    }

    private static Fire claim(Schedule schedule, Instant due, FireTrigger trigger, Instant now, String instance) {
        return record(schedule, due, FireState.CLAIMED, now)
                .setTrigger(trigger)
                .setInstance(instance)
                .setAttempt(1)
                .setClaimed(now.toEpochMilli())
                .setEnded(0)
                .build();
    }

    private static Fire.Builder record(Schedule schedule, Instant due, FireState state, Instant now) {
        return Fire.newBuilder()
                .setSchedule(schedule.name())
                .setEndpoint(schedule.endpoint())
                .setDue(due.toEpochMilli())
                .setState(state)
                .setTrigger(FireTrigger.SCHEDULE)
                .setEnded(now.toEpochMilli());
    }
}
