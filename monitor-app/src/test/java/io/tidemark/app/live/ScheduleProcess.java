package io.tidemark.app.live;

import io.tidemark.alerts.schedule.FireListener;
import io.tidemark.alerts.schedule.ScheduleRunner;
import io.tidemark.alerts.schedule.ScheduledWork;
import io.tidemark.wire.avro.Fire;
import io.tidemark.wire.avro.FireState;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Runs the schedule of the bench in a JVM of its own, up to a moment at which it stands still and is killed. */
final class ScheduleProcess {
    private ScheduleProcess() {}

    /** Where it stands still. */
    enum Moment {
        CLAIMED,
        WORKING,
        WRITTEN
    }

    /** Arguments: broker, prefix, moment. */
    public static void main(String[] arguments) throws InterruptedException {
        String prefix = arguments[1];
        Moment moment = Moment.valueOf(arguments[2]);
        ScheduleBench.SetClock clock = new ScheduleBench.SetClock();
        ScheduledWork publishing = ScheduleBench.publishing(prefix);
        ScheduledWork work = (fire, lastDone) -> {
            standStillIf(moment == Moment.WORKING);
            return publishing.run(fire, lastDone);
        };
        FireListener listener = new FireListener() {
            @Override
            public void committed(Fire fire) {
                if (fire.getState() == FireState.SEEN) {
                    clock.set(ScheduleBench.START.plusSeconds(60));
                }
                standStillIf(moment == Moment.CLAIMED && fire.getState() == FireState.CLAIMED);
            }

            @Override
            public void written(Fire fire) {
                standStillIf(moment == Moment.WRITTEN);
            }
        };
        try (ScheduleRunner runner = ScheduleRunner.start(
                ScheduleBench.settings(arguments[0], prefix, "killed", clock),
                List.of(ScheduleBench.MINUTELY),
                work,
                listener)) {
            System.out.println("started " + runner.isRunning());
            new CountDownLatch(1).await();
        }
    }

    private static void standStillIf(boolean isMoment) {
        if (isMoment) {
            System.out.println("still");
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
