package io.tidemark.app.live;

import io.tidemark.streams.runtime.DriftSettings;
import io.tidemark.streams.runtime.LabelStreams;
import io.tidemark.streams.runtime.LabelsSettings;
import io.tidemark.streams.runtime.MonitorStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;

/** The applications of one process, started and stopped together; each has a group and state of its own. */
final class LiveApplications implements AutoCloseable {
    private final List<Part> parts;

    private LiveApplications(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** One application as the process sees it. */
    private interface Part extends AutoCloseable {
        String name();

        void start();

        KafkaStreams.State state();

        long lostOffsets();

        @Override
        void close();
    }

    private record Drift(MonitorStreams app) implements Part {
        @Override
        public String name() {
            return "drift";
        }

        @Override
        public void start() {
            app.start();
        }

        @Override
        public KafkaStreams.State state() {
            return app.state();
        }

        @Override
        public long lostOffsets() {
            return app.lostOffsets();
        }

        @Override
        public void close() {
            app.close();
        }
    }

    private record Labels(LabelStreams app) implements Part {
        @Override
        public String name() {
            return "labels";
        }

        @Override
        public void start() {
            app.start();
        }

        @Override
        public KafkaStreams.State state() {
            return app.state();
        }

        @Override
        public long lostOffsets() {
            return app.lostOffsets();
        }

        @Override
        public void close() {
            app.close();
        }
    }

    /** Sets up what was asked for; what was set up is closed again if something else cannot be. */
    static LiveApplications create(Optional<DriftSettings> drift, Optional<LabelsSettings> labels) {
        List<Part> parts = new ArrayList<>();
        try {
            drift.ifPresent(settings -> parts.add(new Drift(MonitorStreams.create(settings))));
            labels.ifPresent(settings -> parts.add(new Labels(LabelStreams.create(settings))));
            return new LiveApplications(parts);
        } catch (RuntimeException e) {
            parts.forEach(Part::close);
            throw e;
        }
    }

    /** Starts all. */
    void start() {
        parts.forEach(Part::start);
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
        return parts.stream().mapToLong(Part::lostOffsets).sum();
    }

    /** Leaves all groups and commits what was counted. */
    @Override
    public void close() {
        parts.forEach(Part::close);
    }
}
