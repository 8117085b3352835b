package io.tidemark.app.schedule;

import io.tidemark.alerts.schedule.FireBook;
import io.tidemark.alerts.schedule.FireDecision;
import io.tidemark.alerts.schedule.FireListener;
import io.tidemark.alerts.schedule.FireRun;
import io.tidemark.alerts.schedule.Schedule;
import io.tidemark.alerts.schedule.ScheduledWork;
import io.tidemark.alerts.schedule.WorkResult;
import io.tidemark.wire.avro.Fire;
import io.tidemark.wire.avro.FireState;
import java.time.Clock;
import java.util.List;

/** Schedules of one process without Kafka: the same decisions, kept in memory and forgotten at its end. */
final class LocalSchedules {
    private final ScheduledWork work;
    private final FireListener listener;
    private final Clock clock;
    private final FireBook book = new FireBook();

    LocalSchedules(ScheduledWork work, FireListener listener, Clock clock) {
        this.work = work;
        this.listener = listener;
        this.clock = clock;
    }

    /** Does what is due now. */
    void advance(List<Schedule> schedules) throws InterruptedException {
        for (Schedule schedule : schedules) {
            for (Fire fire : FireDecision.decide(schedule, book, clock.instant(), "this process")) {
                committed(fire);
                if (fire.getState() == FireState.CLAIMED) {
                    committed(done(schedule, fire));
                }
            }
        }
    }

    /** Does the work of a schedule now, due or not, and returns how it ended. */
    Fire runNow(Schedule schedule) throws InterruptedException {
        Fire claim = FireDecision.byHand(schedule, clock.instant(), "this process");
        committed(claim);
        Fire end = done(schedule, claim);
        committed(end);
        return end;
    }

    private Fire done(Schedule schedule, Fire claim) throws InterruptedException {
        WorkResult result = FireRun.of(work, claim, book.lastDone(schedule));
        return FireRun.ended(claim, result, clock.instant());
    }

    private void committed(Fire fire) {
        book.add(fire);
        listener.committed(fire);
    }
}
