package io.tidemark.app.alerts;

import io.tidemark.alerts.delivery.DeliveryResult;
import io.tidemark.alerts.delivery.Sink;
import io.tidemark.alerts.format.PayloadFormat;
import io.tidemark.alerts.format.TextFormat;
import io.tidemark.alerts.message.MessageWriter;
import io.tidemark.alerts.sink.ConsoleSink;
import io.tidemark.alerts.stream.AlertsSettings;
import io.tidemark.app.console.Console;
import io.tidemark.app.kafka.KafkaClient;
import io.tidemark.wire.Topic;
import io.tidemark.wire.avro.Notification;
import io.tidemark.wire.codec.NotificationCodec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Prints notifications, as a consumer group of its own: what was printed is not printed again after a restart. */
final class ConsolePart implements AlertsPart {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

    private final Topic<String, Notification> topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Console console;
    private final Sink sink;
    private final PayloadFormat format = new TextFormat();
    private final Thread thread = new Thread(this::run, "tidemark-console");
    private volatile boolean isClosing;
    private volatile @Nullable String failure;

    private ConsolePart(Console console, AlertsSettings settings, KafkaClient client) {
        this.console = console;
        this.sink = new ConsoleSink(console.out());
        this.topic = settings.topics().notifications();
        this.consumer = new KafkaConsumer<>(
                consumerSettings(settings, client), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    static ConsolePart start(Console console, AlertsSettings settings, KafkaClient client) {
        ConsolePart part = new ConsolePart(console, settings, client);
        part.consumer.subscribe(List.of(part.topic.name()));
        part.thread.start();
        return part;
    }

    private static Properties consumerSettings(AlertsSettings settings, KafkaClient client) {
        Properties consumer = client.properties();
        consumer.setProperty(ConsumerConfig.GROUP_ID_CONFIG, settings.applicationId() + "-console");
        consumer.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        consumer.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        return consumer;
    }

    private void run() {
        try {
            while (!isClosing) {
                boolean hasPrinted = false;
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    print(record);
                    hasPrinted = true;
                }
                if (hasPrinted) {
                    console.out().flush();
                    consumer.commitSync();
                }
            }
        } catch (WakeupException e) {
            // Told to end.
        } catch (RuntimeException e) {
            failure = "printing notifications has stopped: " + e;
        } finally {
            consumer.close();
        }
    }

    private void print(ConsumerRecord<byte[], byte[]> record) {
        try {
            Notification told = topic.valueSerde().deserializer().deserialize(topic.name(), record.value());
            MessageWriter writer = new MessageWriter(told.getLink());
            format.of(writer.write(NotificationCodec.toDomain(told))).forEach(body -> {
                if (!(sink.deliver(body) instanceof DeliveryResult.Delivered)) {
                    throw new IllegalStateException("standard output is closed");
                }
            });
        } catch (SerializationException | IllegalArgumentException e) {
            console.warn("a notification cannot be read: partition " + record.partition() + ", offset "
                    + record.offset() + ": " + e.getMessage());
        }
    }

    @Override
    public Optional<String> stopped() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void close() {
        isClosing = true;
        consumer.wakeup();
        try {
            thread.join(STOP_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
