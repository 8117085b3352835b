package io.tidemark.app.watch;

import io.tidemark.app.kafka.KafkaClient;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.wire.Topic;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.Report;
import io.tidemark.wire.codec.ViolationCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the topics of an application: the ledger from its beginning, reports and violations from a moment on, and of
 * the captures the last hundred of each partition and what comes.
 */
final class TopicTail implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(250);
    /** Enough to find captures of each endpoint behind the control records of a replay. */
    private static final long LAST_CAPTURES = 100;

    private static final String DEFAULT_VARIANT = "AllTraffic";

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Topics topics;
    private final WatchBoard board;
    private final Instant since;

    /** Listens to what is news to the board. */
    interface News {
        /** A window was closed. */
        void closed(Report report);

        /** A rule fired. */
        void fired(Violation violation);
    }

    TopicTail(KafkaClient client, Topics topics, WatchBoard board, Instant since) {
        Properties settings = client.properties();
        settings.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.topics = topics;
        this.board = board;
        this.since = since;
        seek();
    }

    private void seek() {
        List<TopicPartition> captures = partitions(topics.captures());
        List<TopicPartition> ledger = partitions(topics.ledger());
        List<TopicPartition> results = new ArrayList<>(partitions(topics.reports()));
        results.addAll(partitions(topics.violations()));
        List<TopicPartition> all = new ArrayList<>(captures);
        all.addAll(ledger);
        all.addAll(results);
        consumer.assign(all);
        consumer.seekToBeginning(ledger);
        seekNearTheEnd(captures);
        seekTo(results);
    }

    private List<TopicPartition> partitions(Topic<?, ?> topic) {
        return consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private void seekNearTheEnd(List<TopicPartition> captures) {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(captures);
        consumer.endOffsets(captures).forEach((partition, end) -> {
            board.endsAt(partition.partition(), end);
            consumer.seek(partition, Math.max(Objects.requireNonNull(begins.get(partition)), end - LAST_CAPTURES));
        });
    }

    private void seekTo(List<TopicPartition> results) {
        Map<TopicPartition, Long> wanted = new HashMap<>();
        results.forEach(partition -> wanted.put(partition, since.toEpochMilli()));
        Map<TopicPartition, Long> ends = consumer.endOffsets(results);
        consumer.offsetsForTimes(wanted).forEach((partition, found) -> seek(partition, found, ends));
    }

    private void seek(TopicPartition partition, @Nullable OffsetAndTimestamp found, Map<TopicPartition, Long> ends) {
        consumer.seek(partition, found == null ? Objects.requireNonNull(ends.get(partition)) : found.offset());
    }

    /** Takes what has come; waits a moment if nothing has. */
    void poll(News news) {
        consumer.poll(POLL).forEach(record -> take(record, news));
    }

    /** Takes everything up to what is the end now. */
    void toTheEnd(News news) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll(news);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record, News news) {
        String topic = record.topic();
        if (topic.equals(topics.captures().name())) {
            board.endsAt(record.partition(), record.offset() + 1);
            String endpoint = header(record, Topics.ENDPOINT_HEADER, "");
            if (!endpoint.isEmpty() && record.headers().lastHeader(Topics.CONTROL_HEADER) == null) {
                board.captured(endpoint, header(record, Topics.VARIANT_HEADER, DEFAULT_VARIANT), record.timestamp());
            }
        } else if (topic.equals(topics.ledger().name())) {
            decode(topics.ledger(), record, board::accounted);
        } else if (topic.equals(topics.reports().name())) {
            decode(topics.reports(), record, report -> {
                if (board.reported(report)) {
                    news.closed(report);
                }
            });
        } else {
            decode(topics.violations(), record, fired -> {
                Violation violation = ViolationCodec.toDomain(fired);
                board.violated(violation);
                news.fired(violation);
            });
        }
    }

    private static <T> void decode(Topic<?, T> topic, ConsumerRecord<byte[], byte[]> record, Consumer<T> taker) {
        byte[] value = record.value();
        if (value != null) {
            taker.accept(topic.valueSerde().deserializer().deserialize(topic.name(), value));
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name, String fallback) {
        Header header = record.headers().lastHeader(name);
        return header == null ? fallback : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
