package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.app.broker.SharedBroker;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.streams.processor.Baselines;
import io.tidemark.streams.runtime.MonitorStreams;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.DeadLetter;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that cannot be counted: each is named with its reason and place, and none stops the others. */
@Tag("broker")
class DeadLetterTest {
    private static final MonitorConfig CONFIG = MonitorConfig.defaults();
    private static final Duration PATIENCE = Duration.ofSeconds(50);
    private static final Instant TIME = Traffic.START;
    private static final long TIME_MS = TIME.toEpochMilli();

    @TempDir
    private Path folder;

    private final LiveTopics topics = new LiveTopics(1);
    private final Captures captures = new Captures(topics);

    @Test
    void everyKindOfBadRecordIsNamedWithReasonPlaceAndKey() {
        String good = Captures.json("good", TIME.toString());
        captures.add(0, "fraud", TIME_MS, 1);
        captures.raw(0, "fraud", "truncated", good.substring(0, 200));
        captures.raw(0, "fraud", "nothing", null);
        captures.raw(0, "fraud", "blank", "");
        captures.raw(0, "", "nowhere", good);
        captures.raw(
                0,
                "fraud",
                "ahead",
                Captures.json("ahead", Instant.now().plusSeconds(900).toString()));
        captures.raw(0, "fraud", "before time", Captures.json("before", "1969-12-31T23:59:59Z"));
        captures.raw(0, "fraud", "no input", good.replace("endpointInput", "endpointSomething"));
        captures.raw(0, "fraud", "noise", "\u0000\uffff{[}");
        captures.add(0, "fraud", TIME_MS, 2).end(0, "fraud", TIME_MS).send();
        try (MonitorStreams app = LiveApp.start(LiveApp.settings(topics, CONFIG, folder))) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(topics.reports()).hasSize(1));
            assertThat(app.state().isRunningOrRebalancing()).isTrue();
        }

        assertThat(reasonsByKey())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "truncated", "malformed@1",
                        "nothing", "malformed@2",
                        "blank", "malformed@3",
                        "nowhere", "unknownEndpoint@4",
                        "ahead", "future@5",
                        "before time", "badTime@6",
                        "no input", "noInput@7",
                        "noise", "malformed@8"));
        assertThat(topics.reports().values()).extracting(WindowReport::records).containsExactly(3L);
        new Books(topics).assertEveryRecordAccounted(11, 1);
        new Books(topics).assertLedgerChecks(CONFIG);
        assertThat(topics.deadLetters())
                .allSatisfy(letter -> assertThat(letter.getTopic())
                        .isEqualTo(topics.names().captures().name()));
    }

    @Test
    void headersAndKeysAsLongAsARecordStopNothing() {
        String good = Captures.json("good", TIME.toString());
        String longest = "x".repeat(1_000_000);
        captures.raw(0, longest, "long endpoint", good);
        captures.raw(0, "fraud", longest, "{");
        captures.send();
        SharedBroker.produceBytes(List.of(
                withHeader("long source", Topics.SOURCE_HEADER, longest),
                withHeader("long variant", Topics.VARIANT_HEADER, longest)));
        captures.end(0, longest.substring(0, 900_000), TIME_MS);
        captures.add(0, "fraud", TIME_MS, 2).end(0, "fraud", TIME_MS).send();
        try (MonitorStreams app = LiveApp.start(LiveApp.settings(topics, CONFIG, folder))) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(topics.reports()).hasSize(1));
            assertThat(app.state().isRunningOrRebalancing()).isTrue();
        }

        assertThat(topics.deadLetters())
                .extracting(DeadLetter::getReason)
                .containsExactly("unknownEndpoint", "malformed", "malformed", "malformed");
        assertThat(topics.reports().values()).extracting(WindowReport::records).containsExactly(2L);
        new Books(topics).assertEveryRecordAccounted(6, 2);
        new Books(topics).assertLedgerChecks(CONFIG);
    }

    private ProducerRecord<byte[], byte[]> withHeader(String key, String header, String value) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topics.names().captures().name(), 0, SharedBroker.bytes(key), SharedBroker.bytes("{"));
        record.headers().add(Topics.ENDPOINT_HEADER, "fraud".getBytes(StandardCharsets.UTF_8));
        record.headers().add(header, value.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    @Test
    void aRecordThatMakesProcessingThrowIsLeftOutAndTheOthersGoOn() {
        captures.add(0, "fraud", TIME_MS, 3);
        captures.add(0, "poison", TIME_MS, 1).add(0, "fraud", TIME_MS, 1);
        captures.end(0, "fraud", TIME_MS).send();
        try (MonitorStreams app =
                MonitorStreams.create(LiveApp.settings(topics, CONFIG, folder), PoisonedBaselines::new)) {
            app.start();
            await().dontCatchUncaughtExceptions() // the planted ones: stream threads die of them and are replaced
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(topics.reports()).hasSize(1));
            assertThat(app.state().isRunningOrRebalancing()).isTrue();
        }

        assertThat(topics.deadLetters()).extracting(DeadLetter::getReason).containsOnly("internal");
        assertThat(topics.deadLetters()).extracting(DeadLetter::getOffset).containsExactly(3L);
        assertThat(topics.reports().values()).extracting(WindowReport::records).containsExactly(4L);
        assertThat(topics.ledger(LedgerScope.PARTITION))
                .extracting(LedgerRow::getDeadLettered)
                .containsExactly(1L);
        new Books(topics).assertNothingTwice();
        new Books(topics).assertEveryRecordAccounted(5, 1);
        new Books(topics).assertLedgerChecks(CONFIG);
    }

    private Map<String, String> reasonsByKey() {
        var serde = topics.names().deadLetters().valueSerde().deserializer();
        String name = topics.names().deadLetters().name();
        return SharedBroker.readCommitted(name).stream().collect(Collectors.toMap(DeadLetterTest::key, record -> {
            DeadLetter letter = serde.deserialize(name, record.value());
            return letter.getReason() + "@" + letter.getOffset();
        }));
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }

    /** Baselines whose look-up throws for one endpoint. */
    private record PoisonedBaselines(Baselines directory) implements Baselines {
        @Override
        public Optional<Baseline> current(String endpoint, long windowStartMs, long appendMs) {
            if (endpoint.equals("poison")) {
                throw new IllegalStateException("planted failure in window " + windowStartMs);
            }
            return directory.current(endpoint, windowStartMs, appendMs);
        }

        @Override
        public Baseline byHash(ContentHash hash) {
            return directory.byHash(hash);
        }
    }
}
