package io.tidemark.streams.label;

import io.tidemark.core.config.Monitor;
import io.tidemark.core.config.Monitors;
import io.tidemark.core.ledger.PartitionAccount;
import io.tidemark.core.quality.ModelEvaluator;
import io.tidemark.core.window.OffsetRanges;
import io.tidemark.streams.processor.Backlog;
import io.tidemark.streams.processor.EndpointPolicy;
import io.tidemark.streams.processor.LostOffsets;
import io.tidemark.streams.processor.Quarantine;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the stages of the labels application need to know.
 *
 * @param monitors windows, timing and form of captures of each endpoint, which are those of the drift application; which
 *     label belongs to which prediction, and how windows are judged
 * @param endpoints which endpoints are monitored
 * @param inputPartitions partitions of each of the two input topics
 * @param captures the topic of predictions
 * @param groundTruth the topic of labels
 * @param silence how long ground truth must be silent before the clock stands in for label time
 * @param nanoClock a monotonic clock in nanoseconds
 */
public record JoinSettings(
        Monitors monitors,
        EndpointPolicy endpoints,
        int inputPartitions,
        Input captures,
        Input groundTruth,
        Duration silence,
        LongSupplier nanoClock) {
    public JoinSettings {
        endpoints = endpoints.within(monitors);
    }

    /**
     * How long ground truth must be silent unless configured: labels come in batches, and whoever replays captures and then
     * their labels needs a while between the two.
     */
    public static final Duration DEFAULT_SILENCE = Duration.ofHours(1);

    /**
     * An input topic.
     *
     * @param topic its name
     * @param backlog asks the broker what is left to read of it
     * @param quarantine its records that failed too often
     * @param lost takes what Kafka deleted of it unread
     */
    public record Input(String topic, Backlog backlog, Quarantine quarantine, LostOffsets lost) {
        private static final Logger LOG = LoggerFactory.getLogger(Input.class);

        /** Takes an offset as read; returns what Kafka deleted unread before it. */
        OffsetRanges read(PartitionAccount account, RecordMetadata place) {
            OffsetRanges deleted = lost.read(account, place.partition(), place.offset());
            if (!deleted.isEmpty()) {
                LOG.error(
                        "Kafka deleted records unread: topic={} partition={} offsets={}",
                        topic,
                        place.partition(),
                        deleted.ranges());
            }
            return deleted;
        }
    }

    /** Returns the evaluator that judges the windows of a monitor. */
    static ModelEvaluator newEvaluator(Monitor monitor) {
        return new ModelEvaluator(monitor.config().windows(), monitor.models().rules(), monitor.modelHash());
    }
}
