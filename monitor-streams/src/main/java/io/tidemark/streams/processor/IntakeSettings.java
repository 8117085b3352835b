package io.tidemark.streams.processor;

import io.tidemark.core.config.MonitorConfig;
import java.util.function.LongSupplier;

/**
 * What intake needs to know.
 *
 * @param config windows and timing
 * @param endpoints which endpoints are monitored
 * @param inputPartitions partitions of the capture topic
 * @param backlog asks the broker what is left to read
 * @param quarantine records that failed too often
 * @param nanoClock a monotonic clock in nanoseconds
 * @param lost takes what Kafka deleted unread
 */
public record IntakeSettings(
        MonitorConfig config,
        EndpointPolicy endpoints,
        int inputPartitions,
        Backlog backlog,
        Quarantine quarantine,
        LongSupplier nanoClock,
        LostOffsets lost) {

    /** Settings of a process that has lost nothing yet. */
    public IntakeSettings(
            MonitorConfig config,
            EndpointPolicy endpoints,
            int inputPartitions,
            Backlog backlog,
            Quarantine quarantine,
            LongSupplier nanoClock) {
        this(config, endpoints, inputPartitions, backlog, quarantine, nanoClock, new LostOffsets());
    }
}
