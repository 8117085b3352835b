package io.tidemark.streams.processor;

import io.tidemark.core.config.Monitors;
import io.tidemark.core.ledger.IdBudget;
import java.util.function.LongSupplier;

/**
 * What intake needs to know.
 *
 * @param monitors windows, timing and form of captures of each endpoint; they serve all stages
 * @param endpoints which endpoints are monitored
 * @param inputPartitions partitions of the capture topic
 * @param backlog asks the broker what is left to read
 * @param quarantine records that failed too often
 * @param nanoClock a monotonic clock in nanoseconds
 * @param lost takes what Kafka deleted unread
 * @param ids how many records all tasks of the process may know
 */
public record IntakeSettings(
        Monitors monitors,
        EndpointPolicy endpoints,
        int inputPartitions,
        Backlog backlog,
        Quarantine quarantine,
        LongSupplier nanoClock,
        LostOffsets lost,
        IdBudget ids) {

    public IntakeSettings {
        endpoints = endpoints.within(monitors);
    }

    /** Settings of a process that has lost nothing yet. */
    public IntakeSettings(
            Monitors monitors,
            EndpointPolicy endpoints,
            int inputPartitions,
            Backlog backlog,
            Quarantine quarantine,
            LongSupplier nanoClock) {
        this(
                monitors,
                endpoints,
                inputPartitions,
                backlog,
                quarantine,
                nanoClock,
                new LostOffsets(),
                IdBudget.of(monitors));
    }
}
