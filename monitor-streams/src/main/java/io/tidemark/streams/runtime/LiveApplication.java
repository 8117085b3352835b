package io.tidemark.streams.runtime;

import org.apache.kafka.streams.KafkaStreams;

/** What a process needs to know of an application that it runs, whichever it is. */
public sealed interface LiveApplication extends AutoCloseable permits MonitorStreams, LabelStreams {
    /** Returns what people call it, for example {@code drift}. */
    String name();

    /** Waits until the baselines are known, then starts reading. */
    void start();

    /** Returns the state of the application. */
    KafkaStreams.State state();

    /** Returns how many records Kafka deleted before this process read them, since it was started. */
    long lostOffsets();

    /** Leaves the group and commits what was counted. */
    @Override
    void close();
}
