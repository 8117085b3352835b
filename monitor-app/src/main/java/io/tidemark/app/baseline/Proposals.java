package io.tidemark.app.baseline;

import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topic;
import io.tidemark.wire.TopicReader;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.BaselineProposal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** The baselines that were proposed, and what was decided of each. Immutable. */
public final class Proposals {
    private final Map<String, BaselineProposal> newest;

    private Proposals(Map<String, BaselineProposal> newest) {
        this.newest = newest;
    }

    /** Reads the topic to its present end; a topic that is not there holds none. */
    public static Proposals read(Properties client, Topics topics) {
        Topic<String, BaselineProposal> topic = topics.proposals();
        Map<String, BaselineProposal> newest = new LinkedHashMap<>();
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(TopicReader.settings(client))) {
            new TopicReader(consumer).read(topic.name(), record -> {
                if (record.value() != null) {
                    BaselineProposal each = topic.valueSerde().deserializer().deserialize(topic.name(), record.value());
                    newest.put(RecordKeys.of(each), each);
                }
            });
        }
        return new Proposals(newest);
    }

    /** Returns all, in the order in which they were made. */
    public List<BaselineProposal> all() {
        return List.copyOf(newest.values());
    }

    /** Returns the one of a baseline for an endpoint. */
    public Optional<BaselineProposal> of(String endpoint, String hash) {
        return newest.values().stream()
                .filter(each ->
                        each.getEndpoint().equals(endpoint) && each.getHash().equals(hash))
                .findFirst();
    }

    /** Returns the one that the beginning of a hash means; none, or several, is a wrong command line. */
    BaselineProposal meant(String endpoint, String beginning) {
        List<BaselineProposal> meant = newest.values().stream()
                .filter(each -> each.getEndpoint().equals(endpoint))
                .filter(each -> each.getHash().startsWith(beginning))
                .toList();
        if (meant.size() != 1) {
            throw UserError.usage(Problem.of("\"" + beginning + "\" names "
                            + (meant.isEmpty() ? "no proposal" : meant.size() + " proposals") + " for endpoint "
                            + endpoint)
                    .fix("give more digits of one that is listed: tidemark baseline proposals"));
        }
        return meant.get(0);
    }
}
