package io.tidemark.alerts.schedule;

import io.tidemark.wire.avro.Fire;
import java.util.Optional;

/** Does what a schedule is for. */
@FunctionalInterface
public interface ScheduledWork {
    /**
     * Does the work of a fire. It publishes nothing itself: what it returns is published together with its result, or not
     * at all. So it may be done again after an instance died, and must leave files whole or not at all. A failure may be
     * thrown too; its message is recorded.
     *
     * @param fire the claim
     * @param lastDone the last fire of the same schedule that was done
     * @throws InterruptedException if this instance does not own the schedules any more
     */
    WorkResult run(Fire fire, Optional<Fire> lastDone) throws InterruptedException;
}
