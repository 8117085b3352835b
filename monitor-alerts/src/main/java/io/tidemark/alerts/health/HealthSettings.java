package io.tidemark.alerts.health;

import io.tidemark.core.health.HealthPolicy;
import io.tidemark.wire.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * How the monitor watches over itself.
 *
 * @param client how to reach the cluster; never printed
 * @param topics where its figures are
 * @param policy when they are a trouble
 * @param every how often it looks
 * @param lookBack how far back it reads when an instance takes the watch over
 * @param clock the time
 */
public record HealthSettings(
        Map<String, Object> client,
        Topics topics,
        HealthPolicy policy,
        Duration every,
        Duration lookBack,
        Clock clock) {
    /** How often it looks if nothing else is asked for. */
    public static final Duration EVERY = Duration.ofMinutes(1);

    /** How far back it reads if nothing else is asked for: final windows of a week make the usual coverage. */
    public static final Duration LOOK_BACK = Duration.ofDays(7);

    public HealthSettings {
        client = Map.copyOf(client);
    }

    /** Returns the consumer group of all instances. */
    public String group() {
        return topics.prefix() + "health";
    }

    @Override
    public String toString() {
        return "HealthSettings of " + group();
    }
}
