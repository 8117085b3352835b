package io.tidemark.app.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.tidemark.app.Main;
import io.tidemark.app.broker.SharedBroker;
import io.tidemark.app.console.RecordedConsole;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topic;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.BadSide;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.avro.Report;
import io.tidemark.wire.avro.RuleAnswer;
import io.tidemark.wire.avro.RuleVerdict;
import io.tidemark.wire.avro.WindowVerdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as users start it: sinks, the watch over the monitor and retrain targets in one process. */
@Tag("broker")
class AlertsRunTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long HOUR = 3_600_000;

    @TempDir
    private Path folder = Path.of("");

    private final Topics topics = new Topics(SharedBroker.uniqueName("run") + ".");
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway.Init") // set before each test
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        take("/retrain", events);
        take("/messages", messages);
        server.start();
        Files.writeString(folder.resolve("alerts.yaml"), """
                version: 1
                sinks:
                  hook: {type: webhook, url: BASE/messages, allowInside: true, from: earliest}
                routes:
                  - {sinks: [hook], sources: [operations]}
                health: {every: 5s}
                retrain:
                  rules:
                    - {endpoint: churn, name: drift stays, drift: {windows: 2}}
                  targets:
                    train: {type: webhook, url: BASE/retrain, allowInside: true, from: earliest}
                """.replace(
                        "BASE", "http://127.0.0.1:" + server.getAddress().getPort()));
    }

    private void take(String path, List<JsonNode> into) {
        server.createContext(path, exchange -> {
            into.add(new ObjectMapper().readTree(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void driftThatStaysStartsTrainingOnceAndDeadLettersAreTold() {
        try (Running first = new Running()) {
            first.awaitStart();
            account(1_000, 0);
            drift(0, 0.3);
            drift(1, 0.3);
            await("event")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(events).hasSize(1));
            account(1_500, 200);
            await("message")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(messages).isNotEmpty());
        }
        assertThat(messages.get(0).at("/changes/0/code").asText()).isEqualTo("OP006");
        assertThat(messages.get(0).path("source").asText()).isEqualTo("operations");
        // A later start reads every report again and tells only what is new.
        drift(2, 0.3);
        drift(3, 0);
        drift(4, 0.3);
        drift(5, 0.3);
        try (Running second = new Running()) {
            second.awaitStart();
            await("next event")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(events).hasSize(2));
        }
        assertThat(events)
                .extracting(event -> event.at("/data/windowsFrom").asText())
                .containsExactly("1970-01-01T00:00:00Z", "1970-01-01T04:00:00Z");
        assertThat(events)
                .extracting(event -> event.at("/data/captures/topic").asText())
                .containsOnly(topics.captures().name());
    }

    /** The command on a thread of its own; closed as by Ctrl-C. */
    private final class Running implements AutoCloseable {
        private final RecordedConsole console = RecordedConsole.piped();
        private final CompletableFuture<Integer> code = new CompletableFuture<>();
        private final Thread thread = new Thread(() -> code.complete(Main.run(
                console.console(),
                "alerts",
                "run",
                "-f",
                folder.resolve("alerts.yaml").toString(),
                "--bootstrap=" + SharedBroker.bootstrapServers(),
                "--topic-prefix=" + topics.prefix(),
                "--create-topics",
                "--state-dir=" + folder.resolve("state"))));

        Running() {
            thread.start();
        }

        void awaitStart() {
            await("start").atMost(PATIENCE).until(() -> console.err().contains("watching ") || code.isDone());
            assertThat(code).as(console.err()).isNotDone();
        }

        @Override
        public void close() {
            thread.interrupt();
            assertThat(code).succeedsWithin(PATIENCE);
        }
    }

    private void account(long read, long deadLettered) {
        LedgerRow row = LedgerRow.newBuilder()
                .setScope(LedgerScope.PARTITION)
                .setPartition(0)
                .setRead(read)
                .setDeadLettered(deadLettered)
                .build();
        write(topics.ledger(), RecordKeys.of(row), row);
        if (deadLettered == 0) {
            // The next account is compared with this one: it must have been looked at.
            await("first look")
                    .atMost(PATIENCE)
                    .until(() -> !SharedBroker.readCommitted(topics.operations().name())
                            .isEmpty());
        }
    }

    private void drift(int window, double effect) {
        boolean isAlarm = effect > 0;
        RuleAnswer answer = isAlarm ? RuleAnswer.ALARM : RuleAnswer.OK;
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
                .setState(isAlarm ? WindowVerdict.ALARM : WindowVerdict.OK)
                .setRecords(100)
                .setRows(100)
                .setExtraColumnRows(0)
                .setMissingColumnRows(0)
                .setOutcomes(List.of(
                        new RuleVerdict(0, "DR002", "age", "ks", answer, 0.3, 0.1, BadSide.BAD_WHEN_HIGHER, effect)))
                .setFeatures(List.of())
                .build();
        write(topics.reports(), RecordKeys.of(report), report);
    }

    private static <T> void write(Topic<String, T> topic, String key, T value) {
        SharedBroker.produceBytes(List.of(new ProducerRecord<>(
                topic.name(),
                key.getBytes(StandardCharsets.UTF_8),
                topic.valueSerde().serializer().serialize(topic.name(), value))));
    }
}
