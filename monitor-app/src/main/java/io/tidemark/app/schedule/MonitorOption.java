package io.tidemark.app.schedule;

import io.tidemark.app.file.MonitorFile;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The files whose schedules are meant. */
final class MonitorOption {
    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "A monitor.yaml; may be repeated.")
    private List<Path> files = List.of();

    /** Their schedules. */
    List<ScheduleEntry> entries() {
        return ScheduleEntry.all(files.stream().map(MonitorFile::read).toList());
    }
}
