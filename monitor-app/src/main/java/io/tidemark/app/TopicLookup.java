package io.tidemark.app;

import io.tidemark.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Which topics are there, and whether records can be written to them. */
final class TopicLookup {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_MS = 50;

    private final Admin admin;

    TopicLookup(Admin admin) {
        this.admin = admin;
    }

    /** Names of the topics that are not there, in order. */
    List<String> missing(List<? extends Topic<?, ?>> topics) throws InterruptedException {
        List<String> names = topics.stream().map(topic -> topic.name()).toList();
        Map<String, KafkaFuture<TopicDescription>> answers =
                admin.describeTopics(names).topicNameValues();
        List<String> missing = new ArrayList<>();
        for (String name : names) {
            try {
                answer(Objects.requireNonNull(answers.get(name)));
            } catch (UnknownTopicOrPartitionException e) {
                missing.add(name);
            }
        }
        return missing;
    }

    /**
     * Waits until the logs of new topics can be written. A topic is created before that: a fast idempotent producer would
     * lose its first batch, get the second accepted, and repeat the first out of order until it times out.
     */
    void awaitUsable(List<String> names) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        while (!isUsable(names)) {
            if (System.nanoTime() > end) {
                throw new TimeoutException(
                        "new topics cannot be written after " + PATIENCE.toSeconds() + " s: " + names);
            }
            if (never.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("a latch that nobody holds was released");
            }
        }
    }

    private boolean isUsable(List<String> names) throws InterruptedException {
        try {
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            for (TopicDescription topic :
                    answer(admin.describeTopics(names).allTopicNames()).values()) {
                topic.partitions()
                        .forEach(partition ->
                                ends.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest()));
            }
            return answer(admin.listOffsets(ends).all()).size() == ends.size();
        } catch (RetriableException e) {
            return false;
        }
    }

    private static <T> T answer(KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException cause) {
                throw cause;
            }
            throw new KafkaException(e.getCause());
        }
    }
}
