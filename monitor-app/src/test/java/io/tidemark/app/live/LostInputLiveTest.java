package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.core.config.MonitorConfig;
import io.tidemark.streams.runtime.MonitorStreams;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.avro.OffsetRange;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only what Kafka deleted before it was read is lost: neither markers of transactions nor what was read before. */
@Tag("broker")
class LostInputLiveTest {
    private static final MonitorConfig CONFIG = LiveApp.secondsOf(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final LiveTopics topics = new LiveTopics(1);

    @Test
    void onlyWhatWasDeletedUnreadIsLost() throws Exception {
        try (MonitorStreams app = LiveApp.start(LiveApp.settings(topics, CONFIG, folder))) {
            for (int i = 0; i < 10; i++) {
                sendInATransaction(1);
            }
            awaitRow(19);
            awaitNoLag();
            deleteBefore(20);
            sendInATransaction(1);
            awaitRow(21);
            awaitNoLag();
            assertThat(app.lostOffsets())
                    .as("markers that were read before they were deleted")
                    .isZero();
        }
        sendInATransaction(4);
        deleteBefore(24);
        try (MonitorStreams app = LiveApp.start(LiveApp.settings(topics, CONFIG, folder))) {
            awaitRow(26);
            assertThat(app.lostOffsets()).isEqualTo(2);
        }
        LedgerRow row = topics.ledger(LedgerScope.PARTITION).get(0);
        assertThat(row.getLost()).isEqualTo(2);
        assertThat(row.getRead()).isEqualTo(13);
        assertThat(row.getGaps()).isEqualTo(11);
        assertThat(topics.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.getCode()).isEqualTo("SC002");
            assertThat(violation.getSources().get(0).getRanges()).containsExactly(new OffsetRange(22L, 23L));
        });
    }

    private void awaitRow(long nextOffset) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(topics.ledger(LedgerScope.PARTITION))
                        .extracting(LedgerRow::getNextOffset)
                        .containsExactly(nextOffset));
    }

    /** Until the marker behind the last record is read and committed too. */
    private void awaitNoLag() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(topics.lag()).isZero());
    }

    private void deleteBefore(long offset) throws Exception {
        TopicPartition place = new TopicPartition(topics.names().captures().name(), 0);
        try (Admin admin = topics.broker().admin()) {
            admin.deleteRecords(Map.of(place, RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        }
    }

    /** So many dead letters and a marker. */
    private void sendInATransaction(int records) throws Exception {
        Properties settings = new Properties();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, topics.broker().bootstrapServers());
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, UUID.randomUUID().toString());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            List<Future<RecordMetadata>> pending = new ArrayList<>();
            for (int i = 0; i < records; i++) {
                pending.add(producer.send(
                        new ProducerRecord<>(topics.names().captures().name(), "{".getBytes(StandardCharsets.UTF_8))));
            }
            for (Future<RecordMetadata> one : pending) {
                one.get();
            }
            producer.commitTransaction();
        }
    }
}
