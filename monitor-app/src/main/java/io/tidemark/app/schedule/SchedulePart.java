package io.tidemark.app.schedule;

import io.tidemark.alerts.schedule.Schedule;
import io.tidemark.alerts.schedule.ScheduleRunner;
import io.tidemark.app.console.Console;
import io.tidemark.app.file.MonitorFile;
import io.tidemark.app.kafka.KafkaOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The schedules of some monitors as a part of a live application: started once, closed with it. */
public final class SchedulePart {
    private SchedulePart() {}

    /**
     * Starts to run the schedules of some files.
     *
     * @param kafka where they are kept; must be given
     * @param monitors files of monitors
     * @param console that is told what becomes of them
     * @return the runner, to be closed; empty if the files have no schedule
     */
    public static Optional<ScheduleRunner> start(KafkaOptions kafka, List<Path> monitors, Console console)
            throws InterruptedException {
        List<ScheduleEntry> entries =
                ScheduleEntry.all(monitors.stream().map(MonitorFile::read).toList());
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        SchedulePlace place = SchedulePlace.open(kafka, entries, console);
        List<Schedule> schedules = entries.stream().map(ScheduleEntry::schedule).toList();
        return place.settings()
                .map(settings -> ScheduleRunner.start(settings, schedules, place.tasks(), new FireLines(console)));
    }
}
