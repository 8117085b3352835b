package io.tidemark.app.kafka;

import io.tidemark.wire.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Which topics are there. */
public final class TopicLookup {
    private final Admin admin;

    /** Asks through this client, which stays open. */
    public TopicLookup(Admin admin) {
        this.admin = admin;
    }

    /** Names of the topics that are not there, in order. */
    public List<String> missing(List<? extends Topic<?, ?>> topics) throws InterruptedException {
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
