package io.tidemark.app.live;

import io.tidemark.streams.runtime.DriftSettings;
import io.tidemark.streams.runtime.LabelStreams;
import io.tidemark.streams.runtime.LabelsSettings;
import io.tidemark.streams.runtime.LiveApplication;
import io.tidemark.streams.runtime.MonitorStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The applications of one process, started and stopped together; each has a group and state of its own. */
final class LiveApplications implements AutoCloseable {
    private final List<LiveApplication> parts;

    private LiveApplications(List<LiveApplication> parts) {
        this.parts = List.copyOf(parts);
    }

    /** Sets up what was asked for; what was set up is closed again if something else cannot be. */
    static LiveApplications create(Optional<DriftSettings> drift, Optional<LabelsSettings> labels) {
        List<LiveApplication> parts = new ArrayList<>();
        try {
            drift.ifPresent(settings -> parts.add(MonitorStreams.create(settings)));
            labels.ifPresent(settings -> parts.add(LabelStreams.create(settings)));
            return new LiveApplications(parts);
        } catch (RuntimeException e) {
            parts.forEach(LiveApplication::close);
            throw e;
        }
    }

    /** Starts all. */
    void start() {
        parts.forEach(LiveApplication::start);
    }

    /** Returns the name and state of the first application that has stopped by itself, if one has. */
    Optional<String> stopped() {
        return parts.stream()
                .filter(part -> part.state().hasStartedOrFinishedShuttingDown())
                .map(part -> "the " + part.name() + " application has stopped: " + part.state())
                .findFirst();
    }

    /** Returns how many records Kafka deleted before this process read them. */
    long lostOffsets() {
        return parts.stream().mapToLong(LiveApplication::lostOffsets).sum();
    }

    /** Leaves all groups and commits what was counted. */
    @Override
    public void close() {
        parts.forEach(LiveApplication::close);
    }
}
