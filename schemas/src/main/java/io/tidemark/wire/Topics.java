package io.tidemark.wire;

import io.tidemark.wire.avro.Activation;
import io.tidemark.wire.avro.BaselineChunk;
import io.tidemark.wire.avro.BaselineProposal;
import io.tidemark.wire.avro.DeadLetter;
import io.tidemark.wire.avro.Episode;
import io.tidemark.wire.avro.EpisodeCommand;
import io.tidemark.wire.avro.Fire;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.ModelReport;
import io.tidemark.wire.avro.Notification;
import io.tidemark.wire.avro.OperationReport;
import io.tidemark.wire.avro.Report;
import io.tidemark.wire.avro.Violation;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Every topic, with its key, value, partitions and settings. All of them stamp records on arrival
 * ({@code LogAppendTime}): a topic is expired by record time, and the event time of an old capture as record time would
 * delete it without a word. Keys are made by {@link RecordKeys}.
 *
 * <p>A capture names its endpoint in headers: {@link #ENDPOINT_HEADER} and {@link #VARIANT_HEADER}.
 */
public final class Topics {
    /** What every topic name begins with unless configured. */
    public static final String DEFAULT_PREFIX = "tidemark.";

    /** Header of a capture: the monitored endpoint, UTF-8. */
    public static final String ENDPOINT_HEADER = "tidemark-endpoint";

    /** Header of a capture: the endpoint's variant, UTF-8. */
    public static final String VARIANT_HEADER = "tidemark-variant";

    /** The variant of captures that name none. */
    public static final String DEFAULT_VARIANT = "AllTraffic";

    /** Header of a replayed capture: file:line, UTF-8. */
    public static final String SOURCE_HEADER = "tidemark-source";

    /** Header of a ground-truth record: when its labels became known, decimal epoch milliseconds in UTF-8. */
    public static final String LABEL_TIME_HEADER = "tidemark-label-time";

    /** Header of a control record among the captures or the ground truth, for example {@link #CONTROL_END}. */
    public static final String CONTROL_HEADER = "tidemark-control";

    /** Value of {@link #CONTROL_HEADER}: no more records come on this partition, so its windows may close. */
    public static final String CONTROL_END = "end";

    /** Partitions that the topic of captures is made with unless asked for: the most tasks that can count at once. */
    public static final int CAPTURE_PARTITIONS = 12;

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);

    /** The label horizon of 30 days, a week that labels may come before their prediction, and time to catch up. */
    private static final Duration LABELS = Duration.ofDays(40);

    /** More than a year, so that last year's March can be compared with this year's. */
    private static final Duration LONG = Duration.ofDays(400);

    private final String prefix;
    private final int capturePartitions;

    /** The topics under {@link #DEFAULT_PREFIX}. */
    public Topics() {
        this(DEFAULT_PREFIX);
    }

    /**
     * @param prefix what every topic name begins with; letters, digits, '.', '_' and '-', at most 200, may be empty
     */
    public Topics(String prefix) {
        this(prefix, CAPTURE_PARTITIONS);
    }

    /**
     * @param prefix what every topic name begins with; letters, digits, '.', '_' and '-', at most 200, may be empty
     * @param capturePartitions partitions that the topic of captures is made with, at least 1; fixed once it exists
     */
    public Topics(String prefix, int capturePartitions) {
        if (capturePartitions < 1) {
            throw new IllegalArgumentException("capturePartitions = " + capturePartitions + " is not at least 1");
        }
        if (!prefix.matches("[A-Za-z0-9._-]{0,200}")) {
            throw new IllegalArgumentException("topic prefix = '" + prefix
                    + "' is not at most 200 letters, digits, '.', '_' or '-', which Kafka's topic names are made of");
        }
        this.prefix = prefix;
        this.capturePartitions = capturePartitions;
    }

    /** Returns what every topic name begins with. */
    public String prefix() {
        return prefix;
    }

    /** Requests with their predictions: join id to capture. */
    public Topic<String, byte[]> captures() {
        return new Topic<>(
                prefix + "captures", Serdes.String(), Serdes.ByteArray(), capturePartitions, deletedAfter(WEEK));
    }

    /**
     * Labels: join id to a ground-truth record, as JSON of the service or Avro. It has the partitions of the captures, and
     * its producers the same partitioner, so that a label and its prediction meet in one task.
     */
    public Topic<String, byte[]> groundTruth() {
        return new Topic<>(
                prefix + "ground-truth", Serdes.String(), Serdes.ByteArray(), Topic.AS_CAPTURES, deletedAfter(LABELS));
    }

    /** Contents of baselines, of models too: hash/index to a piece. Kept for good. */
    public Topic<String, BaselineChunk> baselines() {
        return avro("baselines", BaselineChunk.class, 1, compacted());
    }

    /** Which baseline, model baseline, configuration and calibration hold from when on. Kept for good. */
    public Topic<String, Activation> activations() {
        return avro("activations", Activation.class, 1, compacted());
    }

    /** Verdicts on closed windows, a record per part. */
    public Topic<String, Report> reports() {
        return avro("reports", Report.class, Topic.AS_CAPTURES, deletedAfter(LONG));
    }

    /** Evaluations of windows against a model baseline, a record per part and revision. */
    public Topic<String, ModelReport> modelReports() {
        return avro("model-reports", ModelReport.class, Topic.AS_CAPTURES, deletedAfter(LONG));
    }

    /** Rules that fired: violation id to evidence. */
    public Topic<String, Violation> violations() {
        return avro("violations", Violation.class, Topic.AS_CAPTURES, deletedAfter(LONG));
    }

    /** Records that were not counted: the record's own key to reason, place and excerpt. */
    public Topic<byte[], DeadLetter> deadLetters() {
        return new Topic<>(
                prefix + "dead-letters",
                Serdes.ByteArray(),
                AvroSerde.of(DeadLetter.class),
                Topic.AS_CAPTURES,
                deletedAfter(MONTH));
    }

    /** What became of every record: input partition or window to cumulative counts. */
    public Topic<String, LedgerRow> ledger() {
        return avro("ledger", LedgerRow.class, Topic.AS_CAPTURES, compacted());
    }

    /** Troubles and where they stand: fingerprint to its newest episode. */
    public Topic<String, Episode> episodes() {
        return avro("episodes", Episode.class, Topic.AS_CAPTURES, compacted());
    }

    /** What is to be told to people: stream of verdicts to everything that changed with one of its windows. */
    public Topic<String, Notification> notifications() {
        return avro("notifications", Notification.class, Topic.AS_CAPTURES, deletedAfter(MONTH));
    }

    /** What people say of episodes: episode id to command. */
    public Topic<String, EpisodeCommand> episodeCommands() {
        return avro("episode-commands", EpisodeCommand.class, Topic.AS_CAPTURES, deletedAfter(MONTH));
    }

    /** What the monitor's watches over itself found: endpoint to findings. */
    public Topic<String, OperationReport> operations() {
        return avro("operations", OperationReport.class, Topic.AS_CAPTURES, deletedAfter(WEEK));
    }

    /** When schedules were due and what became of it: schedule@instant to the newest record. Kept for good. */
    public Topic<String, Fire> fires() {
        return avro("fires", Fire.class, 1, compacted());
    }

    /** Baselines that schedules made, and what was decided: endpoint/hash to the newest record. Kept for good. */
    public Topic<String, BaselineProposal> proposals() {
        return avro("proposals", BaselineProposal.class, 1, compacted());
    }

    /** The topics that schedules write, beside {@link #all}: nobody else needs them. */
    public List<Topic<?, ?>> ofSchedules() {
        return List.of(fires(), proposals(), baselines(), activations());
    }

    /** Reasons to train a model again: endpoint to a CloudEvent in JSON. */
    public Topic<String, byte[]> retrain() {
        return new Topic<>(prefix + "retrain", Serdes.String(), Serdes.ByteArray(), 1, deletedAfter(LONG));
    }

    /** Every topic, captures first. */
    public List<Topic<?, ?>> all() {
        return List.of(
                captures(),
                groundTruth(),
                baselines(),
                activations(),
                reports(),
                modelReports(),
                violations(),
                deadLetters(),
                ledger(),
                episodes(),
                notifications(),
                episodeCommands(),
                operations(),
                retrain());
    }

    private <T extends SpecificRecord> Topic<String, T> avro(
            String name, Class<T> type, int partitions, Map<String, String> config) {
        return new Topic<>(prefix + name, Serdes.String(), AvroSerde.of(type), partitions, config);
    }

    private static Map<String, String> compacted() {
        return config(TopicConfig.CLEANUP_POLICY_COMPACT);
    }

    private static Map<String, String> deletedAfter(Duration retention) {
        Map<String, String> config = config(TopicConfig.CLEANUP_POLICY_DELETE);
        config.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
        return config;
    }

    private static Map<String, String> config(String cleanupPolicy) {
        Map<String, String> config = new HashMap<>();
        config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        config.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanupPolicy);
        return config;
    }
}
