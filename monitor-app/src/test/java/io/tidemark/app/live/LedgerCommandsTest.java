package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.app.Main;
import io.tidemark.app.broker.SharedBroker;
import io.tidemark.app.console.RecordedConsole;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.streams.runtime.MonitorStreams;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topic;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on the books, on the topics of a run that has ended. */
@Tag("broker")
final class LedgerCommandsTest {
    private static final long START = Traffic.START.toEpochMilli();

    @TempDir
    private Path folder;

    private final LiveTopics topics = new LiveTopics(2);
    private final RecordedConsole recorded = RecordedConsole.piped();

    private int run(String... args) {
        return Main.run(
                recorded.console(),
                Stream.concat(
                                Stream.of(args),
                                Stream.of(
                                        "--bootstrap=" + SharedBroker.bootstrapServers(),
                                        "--topic-prefix=" + topics.prefix()))
                        .toArray(String[]::new));
    }

    private void live() {
        Captures captures = new Captures(topics);
        captures.add(0, "fraud", START, 5).raw(1, "fraud", "broken", "{").add(1, "fraud", START, 2);
        captures.end(0, "fraud", START).end(1, "fraud", START).send();
        try (MonitorStreams app = MonitorStreams.create(LiveApp.settings(topics, MonitorConfig.defaults(), folder))) {
            app.start();
            await().atMost(Duration.ofSeconds(50))
                    .untilAsserted(() -> assertThat(topics.reports()).hasSize(1));
        }
    }

    @Test
    void aLedgerThatBalancesIsCleanAndOneThatWasChangedIsNot() {
        live();
        assertThat(run("ledger", "check", "--format", "json"))
                .as(recorded.err())
                .isZero();
        assertThat(recorded.out())
                .contains("\"kind\":\"ledgerCheck\"")
                .contains("\"records\":10")
                .contains("\"differences\":0");
        assertThat(recorded.err()).contains("every record is accounted for: 10 records, 1 closed window");

        LedgerRow window = topics.ledger(LedgerScope.WINDOW).get(0);
        write(LedgerRow.newBuilder(window).setCounted(6).build());

        assertThat(run("ledger", "check")).isEqualTo(5);
        assertThat(recorded.out()).contains("counted + late").contains("fraud/AllTraffic/2026-03-02T00:00:00Z");
    }

    @Test
    void withoutRowsThereIsNothingToCompare() {
        assertThat(run("ledger", "check")).isEqualTo(3);
        assertThat(recorded.err()).contains("nothing to compare: the ledger is empty");
    }

    @Test
    void deadLettersAreListedByReasonAndSentAgain() {
        live();
        assertThat(run("dead-letters", "list", "--format", "ndjson", "--reason", "malformed"))
                .isZero();
        assertThat(recorded.out()).contains("\"reason\":\"malformed\"").contains("\"partition\":1");
        assertThat(run("dead-letters", "list", "--format", "csv", "--reason", "noKey"))
                .isZero();
        assertThat(run("dead-letters", "list", "--reason", "malformd")).isEqualTo(2);
        assertThat(recorded.err()).contains("malformed");
        assertThat(run("dead-letters", "replay", "--dry-run")).isZero();
        assertThat(recorded.err()).contains("1 capture would be sent");
        assertThat(run("dead-letters", "replay")).isZero();
        assertThat(run("dead-letters", "replay")).isZero();
        assertThat(recorded.err())
                .contains("1 capture sent again")
                .contains("0 captures sent again, 1 sent before and not refused since, 0 gone");
    }

    private void write(LedgerRow row) {
        Topic<String, LedgerRow> ledger = topics.names().ledger();
        SharedBroker.produceBytes(List.of(new ProducerRecord<>(
                ledger.name(),
                RecordKeys.of(row).getBytes(StandardCharsets.UTF_8),
                ledger.valueSerde().serializer().serialize(ledger.name(), row))));
    }
}
