package io.tidemark.alerts.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.alerts.delivery.DeliveryResult;
import io.tidemark.alerts.format.CloudEventRecordFormat;
import io.tidemark.alerts.format.Payload;
import io.tidemark.alerts.message.AlertMessage;
import io.tidemark.alerts.message.Messages;
import io.tidemark.core.evaluation.Severity;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class KafkaSinkTest {
    private final AlertMessage message = new Messages().next(Severity.MAJOR, 2);
    private final Payload payload = new CloudEventRecordFormat().of(message).get(0);

    @Test
    void eventIsOneOfBinaryModeAndItsKeyIsTheStream() {
        MockProducer<String, String> producer = producer();
        try (KafkaSink sink = new KafkaSink(producer, "events")) {
            assertThat(sink.deliver(payload)).isInstanceOf(DeliveryResult.Delivered.class);
        }
        ProducerRecord<String, String> sent = producer.history().get(0);
        assertThat(sent.topic()).isEqualTo("events");
        assertThat(sent.key()).isEqualTo(message.lane());
        assertThat(header(sent, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(sent, "ce_id")).isEqualTo(message.id().hex());
        assertThat(header(sent, "ce_type")).isEqualTo("io.tidemark.notification.v1");
        assertThat(header(sent, "ce_source")).isEqualTo("/tidemark/endpoints/fraud%20%3Cscript%3E/variants/blue%2F1");
        assertThat(header(sent, "ce_time")).isEqualTo(message.windowEnd().toString());
        assertThat(header(sent, "content-type")).isEqualTo("application/json");
        assertThat(sent.value()).startsWith("{\"schemaVersion\":1");
    }

    @Test
    void recordThatIsTooLargeIsFinalAndABrokerInTroubleIsNot() {
        assertThat(sentInto(new RecordTooLargeException())).isInstanceOf(DeliveryResult.Refused.class);
        assertThat(sentInto(new NotEnoughReplicasException("one is left"))).isInstanceOf(DeliveryResult.Failed.class);
    }

    private DeliveryResult sentInto(RuntimeException trouble) {
        MockProducer<String, String> producer = producer();
        producer.sendException = trouble;
        try (KafkaSink sink = new KafkaSink(producer, "events")) {
            return sink.deliver(payload);
        }
    }

    private static MockProducer<String, String> producer() {
        return new MockProducer<>(true, null, new StringSerializer(), new StringSerializer());
    }

    private static String header(ProducerRecord<String, String> entry, String name) {
        return new String(entry.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
