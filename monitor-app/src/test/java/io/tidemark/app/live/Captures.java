package io.tidemark.app.live;

import io.tidemark.app.broker.SharedBroker;
import io.tidemark.replay.KafkaReplayer;
import io.tidemark.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Single captures of {@link Traffic}'s three features with a partition and an event time of the test's choice. */
final class Captures {
    private final LiveTopics topics;
    private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    private int made;

    Captures(LiveTopics topics) {
        this.topics = topics;
    }

    /** Adds captures of one event time. */
    Captures add(int partition, String endpoint, long timeMs, int count) {
        for (int i = 0; i < count; i++) {
            String id = endpoint + "-" + partition + "-" + made++;
            raw(partition, endpoint, id, json(id, Instant.ofEpochMilli(timeMs).toString()));
        }
        return this;
    }

    /** Adds a record of any text; an empty endpoint is no header. */
    Captures raw(int partition, String endpoint, String key, @Nullable String value) {
        return bytes(partition, endpoint, key, SharedBroker.bytes(value));
    }

    /** Adds a record of any value; an empty endpoint is no header. */
    Captures bytes(int partition, String endpoint, String key, byte @Nullable [] value) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topics.names().captures().name(), partition, SharedBroker.bytes(key), value);
        if (!endpoint.isEmpty()) {
            record.headers().add(Topics.ENDPOINT_HEADER, endpoint.getBytes(StandardCharsets.UTF_8));
        }
        records.add(record);
        return this;
    }

    /** Adds the record that ends a replay of an endpoint at an event time. */
    Captures end(int partition, String endpoint, long timeMs) {
        raw(partition, endpoint, KafkaReplayer.CONTROL_KEY, Long.toString(timeMs));
        records.get(records.size() - 1)
                .headers()
                .add(Topics.CONTROL_HEADER, Topics.CONTROL_END.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Sends what was added and forgets it. */
    void send() {
        topics.broker().produceBytes(records);
        records.clear();
    }

    /** Returns a capture of one row. */
    static String json(String id, String time) {
        return "{\"captureData\":{\"endpointInput\":{\"observedContentType\":\"text/csv\",\"mode\":\"INPUT\","
                + "\"data\":\"0.25,3,red\",\"encoding\":\"CSV\"},\"endpointOutput\":{\"observedContentType\":"
                + "\"text/csv\",\"mode\":\"OUTPUT\",\"data\":\"0.5\",\"encoding\":\"CSV\"}},\"eventMetadata\":"
                + "{\"eventId\":\"" + id + "\",\"inferenceId\":\"" + id + "\",\"inferenceTime\":\"" + time
                + "\"},\"eventVersion\":\"0\"}";
    }
}
