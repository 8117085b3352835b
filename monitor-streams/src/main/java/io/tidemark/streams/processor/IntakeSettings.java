package io.tidemark.streams.processor;

import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.ledger.IdBudget;
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
 * @param ids how many records all tasks of the process may know
 */
public record IntakeSettings(
        MonitorConfig config,
        EndpointPolicy endpoints,
        int inputPartitions,
        Backlog backlog,
        Quarantine quarantine,
        LongSupplier nanoClock,
        LostOffsets lost,
        IdBudget ids) {

    /** Settings of a process that has lost nothing yet. */
    public IntakeSettings(
            MonitorConfig config,
            EndpointPolicy endpoints,
            int inputPartitions,
            Backlog backlog,
            Quarantine quarantine,
            LongSupplier nanoClock) {
        this(
                config,
                endpoints,
                inputPartitions,
                backlog,
                quarantine,
                nanoClock,
                new LostOffsets(),
                new IdBudget(config.duplicates().mostIds()));
    }
}
