package io.tidemark.streams.runtime;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** A running application, whichever it is: start, health, stop. */
public abstract sealed class LiveApplication implements AutoCloseable permits MonitorStreams, LabelStreams {
    private final StreamsApplication application;

    LiveApplication(StreamsApplication application) {
        this.application = application;
    }

    /** Returns what people call it, for example {@code drift}. */
    public abstract String name();

    /** Returns how many records of its input Kafka deleted before this process read them, since it was started. */
    public abstract long lostOffsets();

    /** Waits until the baselines are known, then starts reading. */
    public final void start() {
        application.start();
    }

    /**
     * Waits until every task is assigned and restored.
     *
     * @param patience how long to wait at most
     * @return whether the application is running
     */
    public final boolean awaitRunning(Duration patience) throws InterruptedException {
        return application.awaitRunning(patience);
    }

    /** Has a listener told what is restored; before {@link #start()}. */
    public final void setRestoreListener(StateRestoreListener listener) {
        application.setRestoreListener(listener);
    }

    /** Returns whether the baselines were read to the end of their topics at least once. */
    public final boolean knowsBaselines() {
        return application.baselines().isKnown();
    }

    /**
     * Returns when what endpoints are judged by was activated: the append time of the newest activation in epoch
     * milliseconds, by endpoint.
     */
    public abstract Map<String, Long> activatedMs();

    /** Returns how many of its stream threads are alive. */
    public final int liveThreads() {
        return application.streams().metadataForLocalThreads().size();
    }

    /** Returns what Kafka Streams says of itself, to read its metrics; it is started and stopped by this class alone. */
    public final KafkaStreams streams() {
        return application.streams();
    }

    /** Returns what it reads baselines with, for the kind that the application judges by. */
    final BaselineDirectory baselines() {
        return application.baselines();
    }

    /** Returns the state of the application. */
    public final KafkaStreams.State state() {
        return application.state();
    }

    /** Leaves the group and commits what was counted. */
    @Override
    public final void close() {
        application.close();
    }
}
