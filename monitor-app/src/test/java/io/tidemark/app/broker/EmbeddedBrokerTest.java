package io.tidemark.app.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
class EmbeddedBrokerTest {
    private static final TopicPartition PARTITION = new TopicPartition("observations", 0);

    @TempDir
    Path directory;

    @Test
    void restartOnTheSameDirectoryKeepsClusterIdAndCommittedRecords() throws Exception {
        String clusterId;
        try (var broker = EmbeddedBroker.start(directory)) {
            createTopic(broker);
            writeInTransaction(broker, "kept", true);
            writeInTransaction(broker, "aborted", false);
            clusterId = clusterId(broker);
        }

        try (var broker = EmbeddedBroker.start(directory)) {
            writeInTransaction(broker, "kept too", true);

            assertThat(clusterId(broker)).isEqualTo(clusterId);
            assertThat(readCommitted(broker)).containsExactly("kept", "kept too");
        }
    }

    @Test
    void aTakenPortIsReplacedOnce() throws Exception {
        try (var occupied = takenPort()) {
            Queue<BrokerPorts> choices = new ArrayDeque<>();
            choices.add(new BrokerPorts(
                    occupied.getLocalPort(), BrokerPorts.findFree().controller()));
            choices.add(BrokerPorts.findFree());

            try (var broker = EmbeddedBroker.start(directory, null, choices::remove)) {
                createTopic(broker);

                assertThat(choices).isEmpty();
                assertThat(broker.bootstrapServers()).doesNotContain(":" + occupied.getLocalPort());
            }
        }
    }

    @Test
    void twoTakenPortsFailWithTheirNumbers() throws IOException {
        try (var occupied = takenPort()) {
            int taken = occupied.getLocalPort();

            assertThatThrownBy(() -> EmbeddedBroker.start(
                            directory,
                            null,
                            () -> new BrokerPorts(BrokerPorts.findFree().broker(), taken)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(" and " + taken + " were free a moment ago and are taken now")
                    .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        }
    }

    @Test
    void closeMayBeCalledTwiceAndDeletesATemporaryDirectory() throws IOException {
        Path temporary = Files.createDirectory(directory.resolve("temporary"));
        var broker = EmbeddedBroker.start(temporary, temporary, BrokerPorts::findFree);
        assertThat(temporary.resolve("meta.properties")).exists();

        broker.close();
        broker.close();

        assertThat(temporary).doesNotExist();
    }

    @Test
    void aFileInPlaceOfTheDirectoryIsNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "not a directory");

        assertThatThrownBy(() -> EmbeddedBroker.start(file)).hasMessageContaining("broker directory " + file);
    }

    @Test
    void theSharedBrokerServesItsHelpers() {
        String topic = SharedBroker.createTopic(SharedBroker.uniqueName("helpers"), 2);
        SharedBroker.produce(List.of(
                new ProducerRecord<>(topic, 1, "k", "second partition"),
                new ProducerRecord<>(topic, 0, "k", "first partition")));

        assertThat(SharedBroker.readCommitted(topic))
                .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
                .containsExactly("first partition", "second partition");
    }

    private static ServerSocket takenPort() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }

    private static void createTopic(EmbeddedBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static String clusterId(EmbeddedBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            return admin.describeCluster().clusterId().get();
        }
    }

    private static void writeInTransaction(EmbeddedBroker broker, String value, boolean commits) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "writer");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            var sent = producer.send(new ProducerRecord<>(PARTITION.topic(), value));
            producer.flush();
            assertThat(sent).isDone();
            if (commits) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    private static List<String> readCommitted(EmbeddedBroker broker) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long end = Objects.requireNonNull(
                    consumer.endOffsets(List.of(PARTITION)).get(PARTITION));
            var values = new ArrayList<String>();
            while (consumer.position(PARTITION) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }
}
