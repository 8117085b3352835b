package io.tidemark.alerts.health;

import io.tidemark.alerts.duty.Duty;
import io.tidemark.alerts.duty.DutyRunner;
import io.tidemark.alerts.duty.DutySettings;
import io.tidemark.core.episode.OperationReport;
import io.tidemark.core.health.HealthBook;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topic;
import io.tidemark.wire.TopicReader;
import io.tidemark.wire.codec.OperationCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads reports, model reports and the ledger, and writes what it finds to the operations, where it becomes episodes like
 * every other verdict. It keeps nothing: an instance that takes over reads some days back. A report that two instances
 * wrote in one moment changes nothing, since an episode takes a stretch of time once.
 */
public final class HealthDuty implements Duty {
    private static final Logger LOG = LoggerFactory.getLogger(HealthDuty.class);

    private final HealthSettings settings;
    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final TopicReader reader;
    private final HealthFeed feed;
    private final HealthBook book;
    private List<TopicPartition> places = List.of();
    private long nextMs;

    /** Connects to the cluster and finds where to begin. */
    public HealthDuty(HealthSettings settings) {
        this.settings = settings;
        this.book = new HealthBook(settings.policy());
        this.feed = new HealthFeed(settings.topics(), book);
        Properties client = new Properties();
        settings.client().forEach((name, value) -> client.setProperty(name, String.valueOf(value)));
        this.consumer = new KafkaConsumer<>(TopicReader.settings(client));
        this.reader = new TopicReader(consumer);
        Map<String, Object> writing = new HashMap<>(settings.client());
        writing.put(ProducerConfig.ACKS_CONFIG, "all");
        this.producer = new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Starts the watch on one of many instances. */
    public static DutyRunner start(HealthSettings settings) {
        String ownership = settings.topics().operations().name();
        return DutyRunner.start(
                new DutySettings("health", settings.client(), ownership, settings.group()),
                () -> new HealthDuty(settings));
    }

    @Override
    public void step() {
        long nowMs = settings.clock().millis();
        if (nowMs < nextMs) {
            return;
        }
        nextMs = nowMs + settings.every().toMillis();
        if (places.isEmpty()) {
            places = begin(nowMs);
        }
        reader.readOn(places, this::take);
        List<Future<RecordMetadata>> sent =
                book.check(nowMs).stream().map(this::write).toList();
        producer.flush();
        sent.forEach(HealthDuty::requireWritten);
    }

    private static void requireWritten(Future<RecordMetadata> written) {
        try {
            written.get();
        } catch (ExecutionException e) {
            throw new KafkaException("what the watch found could not be written", e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            feed.take(record);
        } catch (SerializationException e) {
            LOG.warn("{}-{} offset {} cannot be read", record.topic(), record.partition(), record.offset());
        }
    }

    private List<TopicPartition> begin(long nowMs) {
        List<TopicPartition> found = new ArrayList<>();
        for (String topic : feed.names()) {
            consumer.partitionsFor(topic).forEach(info -> found.add(new TopicPartition(topic, info.partition())));
        }
        consumer.assign(found);
        long fromMs = nowMs - settings.lookBack().toMillis();
        Map<TopicPartition, Long> times = new HashMap<>();
        found.forEach(place -> times.put(place, fromMs));
        Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
        Map<TopicPartition, Long> ends = consumer.endOffsets(found);
        for (TopicPartition place : found) {
            OffsetAndTimestamp start = starts.get(place);
            consumer.seek(place, start == null ? ends.getOrDefault(place, 0L) : start.offset());
        }
        return found;
    }

    private Future<RecordMetadata> write(OperationReport report) {
        Topic<String, io.tidemark.wire.avro.OperationReport> topic =
                settings.topics().operations();
        var entry = OperationCodec.toAvro(report);
        return producer.send(new ProducerRecord<>(
                topic.name(),
                topic.keySerde().serializer().serialize(topic.name(), RecordKeys.of(entry)),
                topic.valueSerde().serializer().serialize(topic.name(), entry)));
    }

    @Override
    public void close() {
        consumer.close();
        producer.close();
    }
}
