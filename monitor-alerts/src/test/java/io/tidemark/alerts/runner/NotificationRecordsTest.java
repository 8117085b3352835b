package io.tidemark.alerts.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.alerts.message.AlertMessage;
import io.tidemark.alerts.message.MessageWriter;
import io.tidemark.alerts.message.Messages;
import io.tidemark.core.episode.OperationReport;
import io.tidemark.core.evaluation.Severity;
import io.tidemark.wire.Topic;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.Notification;
import io.tidemark.wire.codec.NotificationCodec;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class NotificationRecordsTest {
    private final Topics topics = new Topics();
    private final Messages messages = new Messages();

    @Test
    void messageHasTheOwnerTheRunbookAndTheLinkOfTheFile() {
        var told = messages.notification(Severity.CRITICAL, 2);
        byte[] value = bytes(NotificationCodec.toAvro(
                told, new NotificationCodec.Contact("team-risk", "https://wiki.example/fraud")));
        AlertMessage message = reader("https://tide.example/{episode}").read(value);
        assertThat(message.id()).isEqualTo(told.id());
        assertThat(message.owner()).isEqualTo("team-risk");
        assertThat(message.runbook()).isEqualTo("https://wiki.example/fraud");
        assertThat(message.link())
                .isEqualTo("https://tide.example/"
                        + told.changes().get(0).episode().id().hex());
        assertThat(message.items()).hasSize(2);
    }

    @Test
    void valueThatIsNoNotificationIsRefused() {
        assertThatThrownBy(() -> reader("").read("nothing".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfAny(SerializationException.class, IllegalArgumentException.class);
    }

    @Test
    void reportOfASinkIsAFindingOrNone() {
        OperationReport lost = OperationRecords.of(new SinkReport("pager", 1_000, 2_000, 3, 1, "400: no"));
        assertThat(lost.watch()).isEqualTo("sink/pager");
        assertThat(lost.endpoint()).isEmpty();
        assertThat(lost.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("OP004");
            assertThat(finding.subject()).isEqualTo("pager");
            assertThat(finding.value()).isEqualTo(1);
            assertThat(finding.text()).isEqualTo("sink pager gave up a message: 400: no");
        });
        assertThat(OperationRecords.of(new SinkReport("pager", 2_000, 3_000, 3, 0, ""))
                        .findings())
                .isEmpty();
    }

    @Test
    void reportThatCannotBeWrittenStopsTheSinkBeforeItCommits() {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        OperationRecords records = new OperationRecords(producer, topics.operations());
        records.write(new SinkReport("pager", 1_000, 2_000, 0, 1, "no"));
        assertThat(producer.history())
                .singleElement()
                .satisfies(entry -> assertThat(entry.topic()).isEqualTo("tidemark.operations"));
        MockProducer<byte[], byte[]> broken =
                new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
        broken.sendException = new NotEnoughReplicasException("one is left");
        OperationRecords failing = new OperationRecords(broken, topics.operations());
        assertThatThrownBy(() -> failing.write(new SinkReport("pager", 1_000, 2_000, 0, 1, "no")))
                .isInstanceOf(RuntimeException.class);
    }

    private NotificationRecords reader(String link) {
        return new NotificationRecords(topics.notifications(), new MessageWriter(link));
    }

    private byte[] bytes(Notification entry) {
        Topic<String, Notification> topic = topics.notifications();
        return topic.valueSerde().serializer().serialize(topic.name(), entry);
    }
}
