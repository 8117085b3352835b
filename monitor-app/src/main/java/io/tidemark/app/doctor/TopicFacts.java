package io.tidemark.app.doctor;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * A topic as it is.
 *
 * @param name its name
 * @param partitions how many it has
 * @param replication replicas of the partition that has the fewest
 * @param leaderless partitions that nobody leads
 * @param behind partitions with replicas that are not in sync
 * @param config all its settings, defaults included; empty if this client may not see them
 * @param allowed what this client may do with it
 */
record TopicFacts(
        String name,
        int partitions,
        int replication,
        int leaderless,
        int behind,
        Map<String, String> config,
        Set<AclOperation> allowed) {
    TopicFacts {
        config = Map.copyOf(config);
        allowed = Set.copyOf(allowed);
    }

    /** What could be learned of topics: the facts of those that are there, and the names of those that are hidden. */
    record Learned(Map<String, TopicFacts> known, Set<String> hidden) {}

    static Learned learn(Admin admin, List<String> names) throws InterruptedException {
        Map<String, TopicFacts> known = new TreeMap<>();
        Set<String> hidden = new HashSet<>();
        DescribeTopicsOptions withRights = new DescribeTopicsOptions().includeAuthorizedOperations(true);
        Map<String, KafkaFuture<TopicDescription>> answers =
                admin.describeTopics(names, withRights).topicNameValues();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> answer : answers.entrySet()) {
            try {
                known.put(answer.getKey(), of(Asked.of(answer.getValue()), config(admin, answer.getKey())));
            } catch (UnknownTopicOrPartitionException e) {
                // Not there: whoever asks finds it in neither.
            } catch (AuthorizationException e) {
                hidden.add(answer.getKey());
            }
        }
        return new Learned(known, hidden);
    }

    private static Map<String, String> config(Admin admin, String topic) throws InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Map<String, String> values = new HashMap<>();
        try {
            Asked.of(admin.describeConfigs(List.of(resource)).all())
                    .forEach((r, config) -> config.entries().stream()
                            .filter(entry -> entry.value() != null)
                            .forEach((ConfigEntry entry) -> values.put(entry.name(), entry.value())));
        } catch (AuthorizationException | UnknownTopicOrPartitionException e) {
            return Map.of();
        }
        return values;
    }

    private static TopicFacts of(TopicDescription topic, Map<String, String> config) {
        Set<AclOperation> allowed = topic.authorizedOperations();
        return new TopicFacts(
                topic.name(),
                topic.partitions().size(),
                topic.partitions().stream()
                        .mapToInt(p -> p.replicas().size())
                        .min()
                        .orElse(0),
                (int) topic.partitions().stream()
                        .filter(p -> p.leader() == null || p.leader().isEmpty())
                        .count(),
                (int) topic.partitions().stream()
                        .filter(p -> p.isr().size() < p.replicas().size())
                        .count(),
                config,
                allowed == null ? Set.of() : allowed);
    }

    /** Returns a setting as a number, or a default if it is not known. */
    long number(String setting, long otherwise) {
        String value = config.getOrDefault(setting, "");
        return value.matches("-?[0-9]{1,18}") ? Long.parseLong(value) : otherwise;
    }
}
