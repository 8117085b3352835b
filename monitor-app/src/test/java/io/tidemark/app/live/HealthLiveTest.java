package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.alerts.duty.DutyRunner;
import io.tidemark.alerts.health.HealthDuty;
import io.tidemark.alerts.health.HealthSettings;
import io.tidemark.alerts.stream.AlertStreams;
import io.tidemark.core.health.HealthPolicy;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topic;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.avro.OperationReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The watch over the monitor itself on a broker, up to the notification. */
@Tag("broker")
class HealthLiveTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private final LiveTopics topics = new LiveTopics(2);

    @Test
    void deadLettersThatRiseAreToldOnceByTwoInstancesAndTheEndToo() {
        account(1_000, 0);
        try (AlertStreams app = AlertsProcess.start(topics, folder);
                DutyRunner first = started();
                DutyRunner second = started()) {
            await("first check").atMost(PATIENCE).until(() -> checks() > 0);
            account(1_500, 100);
            await("told")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(told()).isNotEmpty());
            assertThat(told().get(0)).isEqualTo("OP006 OPENED");
            await("over")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(told()).contains("OP006 RESOLVED"));
            long before = checks();
            await("more checks").atMost(PATIENCE).until(() -> checks() > before + 5);
            assertThat(told()).containsExactly("OP006 OPENED", "OP006 RESOLVED");
            assertThat(List.of(first, second)).allMatch(DutyRunner::isRunning);
            assertThat(app.unreadable()).isZero();
        }
    }

    private DutyRunner started() {
        return HealthDuty.start(new HealthSettings(
                Map.of("bootstrap.servers", topics.broker().bootstrapServers()),
                topics.names(),
                HealthPolicy.defaults(),
                Duration.ofSeconds(1),
                HealthSettings.LOOK_BACK,
                Clock.systemUTC()));
    }

    private List<String> told() {
        return AdultVerdicts.notifications(topics).stream()
                .flatMap(notification -> notification.changes().stream())
                .map(change -> change.episode().fingerprint().code() + " " + change.kind())
                .toList();
    }

    private long checks() {
        Topic<String, OperationReport> topic = topics.names().operations();
        return topics.broker().readCommitted(topic.name()).stream()
                .map(entry -> topic.valueSerde().deserializer().deserialize(topic.name(), entry.value()))
                .filter(report -> report.getWatch().equals("intake"))
                .count();
    }

    private void account(long read, long deadLettered) {
        LedgerRow row = LedgerRow.newBuilder()
                .setScope(LedgerScope.PARTITION)
                .setPartition(0)
                .setRead(read)
                .setDeadLettered(deadLettered)
                .build();
        Topic<String, LedgerRow> topic = topics.names().ledger();
        topics.broker()
                .produceBytes(List.of(new ProducerRecord<>(
                        topic.name(),
                        RecordKeys.of(row).getBytes(StandardCharsets.UTF_8),
                        topic.valueSerde().serializer().serialize(topic.name(), row))));
    }
}
