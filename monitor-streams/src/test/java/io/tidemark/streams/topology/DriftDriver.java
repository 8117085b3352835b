package io.tidemark.streams.topology;

import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.config.Monitors;
import io.tidemark.streams.processor.Baselines;
import io.tidemark.streams.processor.EndpointPolicy;
import io.tidemark.streams.processor.FakeBacklog;
import io.tidemark.streams.processor.IntakeSettings;
import io.tidemark.streams.processor.Quarantine;
import io.tidemark.streams.processor.Samples;
import io.tidemark.streams.store.WriteBehindOptions;
import io.tidemark.wire.Topic;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.DeadLetter;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.avro.Report;
import io.tidemark.wire.avro.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The drift application of one partition in a driver, with its clocks in the hand of the test. */
final class DriftDriver implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    final FakeBacklog backlog = new FakeBacklog();
    private final Topics topics = new Topics();
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> captures;
    private final List<Report> reports = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();
    private final List<DeadLetter> letters = new ArrayList<>();
    private final List<LedgerRow> ledger = new ArrayList<>();
    private Instant now = NOW;
    private long runNanos;
    private int made;

    DriftDriver(Baselines baselines, Quarantine quarantine, Set<String> declared) {
        this(Samples.CONFIG, baselines, quarantine, declared);
    }

    DriftDriver(MonitorConfig config, Baselines baselines, Quarantine quarantine, Set<String> declared) {
        this(Monitors.same(config), baselines, quarantine, declared);
    }

    DriftDriver(Monitors monitors, Baselines baselines, Quarantine quarantine, Set<String> declared) {
        Properties settings = settings();
        IntakeSettings intake =
                new IntakeSettings(monitors, new EndpointPolicy(declared, ""), 1, backlog, quarantine, () -> runNanos);
        driver = new TopologyTestDriver(topology(settings, intake, baselines), settings, NOW);
        captures =
                driver.createInputTopic(topics.captures().name(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    static Topology topology(Properties settings, IntakeSettings intake, Baselines baselines) {
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(settings)));
        new DriftTopology(new Topics(), intake, baselines, WriteBehindOptions.inMemory(), 1).addTo(builder);
        return builder.build(settings);
    }

    static Properties settings() {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG, "drift",
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1",
                StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true));
        return settings;
    }

    void send(String endpoint, Instant time, int count) {
        for (int i = 0; i < count; i++) {
            sendRaw(endpoint, capture("made-" + made++, time));
        }
    }

    void sendRaw(String endpoint, @Nullable String value) {
        sendAppended(now.toEpochMilli(), endpoint, value);
    }

    /** Sends a record with an append time of the test's choice. */
    void sendAppended(long appendMs, String endpoint, @Nullable String value) {
        RecordHeaders headers = new RecordHeaders();
        if (!endpoint.isEmpty()) {
            headers.add(Topics.ENDPOINT_HEADER, bytes(endpoint));
        }
        captures.pipeInput(new TestRecord<>(bytes("key"), value == null ? null : bytes(value), headers, appendMs));
    }

    void end(String endpoint, Instant last) {
        endAppended(now.toEpochMilli(), endpoint, last);
    }

    /** Ends a replay with a record whose append time the test chooses. */
    void endAppended(long appendMs, String endpoint, Instant last) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Topics.ENDPOINT_HEADER, bytes(endpoint)).add(Topics.CONTROL_HEADER, bytes(Topics.CONTROL_END));
        captures.pipeInput(
                new TestRecord<>(bytes("control"), bytes(Long.toString(last.toEpochMilli())), headers, appendMs));
    }

    /** Lets the running time and the wall clock pass, second by second. */
    void pass(Duration span) {
        for (long second = 0; second < span.toSeconds(); second++) {
            now = now.plusSeconds(1);
            runNanos += Duration.ofSeconds(1).toNanos();
            driver.advanceWallClockTime(Duration.ofSeconds(1));
        }
    }

    /** Sets the host's clock forward, without any time passing. */
    void setClockForward(Duration step) {
        driver.advanceWallClockTime(step);
    }

    /**
     * Lets time pass on a host whose clock was set back by at least that much: Kafka Streams calls nobody until the
     * clock is where it was.
     */
    void passAfterClockWasSetBack(Duration span) {
        now = now.plus(span);
        runNanos += span.toNanos();
    }

    /** Lets a long time pass in which Kafka Streams calls nobody but once, at its end. */
    void passAtOnce(Duration span) {
        now = now.plus(span);
        runNanos += span.toNanos();
        driver.advanceWallClockTime(span);
    }

    /** Returns the time that a right clock shows. */
    Instant now() {
        return now;
    }

    /** Returns the summaries so far, in the order in which they were sent. */
    List<Report> reports() {
        read(topics.reports(), reports);
        return reports.stream().filter(report -> report.getPart() == 0).toList();
    }

    List<Violation> violations() {
        read(topics.violations(), violations);
        return violations;
    }

    List<DeadLetter> letters() {
        read(topics.deadLetters(), letters);
        return letters;
    }

    List<LedgerRow> ledger(LedgerScope scope) {
        read(topics.ledger(), ledger);
        return ledger.stream().filter(row -> row.getScope() == scope).toList();
    }

    private <K, V> void read(Topic<K, V> topic, List<V> into) {
        into.addAll(driver.createOutputTopic(
                        topic.name(),
                        topic.keySerde().deserializer(),
                        topic.valueSerde().deserializer())
                .readValuesToList());
    }

    static String capture(Instant time) {
        return capture("i", time);
    }

    static String capture(String id, Instant time) {
        return "{\"captureData\":{\"endpointInput\":{\"observedContentType\":\"text/csv\",\"mode\":\"INPUT\","
                + "\"data\":\"42\",\"encoding\":\"CSV\"},\"endpointOutput\":{\"observedContentType\":\"text/csv\","
                + "\"mode\":\"OUTPUT\",\"data\":\"0.5\",\"encoding\":\"CSV\"}},\"eventMetadata\":{\"eventId\":\"e\","
                + "\"inferenceId\":\"" + id + "\",\"inferenceTime\":\"" + time + "\"},\"eventVersion\":\"0\"}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        driver.close();
    }
}
