package io.tidemark.alerts.runner;

import io.tidemark.alerts.routing.Router;
import java.util.List;

/** All sinks at work, each on a thread and in a consumer group of its own: none waits for another. */
public final class SinkRunners implements AutoCloseable {
    private final List<SinkRunner> runners;

    /**
     * Runners, not yet started.
     *
     * @param sinks the sinks, each name once
     * @param settings where they read
     * @param router says which messages go to which of them
     * @param reader reads a notification
     * @param reports takes what is told about sinks
     */
    public SinkRunners(
            List<SinkSetup> sinks,
            RunnerSettings settings,
            Router router,
            NotificationReader reader,
            SinkReports reports) {
        this(
                sinks.stream()
                        .map(sink -> new SinkWork(sink.receiver(), new NotificationReading(sink, reader, router)))
                        .toList(),
                settings,
                reports);
    }

    /**
     * Runners of receivers of another topic, not yet started.
     *
     * @param work the receivers, each name once
     * @param settings where they read
     * @param reports takes what is told about receivers
     */
    public SinkRunners(List<SinkWork> work, RunnerSettings settings, SinkReports reports) {
        if (work.stream().map(one -> one.receiver().name()).distinct().count() < work.size()) {
            throw new IllegalArgumentException("two sinks have the same name");
        }
        this.runners =
                work.stream().map(one -> new SinkRunner(one, settings, reports)).toList();
    }

    /** Starts every sink. */
    public void start() {
        runners.forEach(SinkRunner::start);
    }

    /** Ends every sink, all at the same time, and waits until what was under way is done. */
    @Override
    public void close() {
        runners.forEach(SinkRunner::stop);
        runners.forEach(SinkRunner::close);
    }
}
