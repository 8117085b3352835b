package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.app.Main;
import io.tidemark.app.SampleRun;
import io.tidemark.app.broker.SharedBroker;
import io.tidemark.app.console.RecordedConsole;
import io.tidemark.core.baseline.Activations;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topic;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.Activation;
import io.tidemark.wire.avro.ActivationKind;
import io.tidemark.wire.codec.BaselineChunks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
final class LiveCommandsTest {
    private static final int HOURS = 3;
    private static final int ROWS = 300;
    private static final int PARTITIONS = 2;

    @TempDir
    private Path folder;

    private final SampleRun sample = new SampleRun();
    private final Topics topics = new Topics(SharedBroker.uniqueName("cli") + ".");
    private final String prefix = topics.captures().name().replaceFirst("captures$", "");

    /** Runs a command on the shared broker with the topics of this test. */
    private int run(RecordedConsole recorded, String... args) {
        return Main.run(
                recorded.console(),
                Stream.concat(
                                Stream.of(args),
                                Stream.of("--bootstrap=" + SharedBroker.bootstrapServers(), "--topic-prefix=" + prefix))
                        .toArray(String[]::new));
    }

    @Test
    void replayedCapturesAreCountedLiveAndVerified() throws Exception {
        String captures =
                sample.writeCaptures(folder.resolve("captures"), HOURS, ROWS, 2).toString();
        // Each partition is two tasks with seven stores: the twelve that would be made cost most of the time.
        SharedBroker.createTopic(
                topics.captures().name(), PARTITIONS, topics.captures().config());
        RecordedConsole live = RecordedConsole.piped();
        CompletableFuture<Integer> ended = new CompletableFuture<>();
        Thread app = new Thread(
                () -> ended.complete(run(
                        live,
                        "run",
                        "--create-topics",
                        "--commit-interval=100ms",
                        "--state-dir=" + folder.resolve("state"))),
                "live");
        app.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> live.err().contains("watching ") || ended.isDone());
        assertThat(live.err())
                .contains("created 13 topics: " + prefix)
                .contains("every endpoint, windows of 1h, grace 10m, as " + prefix.replaceFirst("\\.$", "-drift"));
        activate(sample.baseline());

        RecordedConsole replay = RecordedConsole.piped();
        assertThat(run(replay, "replay", captures)).as(replay.err()).isZero();
        assertThat(replay.out())
                .startsWith("sent 900 records (0.2 MB) and 2 control records to " + prefix + "captures in ")
                .contains("  fraud ends at 2026-03-02 02:59");
        assertThat(replay.err()).startsWith("next: tidemark verify " + captures + " --bootstrap ");

        RecordedConsole proof = RecordedConsole.piped();
        assertThat(run(proof, "verify", captures)).as(proof.out() + proof.err()).isZero();
        assertThat(proof.out())
                .startsWith("proof: 3 windows equal, live = audit")
                .containsPattern("runHash [0-9a-f]{64}");

        resultsCanBeWatchedAndExplained();
        filesThatAreReplayedOnceMoreChangeNoVerdict(captures);

        RecordedConsole mismatch = RecordedConsole.piped();
        assertThat(run(mismatch, "verify", captures, "--window=2h", "--wait=0s"))
                .isEqualTo(5);
        assertThat(mismatch.out()).startsWith("mismatch: 0 windows equal, ").contains("02:00: configuration: live ");

