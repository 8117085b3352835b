package io.tidemark.alerts.retrain;

import io.tidemark.alerts.duty.Duty;
import io.tidemark.alerts.duty.DutyRunner;
import io.tidemark.alerts.duty.DutySettings;
import io.tidemark.core.retrain.RetrainEvent;
import io.tidemark.wire.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
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
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the reports and writes an event for each reason to train again. It keeps nothing: an instance that takes over reads
 * the reports from their beginning, comes to the same events, and leaves out those that are on the topic already. Its
 * producer is the same transactional one on every instance, so a predecessor that was cut off can write no more by the time
 * the successor looks at the topic: each event is on it once.
 */
public final class RetrainDuty implements Duty {
    private static final Logger LOG = LoggerFactory.getLogger(RetrainDuty.class);

    /** An event time may lie this far after the time at which its record was appended. */
    private static final Duration CLOCKS_AHEAD = Duration.ofMinutes(5);

    private static final int TRANSACTION_MS = 30_000;

    private final RetrainSettings settings;
    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final TopicReader reader;
    private final RetrainFeed feed;
    private final Set<String> told = new HashSet<>();
    private final Set<String> warned = new HashSet<>();
    private List<TopicPartition> places = List.of();
    private long nextMs;

    /** Connects to the cluster. */
    public RetrainDuty(RetrainSettings settings) {
        this.settings = settings;
        this.feed = new RetrainFeed(settings.topics(), settings.rules());
        Properties client = new Properties();
        settings.client().forEach((name, value) -> client.setProperty(name, String.valueOf(value)));
        this.consumer = new KafkaConsumer<>(TopicReader.settings(client));
        this.reader = new TopicReader(consumer);
        Map<String, Object> writing = new HashMap<>(settings.client());
        writing.put(ProducerConfig.ACKS_CONFIG, "all");
        writing.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        writing.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.group());
        writing.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MS);
        this.producer = new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Starts to follow the reports on one of many instances. */
    public static DutyRunner start(RetrainSettings settings) {
        String ownership = settings.topics().retrain().name();
        return DutyRunner.start(
                new DutySettings("retrain", settings.client(), ownership, settings.group()),
                () -> new RetrainDuty(settings));
    }

    @Override
    public void step() {
        long nowMs = settings.clock().millis();
        if (nowMs < nextMs) {
            return;
        }
        nextMs = nowMs + settings.every().toMillis();
        if (places.isEmpty()) {
            producer.initTransactions();
            reader.read(settings.topics().retrain().name(), this::takeTold);
            places = begin();
        }
        reader.readOn(places, this::take);
        feed.missing().stream().filter(warned::add).forEach(LOG::warn);
        List<RetrainEvent> events = feed.events().stream()
                .filter(event -> told.add(event.id().hex()))
                .toList();
        if (!events.isEmpty()) {
            producer.beginTransaction();
            events.forEach(this::write);
            producer.commitTransaction();
        }
    }

    private void takeTold(ConsumerRecord<byte[], byte[]> record) {
        try {
            told.add(RetrainDocument.read(record.value()).id());
        } catch (IllegalArgumentException e) {
            LOG.warn("{} holds no event of ours at offset {}: {}", record.topic(), record.offset(), e.getMessage());
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            feed.take(record);
        } catch (SerializationException e) {
            LOG.warn("{}-{} offset {} cannot be read", record.topic(), record.partition(), record.offset());
        }
    }

    private List<TopicPartition> begin() {
        List<TopicPartition> found = new ArrayList<>();
        for (String topic : feed.names()) {
            consumer.partitionsFor(topic).forEach(info -> found.add(new TopicPartition(topic, info.partition())));
        }
        consumer.assign(found);
        consumer.seekToBeginning(found);
        return found;
    }

    private void write(RetrainEvent event) {
        String captures = settings.topics().captures().name();
        RetrainDocument document = RetrainDocument.of(event, captures, ranges(captures, event.fromMs()));
        LOG.info("endpoint={} rule={} event={}: {}", event.endpoint(), event.rule(), document.id(), event.text());
        // The commit of the transaction fails if this does.
        Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(
                settings.topics().retrain().name(),
                event.endpoint().getBytes(StandardCharsets.UTF_8),
                document.json().getBytes(StandardCharsets.UTF_8)));
    }

    /** Every capture of a window that has closed lies between these: none is appended before its event time, clocks apart. */
    private List<RetrainDocument.Range> ranges(String captures, long fromMs) {
        Map<TopicPartition, Long> times = new HashMap<>();
        consumer.partitionsFor(captures)
                .forEach(info -> times.put(
                        new TopicPartition(captures, info.partition()), Math.max(0, fromMs - CLOCKS_AHEAD.toMillis())));
        Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
        Map<TopicPartition, Long> ends = consumer.endOffsets(times.keySet());
        List<RetrainDocument.Range> ranges = new ArrayList<>();
        ends.forEach((place, end) -> {
            OffsetAndTimestamp start = starts.get(place);
            ranges.add(new RetrainDocument.Range(place.partition(), start == null ? end : start.offset(), end));
        });
        ranges.sort((a, b) -> Integer.compare(a.partition(), b.partition()));
        return ranges;
    }

    @Override
    public void close() {
        consumer.close();
        producer.close();
    }
}
