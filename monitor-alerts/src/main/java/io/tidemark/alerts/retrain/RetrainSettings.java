package io.tidemark.alerts.retrain;

import io.tidemark.core.retrain.RetrainRule;
import io.tidemark.wire.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What is a reason to train again, and where.
 *
 * @param client how to reach the cluster; never printed
 * @param topics where reports are, and where events go
 * @param rules of each endpoint; other endpoints are not followed
 * @param every how often the topics are read
 * @param clock the time
 */
public record RetrainSettings(
        Map<String, Object> client, Topics topics, Map<String, List<RetrainRule>> rules, Duration every, Clock clock) {
    /** How often the topics are read if nothing else is asked for. */
    public static final Duration EVERY = Duration.ofSeconds(5);

    public RetrainSettings {
        client = Map.copyOf(client);
        rules = Map.copyOf(rules);
    }

    /** Returns the consumer group of all instances. */
    public String group() {
        return topics.prefix() + "retrain";
    }

    @Override
    public String toString() {
        return "RetrainSettings of " + group();
    }
}
