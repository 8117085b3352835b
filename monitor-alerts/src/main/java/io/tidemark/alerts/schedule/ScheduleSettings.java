package io.tidemark.alerts.schedule;

import io.tidemark.wire.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * Where schedules are run.
 *
 * @param client settings of Kafka clients
 * @param topics where fires are recorded
 * @param instance what this process is called in records: host and process
 * @param clock that says what is due
 * @param patience how long work that runs may still take when the runner is to stop, before it is interrupted
 */
public record ScheduleSettings(
        Map<String, Object> client, Topics topics, String instance, Clock clock, Duration patience) {
    /** How long work may take when the runner is to stop, if nothing else is said. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    public ScheduleSettings {
        client = Map.copyOf(client);
    }

    /** The consumer group whose one member with the partition owns all schedules under a prefix. */
    String group() {
        return topics.prefix() + "schedules";
    }
}
