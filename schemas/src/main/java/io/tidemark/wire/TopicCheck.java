package io.tidemark.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** Compares a topic as it is with the topic as it has to be. */
final class TopicCheck {
    private static final String RETENTION = TopicConfig.RETENTION_MS_CONFIG;

    private TopicCheck() {}

    /**
     * What an existing topic is like.
     *
     * @param partitions number of partitions
     * @param replication replicas of the partition that has the fewest
     * @param config all settings, defaults included
     */
    record Existing(int partitions, int replication, Map<String, String> config) {}

    /**
     * Returns what is wrong, in a fixed order; empty if nothing is.
     *
     * @param topic the topic as it has to be; {@link Topic#AS_CAPTURES} accepts any number of partitions
     * @param existing the topic as it is
     * @param replication the least number of replicas
     */
    static List<TopicFinding> findings(Topic<?, ?> topic, Existing existing, int replication) {
        List<TopicFinding> findings = new ArrayList<>();
        topic.config().forEach((setting, wanted) -> {
            String found = existing.config().getOrDefault(setting, "unknown");
            if (!isMet(setting, wanted, found)) {
                findings.add(new TopicFinding(topic.name(), setting, wanted, found, consequence(topic, setting)));
            }
        });
        if (topic.partitions() == 1 && existing.partitions() != 1) {
            findings.add(new TopicFinding(
                    topic.name(),
                    "partitions",
                    "1",
                    Integer.toString(existing.partitions()),
                    "its records need one order; make the topic anew with one partition"));
        }
        if (existing.replication() < replication) {
            findings.add(new TopicFinding(
                    topic.name(),
                    "replication.factor",
                    Integer.toString(replication),
                    Integer.toString(existing.replication()),
                    "a lost broker can lose records; reassign the partitions to more brokers"));
        }
        return findings;
    }

    private static boolean isMet(String setting, String wanted, String found) {
        return setting.equals(RETENTION) ? isAtLeast(found, Long.parseLong(wanted)) : found.equals(wanted);
    }

    /** Kafka writes -1 for no limit. */
    private static boolean isAtLeast(String found, long wantedMs) {
        if (!found.matches("-?[0-9]{1,18}")) {
            return false;
        }
        long foundMs = Long.parseLong(found);
        return foundMs == -1 || foundMs >= wantedMs;
    }

    private static String consequence(Topic<?, ?> topic, String setting) {
        String change = "; change it with kafka-configs --alter --entity-type topics --entity-name " + topic.name();
        return switch (setting) {
            case TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG ->
                "records with an old event time as record time are" + " deleted unread" + change;
            case RETENTION -> "records are deleted sooner than promised" + change;
            case TopicConfig.CLEANUP_POLICY_CONFIG ->
                "records are deleted that have to stay, or stay for ever" + change;
            default -> "it is not the setting that the topic was designed with" + change;
        };
    }
}
