package io.tidemark.app.schedule;

import io.tidemark.core.evaluation.WindowState;
import io.tidemark.wire.TopicReader;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.Report;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** What the drift application said of an endpoint's windows. */
@FunctionalInterface
interface ReportedWindows {
    /** Returns the newest states of each window, of all variants, by its start. */
    NavigableMap<Long, Collection<WindowState>> of(String endpoint);

    /** Those on the topic of reports. */
    static ReportedWindows onKafka(Properties client, Topics topics) {
        return endpoint -> {
            NavigableMap<Long, Map<String, WindowState>> states = new TreeMap<>();
            try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(TopicReader.settings(client))) {
                String topic = topics.reports().name();
                new TopicReader(consumer).read(topic, record -> {
                    if (record.value() != null) {
                        add(
                                topics.reports().valueSerde().deserializer().deserialize(topic, record.value()),
                                endpoint,
                                states);
                    }
                });
            }
            NavigableMap<Long, Collection<WindowState>> all = new TreeMap<>();
            states.forEach((start, ofVariants) -> all.put(start, ofVariants.values()));
            return all;
        };
    }

    private static void add(Report part, String endpoint, NavigableMap<Long, Map<String, WindowState>> states) {
        if (part.getPart() == 0
                && part.getSegment().isEmpty()
                && part.getEndpoint().equals(endpoint)) {
            states.computeIfAbsent(part.getWindowStart(), any -> new HashMap<>())
                    .put(part.getVariant(), WindowState.valueOf(part.getState().name()));
        }
    }
}
