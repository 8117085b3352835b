package io.tidemark.app.schedule;

import io.tidemark.wire.TopicReader;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.Episode;
import io.tidemark.wire.avro.EpisodeStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Which troubles of an endpoint are not over. */
@FunctionalInterface
interface OpenEpisodes {
    /** Returns their rules and features, in order; empty if nobody keeps episodes here. */
    Optional<List<String>> of(String endpoint);

    /** Those that the alerts application has written. */
    static OpenEpisodes onKafka(Properties client, Topics topics) {
        return endpoint -> {
            Map<String, Episode> newest = new HashMap<>();
            try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(TopicReader.settings(client))) {
                String topic = topics.episodes().name();
                if (!consumer.listTopics().containsKey(topic)) {
                    return Optional.empty();
                }
                new TopicReader(consumer).read(topic, record -> {
                    if (record.value() != null) {
                        Episode episode =
                                topics.episodes().valueSerde().deserializer().deserialize(topic, record.value());
                        newest.put(episode.getFingerprint(), episode);
                    }
                });
            }
            Set<EpisodeStatus> over = Set.of(EpisodeStatus.RESOLVED, EpisodeStatus.PENDING);
            return Optional.of(newest.values().stream()
                    .filter(episode -> episode.getEndpoint().equals(endpoint) && !over.contains(episode.getState()))
                    .map(episode -> (episode.getCode() + " " + episode.getFeature()).strip())
                    .sorted()
                    .toList());
        };
    }
}
