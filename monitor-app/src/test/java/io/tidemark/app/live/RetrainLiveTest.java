package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidemark.alerts.duty.DutyRunner;
import io.tidemark.alerts.retrain.RetrainDocument;
import io.tidemark.alerts.retrain.RetrainDuty;
import io.tidemark.alerts.retrain.RetrainSettings;
import io.tidemark.core.evaluation.Severity;
import io.tidemark.core.retrain.RetrainRule;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topic;
import io.tidemark.wire.avro.BadSide;
import io.tidemark.wire.avro.Report;
import io.tidemark.wire.avro.RuleAnswer;
import io.tidemark.wire.avro.RuleVerdict;
import io.tidemark.wire.avro.WindowVerdict;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reasons to train again on a broker: each is one event, whichever instance reads the reports and however often. */
@Tag("broker")
class RetrainLiveTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long HOUR = 3_600_000;

    private final LiveTopics topics = new LiveTopics(3);

    @Test
    void severeDriftIsOneEventThoughAnotherInstanceReadsEverythingAgain() {
        drift(0, 0.3);
        drift(1, 0.3);
        try (DutyRunner first = started()) {
            await("event")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(events()).hasSize(1));
            assertThat(first.isRunning()).isTrue();
        }
        // No event of ours: whoever takes over passes it by.
        String retrain = topics.names().retrain().name();
        topics.broker().produceBytes(List.of(new ProducerRecord<>(retrain, null, new byte[] {'x'})));
        try (DutyRunner second = started();
                DutyRunner third = started()) {
            drift(2, 0.3);
            drift(3, 0.0);
            drift(4, 0.3);
            drift(5, 0.3);
            await("next event")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(events()).hasSize(3));
            assertThat(List.of(second, third)).allMatch(DutyRunner::isRunning);
        }
        RetrainDocument one = read(events().get(0));
        RetrainDocument two = read(events().get(2));
        assertThat(one.rule()).isEqualTo("drift");
        assertThat(one.json())
                .contains("\"windowsFrom\":\"1970-01-01T00:00:00Z\"")
                .contains("\"partition\":2");
        assertThat(two.json()).contains("\"windowsFrom\":\"1970-01-01T04:00:00Z\"");
        assertThat(two.id()).isNotEqualTo(one.id());
    }

    /** An instance that was cut off and does not know it yet: it may read, it cannot write. */
    @Test
    void predecessorThatGoesOnIsShutOut() {
        RetrainSettings settings = settings(Duration.ZERO);
        try (RetrainDuty predecessor = new RetrainDuty(settings);
                RetrainDuty successor = new RetrainDuty(settings)) {
            predecessor.step();
            successor.step();
            drift(0, 0.3);
            drift(1, 0.3);
            assertThatThrownBy(() -> {
                        predecessor.step();
                        predecessor.step();
                    })
                    .isInstanceOf(KafkaException.class);
            assertThat(events()).isEmpty();
            successor.step();
            successor.step();
            successor.step();
            assertThat(events()).hasSize(1);
        }
    }

    private static RetrainDocument read(byte[] value) {
        return RetrainDocument.read(value);
    }

    private DutyRunner started() {
        return RetrainDuty.start(settings(Duration.ofMillis(500)));
    }

    private RetrainSettings settings(Duration every) {
        return new RetrainSettings(
                Map.of("bootstrap.servers", topics.broker().bootstrapServers()),
                topics.names(),
                Map.of("churn", List.of(new RetrainRule.Drift("drift", Severity.CRITICAL, 2))),
                every,
                Clock.systemUTC());
    }

    private List<byte[]> events() {
        return topics.broker().readCommitted(topics.names().retrain().name()).stream()
                .map(entry -> entry.value())
                .toList();
    }

    private void drift(int window, double effect) {
        RuleAnswer answer = effect > 0 ? RuleAnswer.ALARM : RuleAnswer.OK;
        Report report = Report.newBuilder()
                .setEndpoint("churn")
                .setVariant("AllTraffic")
                .setWindowStart(window * HOUR)
                .setWindowEnd((window + 1) * HOUR)
                .setPart(0)
                .setParts(1)
                .setBaselineHash("")
                .setConfigHash("")
                .setVerdictHash("")
                .setState(effect > 0 ? WindowVerdict.ALARM : WindowVerdict.OK)
                .setRecords(100)
                .setRows(100)
                .setExtraColumnRows(0)
                .setMissingColumnRows(0)
                .setOutcomes(List.of(
                        new RuleVerdict(0, "DR002", "age", "ks", answer, 0.3, 0.1, BadSide.BAD_WHEN_HIGHER, effect)))
                .setFeatures(List.of())
                .build();
        Topic<String, Report> topic = topics.names().reports();
        topics.broker()
                .produceBytes(List.of(new ProducerRecord<>(
                        topic.name(),
                        RecordKeys.of(report).getBytes(StandardCharsets.UTF_8),
                        topic.valueSerde().serializer().serialize(topic.name(), report))));
    }
}
