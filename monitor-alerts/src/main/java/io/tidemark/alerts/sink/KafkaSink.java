package io.tidemark.alerts.sink;

import io.tidemark.alerts.delivery.DeliveryResult;
import io.tidemark.alerts.delivery.Sink;
import io.tidemark.alerts.format.CloudEventRecordFormat;
import io.tidemark.alerts.format.Payload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes bodies to a topic, of any cluster, and waits for all replicas. The headers of a body become those of the record,
 * {@link CloudEventRecordFormat#KEY} its key. A record that is too large and a topic that cannot be are final; everything
 * else may pass later.
 */
public final class KafkaSink implements Sink, AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final Producer<String, String> producer;
    private final String topic;

    /** A sender over a producer, which it closes. */
    public KafkaSink(Producer<String, String> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /**
     * A sender with a producer of its own.
     *
     * @param settings where the cluster is, and how one gets in; other settings are overruled by those of safe delivery
     * @param topic the topic, which must exist
     */
    public static KafkaSink connect(Map<String, ?> settings, String topic) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        all.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        return new KafkaSink(new KafkaProducer<>(all, new StringSerializer(), new StringSerializer()), topic);
    }

    @Override
    public DeliveryResult deliver(Payload payload) {
        ProducerRecord<String, String> entry =
                new ProducerRecord<>(topic, payload.headers().get(CloudEventRecordFormat.KEY), payload.body());
        entry.headers().add("content-type", bytes(payload.contentType()));
        payload.headers().forEach((name, value) -> entry.headers().add(name, bytes(value)));
        try {
            RecordMetadata place = producer.send(entry).get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            return new DeliveryResult.Delivered("partition " + place.partition() + " offset " + place.offset());
        } catch (ExecutionException e) {
            return judge(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            return DeliveryResult.failed("topic " + topic + ": no answer in " + LONGEST.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DeliveryResult.failed("interrupted");
        } catch (KafkaException e) {
            return judge(e);
        }
    }

    private DeliveryResult judge(Throwable failure) {
        String reason = "topic " + topic + ": " + failure.getClass().getSimpleName();
        return failure instanceof RecordTooLargeException || failure instanceof InvalidTopicException
                ? new DeliveryResult.Refused(reason)
                : DeliveryResult.failed(reason);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close(LONGEST);
    }
}
