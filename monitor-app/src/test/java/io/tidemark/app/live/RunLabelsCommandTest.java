package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.app.Main;
import io.tidemark.app.SampleRun;
import io.tidemark.app.broker.SharedBroker;
import io.tidemark.app.console.RecordedConsole;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("broker")
final class RunLabelsCommandTest {
    private static final int PARTITIONS = 2;

    @TempDir
    private Path folder;

    private final Topics topics = new Topics(SharedBroker.uniqueName("cli") + ".");
    private final String prefix = topics.captures().name().replaceFirst("captures$", "");
    private final String drift = prefix.replaceFirst("\\.$", "-drift");
    private final String labels = prefix.replaceFirst("\\.$", "-labels");

    private int run(RecordedConsole recorded, String... args) {
        return Main.run(
                recorded.console(),
                Stream.concat(
                                Stream.of(args),
                                Stream.of("--bootstrap=" + SharedBroker.bootstrapServers(), "--topic-prefix=" + prefix))
                        .toArray(String[]::new));
    }

    /** Runs the command until both inputs are read, and returns the groups that read them. */
    private Set<String> groupsOf(Set<LedgerScope> scopes, String... more) throws Exception {
        SharedBroker.createTopic(
                topics.captures().name(), PARTITIONS, topics.captures().config());
        RecordedConsole live = RecordedConsole.piped();
        CompletableFuture<Integer> ended = new CompletableFuture<>();
        String[] args = Stream.concat(
                        Stream.of(
                                "run",
                                "--create-topics",
                                "--commit-interval=100ms",
                                "--label-horizon=1d",
                                "--state-dir=" + folder.resolve("state")),
                        Stream.of(more))
                .toArray(String[]::new);
        Thread app = new Thread(() -> ended.complete(run(live, args)), "live");
        app.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> live.err().contains("watching ") || ended.isDone());
        assertThat(ended).as(live.err()).isNotDone();
        Path captures = new SampleRun().writeCaptures(folder.resolve("captures"), 1, 30, 1);
        assertThat(run(RecordedConsole.piped(), "replay", captures.toString())).isZero();
        SharedBroker.produceBytes(List.of(new ProducerRecord<>(
                topics.groundTruth().name(), bytes("id"), bytes("{\"inferenceId\":\"id\",\"label\":1}"))));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(read()).isEqualTo(scopes));
        Set<String> groups;
        try (Admin admin = SharedBroker.access().admin()) {
            groups = admin.listGroups().all().get().stream()
                    .map(group -> group.groupId())
                    .filter(group -> group.startsWith(prefix.replaceFirst("\\.$", "-")))
                    .collect(Collectors.toSet());
        }
        app.interrupt();
        assertThat(ended.get()).as(live.err()).isEqualTo(130);
        assertThat(live.err())
                .contains(
                        ", as " + String.join(" and ", groups.stream().sorted().toList()) + ", state in ");
        return groups;
    }

    /** The rows of input partitions in the ledger that count something: one kind for each application. */
    private Set<LedgerScope> read() {
        return SharedBroker.readCommitted(topics.ledger().name()).stream()
                .map(record -> topics.ledger().valueSerde().deserializer().deserialize("", record.value()))
                .filter(row -> row.getRead() > 0)
                .map(LedgerRow::getScope)
                .filter(scope -> scope == LedgerScope.PARTITION || scope == LedgerScope.LABELS)
                .collect(Collectors.toSet());
    }

    @Test
    void bothApplicationsRunInOneProcess() throws Exception {
        assertThat(groupsOf(Set.of(LedgerScope.PARTITION, LedgerScope.LABELS), "--labels"))
                .containsExactlyInAnyOrder(drift, labels);
    }

    @Test
    void labelsRunAlone() throws Exception {
        assertThat(groupsOf(Set.of(LedgerScope.LABELS), "--labels", "--no-drift"))
                .containsExactly(labels);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--no-drift",
                "--label-silence=1h",
                "--label-horizon=14d",
                "--label-orphans=1d",
                "--label-conflict=first",
                "--model-rules=service"
            })
    void optionsOfLabelsWithoutLabelsAreRefused(String option) {
        RecordedConsole recorded = RecordedConsole.piped();
        assertThat(run(recorded, "run", "--state-dir=" + folder, option)).isEqualTo(2);
        assertThat(recorded.err())
                .contains("error: options of the labels application without it")
                .contains("fix: add --labels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--label-silence=0s", "--label-horizon=0s", "--label-conflict=newest"})
    void sensesOfOptionsAreChecked(String option) {
        RecordedConsole recorded = RecordedConsole.piped();
        assertThat(run(recorded, "run", "--labels", "--state-dir=" + folder, option))
                .isEqualTo(2);
        assertThat(recorded.err()).contains("error: ");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