        app.interrupt();
        assertThat(ended.get()).isEqualTo(130);
        assertThat(live.err()).endsWith("stopping: the last counts are committed\nstopped\n");
    }

    /** The copies are late or duplicates; the originals were counted, here and in the audit. */
    private void filesThatAreReplayedOnceMoreChangeNoVerdict(String captures) {
        assertThat(run(RecordedConsole.piped(), "replay", captures)).isZero();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            RecordedConsole check = RecordedConsole.piped();
            return run(check, "ledger", "check", "--format=json") == 0
                    && check.out().contains("\"records\":" + 2 * (900 + PARTITIONS));
        });
        RecordedConsole proof = RecordedConsole.piped();
        assertThat(run(proof, "verify", captures)).as(proof.out() + proof.err()).isZero();
        assertThat(proof.out()).startsWith("proof: 3 windows equal, live = audit");
        assertThat(proof.err()).contains("follows the ledger: ");
    }

    private void resultsCanBeWatchedAndExplained() throws Exception {
        RecordedConsole watch = RecordedConsole.piped();
        assertThat(run(watch, "watch", "--once", "--format=json"))
                .as(watch.err())
                .isZero();
        JsonNode row = new ObjectMapper().readTree(watch.out()).at("/rows/0");
        assertThat(row.get("endpoint").asText()).isEqualTo("fraud");
        assertThat(row.get("lastWindow").asText()).isEqualTo("2026-03-02T02:00:00Z");
        assertThat(row.get("state").asText()).isEqualTo("alarm");
        assertThat(row.get("closedWindows").asInt()).isEqualTo(HOURS);
        assertThat(row.get("violations").asInt()).isPositive();
        assertThat(row.get("lastRecord").isNull()).isFalse();

        String id = SharedBroker.readCommitted(topics.violations().name()).stream()
                .map(record -> topics.violations().valueSerde().deserializer().deserialize("", record.value()))
                .findFirst()
                .orElseThrow()
                .getId();
        RecordedConsole explained = RecordedConsole.piped();
        assertThat(run(explained, "explain", id.substring(0, 8)))
                .as(explained.err())
                .isZero();
        assertThat(explained.out()).contains(id).contains("fraud/AllTraffic, feature amount");
        RecordedConsole proven = RecordedConsole.piped();
        String baseline = sample.writeBaseline(folder.resolve("b.json")).toString();
        assertThat(run(proven, "check-evidence", id, "-b", baseline)).isZero();
        assertThat(proven.out()).contains("proven: ");
    }

    @Test
    void missingTopicsAreNamedWithTheWayOut() throws Exception {
        String captures =
                sample.writeCaptures(folder.resolve("captures"), 1, 3, 1).toString();
        RecordedConsole recorded = RecordedConsole.piped();
        assertThat(run(recorded, "replay", captures)).isEqualTo(2);
        assertThat(run(recorded, "verify", captures)).isEqualTo(3);
        assertThat(recorded.err())
                .startsWith("error: 14 topics missing: " + prefix + "captures, ")
                .contains("fix: add --create-topics")
                .contains("error: there are no live verdicts: topic " + prefix + "baselines is missing");
    }

    @Test
    void topicThatStampsEventTimeIsRefused() {
        SharedBroker.createTopic(
                topics.captures().name(), 1, Map.of("message.timestamp.type", "CreateTime", "retention.ms", "-1"));
        RecordedConsole recorded = RecordedConsole.piped();
        assertThat(run(recorded, "run", "--create-topics", "--state-dir=" + folder))
                .isEqualTo(2);
        assertThat(recorded.err())
                .contains("error: message.timestamp.type is CreateTime, not LogAppendTime\n  at:  topic " + prefix
                        + "captures\n  why: records with an old event time as record time are deleted unread\n"
                        + "  fix: change it with kafka-configs --alter");
    }

    private void activate(Baseline baseline) {
        SharedBroker.produceBytes(BaselineChunks.split(baseline).stream()
                .map(chunk -> record(topics.baselines(), RecordKeys.of(chunk), chunk))
                .toList());
        Activation activation = Activation.newBuilder()
                .setEndpoint("fraud")
                .setEffectiveFrom(Activations.FROM_THE_BEGINNING)
                .setKind(ActivationKind.BASELINE)
                .setHash(baseline.hash().hex())
                .build();
        SharedBroker.produceBytes(List.of(record(topics.activations(), RecordKeys.of(activation), activation)));
    }

    private static <T> ProducerRecord<byte[], byte[]> record(Topic<String, T> topic, String key, T value) {
        return new ProducerRecord<>(
                topic.name(),
                key.getBytes(StandardCharsets.UTF_8),
                topic.valueSerde().serializer().serialize(topic.name(), value));
    }
}
