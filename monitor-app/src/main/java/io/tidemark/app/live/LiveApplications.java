package io.tidemark.app.live;

import io.tidemark.app.serve.Serving;
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
    private final Serving serving;

    private LiveApplications(List<LiveApplication> parts, Serving serving) {
        this.parts = List.copyOf(parts);
        this.serving = serving;
    }

    /** Sets up what was asked for; what was set up is closed again if something else cannot be. */
    static LiveApplications create(Optional<DriftSettings> drift, Optional<LabelsSettings> labels, Serving serving) {
        List<LiveApplication> parts = new ArrayList<>();
        try {
            drift.ifPresent(
                    settings -> parts.add(MonitorStreams.create(settings, serving.observer(MonitorStreams.NAME))));
            labels.ifPresent(settings -> parts.add(LabelStreams.create(settings, serving.observer(LabelStreams.NAME))));
            parts.forEach(serving::watch);
            return new LiveApplications(parts, serving);
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
        serving.stopping();
        parts.forEach(LiveApplication::close);
    }
}
