package io.tidemark.app.alerts;

import io.tidemark.alerts.schedule.ScheduleRunner;
import java.util.Optional;

/**
 * The schedules of the monitors, run beside the alerts.
 *
 * @param runner which has been started
 */
record SchedulesPart(ScheduleRunner runner) implements AlertsPart {
    @Override
    public Optional<String> stopped() {
        return runner.isRunning() ? Optional.empty() : Optional.of("the schedules have stopped");
    }

    @Override
    public void close() {
        runner.close();
    }
}
