package io.tidemark.streams.label;

import static io.tidemark.streams.label.ModelSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.config.Monitor;
import io.tidemark.core.config.Monitors;
import io.tidemark.core.label.ConflictRule;
import io.tidemark.streams.processor.EndpointPolicy;
import io.tidemark.streams.processor.FakeBacklog;
import io.tidemark.streams.processor.FakeBaselines;
import io.tidemark.streams.processor.LostOffsets;
import io.tidemark.streams.processor.Quarantine;
import io.tidemark.streams.store.WriteBehindOptions;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topic;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.DeadLetter;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.avro.ModelReport;
import io.tidemark.wire.avro.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LabelsTopologyTest {
    private static final Topics TOPICS = new Topics();

    private final TopologyTestDriver driver = new TopologyTestDriver(topology(), settings(), NOW);
    private final TestInputTopic<byte[], byte[]> captures = input(TOPICS.captures());
    private final TestInputTopic<byte[], byte[]> groundTruth = input(TOPICS.groundTruth());

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void stepsStoresAndInternalTopicsAreThoseOfTheGoldenFile() throws IOException {
        try (InputStream golden = Objects.requireNonNull(
                LabelsTopologyTest.class.getResourceAsStream("labels-topology.txt"), "labels-topology.txt")) {
            assertThat(topology().describe().toString())
                    .as("a diff in stores or internal topics needs a new application id and a line in the changelog")
                    .isEqualToNormalizingNewlines(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void everythingThatIsSaidReachesItsTopicUnderItsKey() {
        predict("a", NOW);
        predict("b", NOW);
        label("a", NOW.plusSeconds(20), "1");
        groundTruth.pipeInput(new TestRecord<>(bytes("c"), bytes("{"), new RecordHeaders(), NOW));
        end(captures, "fraud", NOW);
        end(groundTruth, "", NOW.plusSeconds(60));
        driver.advanceWallClockTime(Duration.ofSeconds(1));

        List<KeyValue<String, ModelReport>> reports = read(TOPICS.modelReports());
        assertThat(reports).allSatisfy(report -> assertThat(report.key).isEqualTo(RecordKeys.of(report.value)));
        assertThat(reports)
                .filteredOn(report -> report.value.getSegment().isEmpty())
                .extracting(report -> report.value.getStatus())
                .containsExactly("FINAL");
        assertThat(reports.get(0).value.getLabelled()).isEqualTo(1);
        List<KeyValue<String, Violation>> violations = read(TOPICS.violations());
        assertThat(violations)
                .isNotEmpty()
                .allSatisfy(violation -> assertThat(violation.key).isEqualTo(violation.value.getId()));
        List<KeyValue<byte[], DeadLetter>> letters = read(TOPICS.deadLetters());
        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(letter.key).isEqualTo(bytes("c"));
            assertThat(letter.value.getReason()).isEqualTo("malformed");
        });
        List<KeyValue<String, LedgerRow>> rows = read(TOPICS.ledger());
        assertThat(rows).extracting(row -> row.value.getScope()).contains(LedgerScope.LABELS, LedgerScope.LABEL_WINDOW);
        assertThat(rows).allSatisfy(row -> assertThat(row.key).isEqualTo(RecordKeys.of(row.value)));
    }

    @Test
    void aBeatThatStaysAwayIsMadeUpForByARecord() {
        predict("a", NOW);
        end(captures, "fraud", NOW);
        assertThat(read(TOPICS.modelReports())).isEmpty();
        runNanos += Duration.ofSeconds(6).toNanos();

        label("a", NOW.plusSeconds(20), "1");

        assertThat(read(TOPICS.modelReports()))
                .as("the host's clock stands still")
                .isNotEmpty();
    }

    private long runNanos;

    private Topology topology() {
        Quarantine quarantine = new Quarantine();
        FakeBacklog backlog = new FakeBacklog();
        JoinSettings settings = new JoinSettings(
                Monitors.same(
                        new Monitor(ModelSamples.CONFIG, ModelSamples.models(ModelSamples.labels(ConflictRule.LAST)))),
                EndpointPolicy.any(),
                1,
                new JoinSettings.Input(TOPICS.captures().name(), backlog, quarantine, new LostOffsets()),
                new JoinSettings.Input(TOPICS.groundTruth().name(), backlog, quarantine, new LostOffsets()),
                ModelSamples.SILENCE,
                () -> runNanos);
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(settings())));
        new LabelsTopology(
                        TOPICS,
                        settings,
                        new FakeModels().activate("fraud", ModelSamples.MODEL),
                        new FakeBaselines(),
                        WriteBehindOptions.inMemory())
                .addTo(builder);
        return builder.build(settings());
    }

    private static Properties settings() {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG, "labels",
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1",
                StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true));
        return settings;
    }

    private TestInputTopic<byte[], byte[]> input(Topic<?, ?> topic) {
        return driver.createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void predict(String id, Instant time) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Topics.ENDPOINT_HEADER, bytes("fraud"));
        captures.pipeInput(new TestRecord<>(bytes(id), bytes(ModelSamples.capture(id, time, "F", 0.9)), headers, NOW));
    }

    private void label(String id, Instant time, String value) {
        groundTruth.pipeInput(
                new TestRecord<>(bytes(id), bytes(ModelSamples.label(id, time, value)), new RecordHeaders(), NOW));
    }

    private static void end(TestInputTopic<byte[], byte[]> topic, String endpoint, Instant last) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Topics.ENDPOINT_HEADER, bytes(endpoint)).add(Topics.CONTROL_HEADER, bytes(Topics.CONTROL_END));
        topic.pipeInput(new TestRecord<>(bytes("control"), bytes(Long.toString(last.toEpochMilli())), headers, NOW));
    }

    private <K, V> List<KeyValue<K, V>> read(Topic<K, V> topic) {
        return driver.createOutputTopic(
                        topic.name(),
                        topic.keySerde().deserializer(),
                        topic.valueSerde().deserializer())
                .readKeyValuesToList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
