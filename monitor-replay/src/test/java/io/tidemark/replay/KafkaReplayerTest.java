package io.tidemark.replay;

import static io.tidemark.replay.TestCaptures.ADULT;
import static io.tidemark.replay.TestCaptures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.capture.CaptureParser;
import io.tidemark.core.capture.CapturedOrigin;
import io.tidemark.core.capture.CapturedRecord;
import io.tidemark.core.capture.FieldTable;
import io.tidemark.core.window.EventTimeBounds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaReplayerTest {
    private static final String TOPIC = "tidemark.captures";

    @TempDir
    private Path folder;

    private final FakeClock clock = new FakeClock();
    private final MockProducer<byte[], byte[]> producer = producer(3);

    @Test
    void everyLineIsSentAsItIs() throws Exception {
        ReplayResult result = replay(plan(ADULT));
        assertThat(result.sent()).isEqualTo(2_350);
        assertThat(result.unparseable()).isEqualTo(8);
        assertThat(captures())
                .extracting(record -> text(record.value()))
                .containsExactlyInAnyOrderElementsOf(TestCaptures.linesOf(ADULT));
        assertThat(result.bytes())
                .isEqualTo(captures().stream()
                        .mapToLong(record -> record.value().length)
                        .sum());
    }

    @Test
    void anAvroRecordIsTheSameCaptureUnderTheSameKey() throws Exception {
        replay(plan(ADULT));
        List<ProducerRecord<byte[], byte[]>> json = captures();
        producer.clear();

        ReplayResult result = replay(plan(ADULT).withForm(ReplayPlan.Form.AVRO));

        assertThat(result.sent()).isEqualTo(2_350);
        assertThat(result.withoutAvro()).isZero();
        List<ProducerRecord<byte[], byte[]>> avro = captures();
        assertThat(avro).hasSameSizeAs(json);
        int written = 0;
        for (int i = 0; i < json.size(); i++) {
            assertThat(avro.get(i).key()).isEqualTo(json.get(i).key());
            boolean isAvro = CapturedOrigin.of(avro.get(i).value()).isPresent();
            assertThat(isAvro || Arrays.equals(avro.get(i).value(), json.get(i).value()))
                    .isTrue();
            assertThat(captured(avro.get(i))).isEqualTo(captured(json.get(i)));
            written += isAvro ? 1 : 0;
        }
        assertThat(written).isEqualTo(2_342);
    }

    @Test
    void linesThatAvroCannotStandForAreSentAsTheyAre() throws Exception {
        String good = TestCaptures.record("1", "2026-03-01T00:00:00Z", "1");
        String labelled = good.replaceFirst("\\{", "{\"groundTruthData\":{\"data\":\"1\",\"encoding\":\"CSV\"},");
        String batch = good.replace("endpointInput", "batchTransformOutput");
        String broken = good.substring(1);
        write("a.jsonl", labelled, batch, broken, good);

        ReplayResult result = replay(plan(folder).withForm(ReplayPlan.Form.AVRO));

        assertThat(result.withoutAvro()).isEqualTo(2);
        assertThat(result.unparseable()).isEqualTo(1);
        assertThat(captures().subList(0, 3))
                .extracting(record -> text(record.value()))
                .containsExactly(labelled, batch, broken);
        assertThat(CapturedOrigin.of(captures().get(3).value())).contains(new CapturedOrigin("census", "AllTraffic"));
    }

    @Test
    void recordsAreSentInTheOrderOfTheirEventTimes() throws Exception {
        replay(plan(ADULT));
        CaptureParser parser = new CaptureParser();
        CapturedRecord parsed = new CapturedRecord();
        List<Long> times = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : captures()) {
            if (parser.parse(record.value(), 0, record.value().length, parsed)) {
                times.add(parsed.eventTimeMs());
            }
        }
        assertThat(times).hasSize(2_342).isSorted();
    }

    @Test
    void aRecordIsKeyedByItsJoinIdAndNamesItsOrigin() throws Exception {
        write("e/v/2026/03/01/00/f.jsonl", TestCaptures.record("id-1", "2026-03-01T00:00:00Z", "1"));
        replay(ReplayPlan.of(folder, TOPIC, NOW));
        ProducerRecord<byte[], byte[]> record = captures().get(0);
        assertThat(text(record.key())).isEqualTo("id-1");
        assertThat(record.partition()).isNull();
        assertThat(record.timestamp()).isNull();
        assertThat(header(record, "tidemark-endpoint")).isEqualTo("e");
        assertThat(header(record, "tidemark-variant")).isEqualTo("v");
        assertThat(header(record, "tidemark-source")).isEqualTo("e/v/2026/03/01/00/f.jsonl:1");
    }

    @Test
    void aLineThatIsNoCaptureIsSentBehindTheOneBeforeItUnderItsPlace() throws Exception {
        write(
                "a.jsonl",
                "broken first",
                TestCaptures.record("late", "2026-03-01T02:00:00Z", "1"),
                "broken",
                TestCaptures.record("early", "2026-03-01T01:00:00Z", "1"));
        ReplayResult result = replay(plan(folder));
        assertThat(captures())
                .extracting(record -> text(record.key()))
                .containsExactly("a.jsonl:1", "early", "late", "a.jsonl:3");
        assertThat(result.unparseable()).isEqualTo(2);
    }

    @Test
    void itEndsWithAControlRecordForEachPartitionAndEndpoint() throws Exception {
        write("a/v/2026/03/01/00/f.jsonl", TestCaptures.record("1", "2026-03-01T00:10:00Z", "1"));
        write(
                "b/v/2026/03/01/00/f.jsonl",
                TestCaptures.record("2", "2026-03-01T00:30:00Z", "1"),
                TestCaptures.record("3", "2026-03-01T00:20:00Z", "1"));
        ReplayResult result = replay(ReplayPlan.of(folder, TOPIC, NOW));
        List<ProducerRecord<byte[], byte[]>> history = producer.history();
        assertThat(result.controlRecords()).isEqualTo(6);
        assertThat(history.subList(3, 9)).allSatisfy(record -> {
            assertThat(text(record.key())).isEqualTo("control");
            assertThat(header(record, "tidemark-control")).isEqualTo("end");
        });
        assertThat(history.subList(3, 9))
                .extracting(record -> record.partition() + header(record, "tidemark-endpoint") + text(record.value()))
                .containsExactlyInAnyOrder(
                        "0a1772323800000",
                        "1a1772323800000",
                        "2a1772323800000",
                        "0b1772325000000",
                        "1b1772325000000",
                        "2b1772325000000");
        assertThat(result.endpointMax())
                .isEqualTo(
                        Map.of("a", Instant.parse("2026-03-01T00:10:00Z"), "b", Instant.parse("2026-03-01T00:30:00Z")));
    }

    @Test
    void aTimeThatIsNotBelievedNeitherEndsNorHoldsUpTheReplay() throws Exception {
        write(
                "a.jsonl",
                TestCaptures.record("1", "2026-03-01T00:00:00Z", "1"),
                TestCaptures.record("2", "2099-01-01T00:00:00Z", "1"),
                TestCaptures.record("3", "2026-03-01T00:01:00Z", "1"));
        ReplayResult result = replay(plan(folder).withSpeed(ReplaySpeed.parse("1x")));
        assertThat(captures()).extracting(record -> text(record.key())).containsExactly("1", "2", "3");
        assertThat(result.endpointMax()).containsEntry("census", Instant.parse("2026-03-01T00:01:00Z"));
        assertThat(clock.waits()).containsExactly(Duration.ofMinutes(1).toNanos());
    }

    @Test
    void withoutABelievedTimeThereIsNoControlRecord() throws Exception {
        write("a.jsonl", "broken", TestCaptures.record("2", "2099-01-01T00:00:00Z", "1"));
        ReplayResult result = replay(plan(folder).withBounds(new EventTimeBounds(0)));
        assertThat(result.sent()).isEqualTo(2);
        assertThat(result.controlRecords()).isZero();
        assertThat(result.endpointMax()).isEmpty();
    }

    @Test
    void aPacedReplayWaitsByEventTime() throws Exception {
        write(
                "a.jsonl",
                TestCaptures.record("1", "2026-03-01T00:00:00Z", "1"),
                TestCaptures.record("2", "2026-03-01T00:01:00Z", "1"),
                TestCaptures.record("3", "2026-03-01T00:01:00Z", "1"),
                TestCaptures.record("4", "2026-03-01T01:01:00Z", "1"));
        replay(plan(folder).withSpeed(ReplaySpeed.parse("60x")));
        assertThat(clock.waits())
                .containsExactly(
                        Duration.ofSeconds(1).toNanos(), Duration.ofMinutes(1).toNanos());
    }

    @Test
    void aSmallBufferLosesOrderButNoRecord() throws Exception {
        ReplayResult result = replay(plan(ADULT).withReorder(new ReplayPlan.Reorder(1, 1)));
        assertThat(result.sent()).isEqualTo(2_350);
        assertThat(captures()).hasSize(2_350);
    }

    @Test
    void aLineThatIsTooLongIsCountedAndNotSent() throws Exception {
        write("a.jsonl", "x".repeat((1 << 20) + 1), TestCaptures.record("1", "2026-03-01T00:00:00Z", "1"));
        ReplayResult result = replay(plan(folder));
        assertThat(result.sent()).isEqualTo(1);
        assertThat(result.tooLarge()).isEqualTo(1);
        assertThat(result.tooLargeAt()).containsExactly("a.jsonl:1");
    }

    @Test
    void aRecordThatIsNotTakenEndsTheReplayWithItsPlaceAndNoControlRecord() {
        write("a.jsonl", TestCaptures.record("1", "2026-03-01T00:00:00Z", "1"));
        assertThatThrownBy(() -> new KafkaReplayer(failing(), clock).replay(plan(folder)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a.jsonl:1")
                .hasMessageContaining("too large for the broker");
    }

    @Test
    void whatIsNoCaptureFileIsNamedAsIgnored() throws Exception {
        write("notes.txt", "not a capture");
        assertThat(replay(plan(folder)).ignored()).containsExactly("notes.txt");
    }

    @Test
    void anEmptyFolderSendsNothing() throws Exception {
        ReplayResult result = replay(plan(folder));
        assertThat(result.sent()).isZero();
        assertThat(result.controlRecords()).isZero();
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void anInterruptEndsTheReplayBeforeTheControlRecords() {
        write("a.jsonl", TestCaptures.record("1", "2026-03-01T00:00:00Z", "1"));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> replay(plan(folder))).isInstanceOf(InterruptedException.class);
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void producerSettingsKeepTheClientsOwnAndInsistOnSafety() {
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", "localhost:9092");
        client.setProperty("acks", "0");
        Properties settings = KafkaReplayer.producerSettings(client);
        assertThat(settings)
                .containsEntry("bootstrap.servers", "localhost:9092")
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", "true")
                .containsEntry("compression.type", "lz4");
        assertThat(client).containsEntry("acks", "0");
    }

    private ReplayResult replay(ReplayPlan plan) throws IOException, InterruptedException {
        return new KafkaReplayer(producer, clock).replay(plan);
    }

    private ReplayPlan plan(Path captures) {
        return ReplayPlan.of(captures, TOPIC, NOW).withNames(TestCaptures.CENSUS);
    }

    private void write(String name, String... lines) {
        TestCaptures.write(folder.resolve(name), List.of(lines));
    }

    private List<ProducerRecord<byte[], byte[]>> captures() {
        return producer.history().stream()
                .filter(record -> record.headers().lastHeader("tidemark-control") == null)
                .toList();
    }

    /** What the parser makes of a record: who it is, when it was, its rows. */
    private static List<String> captured(ProducerRecord<byte[], byte[]> sent) {
        CapturedRecord record = new CapturedRecord();
        if (!new CaptureParser().parse(sent.value(), 0, sent.value().length, record)) {
            return List.of(record.rejection() + record.detail());
        }
        List<String> all = new ArrayList<>(List.of(record.joinId(), "" + record.eventTimeMs()));
        for (FieldTable table : List.of(record.input(), record.output())) {
            all.add(table.rows() + " rows");
            for (int field = 0; field < table.fields(); field++) {
                all.add(table.kind(field) + table.text(field));
            }
        }
        return all;
    }

    private static String header(ProducerRecord<byte[], byte[]> record, String name) {
        return text(record.headers().lastHeader(name).value());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static MockProducer<byte[], byte[]> producer(int partitions) {
        return new MockProducer<>(
                cluster(partitions), true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Cluster cluster(int partitions) {
        Node node = new Node(0, "localhost", 9092);
        Node[] nodes = {node};
        List<PartitionInfo> infos = IntStream.range(0, partitions)
                .mapToObj(partition -> new PartitionInfo(TOPIC, partition, node, nodes, nodes))
                .toList();
        return new Cluster("mock", List.of(node), infos, Set.of(), Set.of());
    }

    /** Answers every record with an error, as a broker does, not with an exception of send. */
    private static MockProducer<byte[], byte[]> failing() {
        return new MockProducer<>(cluster(1), false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
            @Override
            public synchronized void flush() {
                while (errorNext(new RecordTooLargeException("too large for the broker"))) {
                    assertThat(history()).hasSize(1);
                }
            }
        };
    }
}
