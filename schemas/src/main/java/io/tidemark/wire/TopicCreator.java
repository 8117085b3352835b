package io.tidemark.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes the topics that are missing and says what is wrong with those that exist. An existing topic is never changed:
 * its settings are the operator's.
 */
public final class TopicCreator {
    private static final Duration USABLE_WITHIN = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Admin admin;

    /**
     * @param admin a client of the cluster; stays open
     */
    public TopicCreator(Admin admin) {
        this.admin = admin;
    }

    /**
     * What was done and found.
     *
     * @param created names of the topics that were made, in the order of {@link Topics#all}
     * @param findings what is wrong with topics that existed before; empty if nothing is
     */
    public record Outcome(List<String> created, List<TopicFinding> findings) {
        public Outcome {
            created = List.copyOf(created);
            findings = List.copyOf(findings);
        }
    }

    /**
     * Makes the missing topics and checks the others. A topic that somebody else makes meanwhile is left alone.
     *
     * @param topics the topics to have
     * @param replication replicas of each partition of a new topic, and the least for an existing one; at least 1
     * @throws KafkaException if the cluster refuses or does not answer
     */
    public Outcome ensure(Topics topics, int replication) {
        return ensure(topics, topics.all(), replication);
    }

    /**
     * As the other, for some topics.
     *
     * @param topics all topics: the one of captures tells how many partitions others have
     * @param some those to have
     * @param replication replicas of each partition of a new topic, and the least for an existing one; at least 1
     */
    public Outcome ensure(Topics topics, List<Topic<?, ?>> some, int replication) {
        if (replication < 1 || replication > Short.MAX_VALUE) {
            throw new IllegalArgumentException("replication = " + replication + " is not in [1, 32767]");
        }
        Map<String, TopicCheck.Existing> existing =
                existing(some.stream().map(Topic::name).toList());
        int captures = Optional.ofNullable(existing.get(topics.captures().name()))
                .map(TopicCheck.Existing::partitions)
                .orElse(topics.captures().partitions());
        List<NewTopic> missing = new ArrayList<>();
        List<TopicFinding> findings = new ArrayList<>();
        for (Topic<?, ?> topic : some) {
            TopicCheck.Existing found = existing.get(topic.name());
            if (found == null) {
                missing.add(newTopic(topic, captures, (short) replication));
            } else {
                findings.addAll(TopicCheck.findings(topic, found, replication));
            }
        }
        return new Outcome(create(missing), findings);
    }

    private static NewTopic newTopic(Topic<?, ?> topic, int captures, short replication) {
        int partitions = topic.partitions() == Topic.AS_CAPTURES ? captures : topic.partitions();
        return new NewTopic(topic.name(), partitions, replication).configs(topic.config());
    }

    private List<String> create(List<NewTopic> missing) {
        Map<String, KafkaFuture<Void>> results = admin.createTopics(missing).values();
        List<String> created = new ArrayList<>();
        for (NewTopic topic : missing) {
            if (isCreated(Objects.requireNonNull(results.get(topic.name())))) {
                created.add(topic.name());
            }
        }
        awaitUsable(missing);
        return created;
    }

    /**
     * A topic is known before its partitions take records. A producer that is faster than that has its first batch
     * refused and later ones taken, and then waits out its time for the order to mend; so wait for the partitions here.
     */
    private void awaitUsable(List<NewTopic> topics) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (NewTopic topic : topics) {
            for (int partition = 0; partition < topic.numPartitions(); partition++) {
                ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        long until = System.nanoTime() + USABLE_WITHIN.toNanos();
        while (!ends.isEmpty() && !isUsable(ends)) {
            if (System.nanoTime() > until) {
                throw new TimeoutException("new topics cannot be written after " + USABLE_WITHIN.toSeconds() + " s");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private boolean isUsable(Map<TopicPartition, OffsetSpec> ends) {
        try {
            await(admin.listOffsets(ends).all());
            return true;
        } catch (RetriableException e) {
            return false;
        }
    }

    private static boolean isCreated(KafkaFuture<Void> result) {
        try {
            await(result);
            return true;
        } catch (TopicExistsException e) {
            return false;
        }
    }

    private Map<String, TopicCheck.Existing> existing(List<String> names) {
        Map<String, TopicDescription> described = new TreeMap<>();
        admin.describeTopics(names).topicNameValues().forEach((name, result) -> {
            try {
                described.put(name, await(result));
            } catch (UnknownTopicOrPartitionException e) {
                // Not there yet: it will be made.
            }
        });
        Map<String, Map<String, String>> configs = configs(described.keySet());
        Map<String, TopicCheck.Existing> existing = new HashMap<>();
        described.forEach((name, topic) -> existing.put(
                name,
                new TopicCheck.Existing(
                        topic.partitions().size(), replication(topic), configs.getOrDefault(name, Map.of()))));
        return existing;
    }

    private Map<String, Map<String, String>> configs(Set<String> names) {
        List<ConfigResource> resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<String, Map<String, String>> configs = new HashMap<>();
        await(admin.describeConfigs(resources).all())
                .forEach((resource, config) -> configs.put(resource.name(), values(config)));
        return configs;
    }

    private static Map<String, String> values(Config config) {
        Map<String, String> values = new HashMap<>();
        for (ConfigEntry entry : config.entries()) {
            if (entry.value() != null) {
                values.put(entry.name(), entry.value());
            }
        }
        return values;
    }

    private static int replication(TopicDescription topic) {
        return topic.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
    }

    private static <T> T await(KafkaFuture<T> result) {
        try {
            return result.get();
        } catch (InterruptedException e) {
            throw new InterruptException("interrupted while the cluster was asked about topics", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException cause) {
                throw cause;
            }
            throw new KafkaException("the cluster could not be asked about topics", e);
        }
    }
}
