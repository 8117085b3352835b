package io.tidemark.replay;

import static io.tidemark.replay.TestCaptures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.capture.CaptureForm;
import io.tidemark.core.capture.CaptureLimits;
import io.tidemark.core.capture.GroundTruthReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels that are replayed with the captures that they belong to. */
class KafkaReplayerLabelsTest {
    private static final String CAPTURES = "tidemark.captures";
    private static final String LABELS = "tidemark.ground-truth";
    private static final int PARTITIONS = 2;

    @TempDir
    private Path folder;

    private final FakeClock clock = new FakeClock();
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(cluster(), true, null, new ByteArraySerializer(), new ByteArraySerializer());

    @Test
    void labelsAloneAreSentBehindCapturesThatWereSentBefore() throws Exception {
        capture("c.jsonl", "id-1", "2026-03-01T00:00:00Z");
        labels("2026/03/01/05/a.jsonl", TestLabels.label("id-1", "1"));
        Instant lastCapture = Instant.parse("2026-03-04T00:00:00Z");

        ReplayResult.Labels sent = new KafkaReplayer(producer, clock).replayLabels(plan(), lastCapture);

        assertThat(sent.sent()).isOne();
        assertThat(sentTo(CAPTURES)).isEmpty();
        assertThat(text(sentTo(LABELS).get(0).key())).isEqualTo("id-1");
        assertThat(ends())
                .as("an end on every partition, behind the last capture")
                .isNotEmpty()
                .allSatisfy(end -> assertThat(text(end.value())).isEqualTo(Long.toString(lastCapture.toEpochMilli())));
        assertThatThrownBy(() -> new KafkaReplayer(producer, clock)
                        .replayLabels(ReplayPlan.of(folder.resolve("captures"), CAPTURES, NOW), lastCapture))
                .hasMessageContaining("no labels to send");
    }

    @Test
    void aLabelIsKeyedByItsIdAndSaysWhenItCameAndFromWhere() throws Exception {
        capture("c.jsonl", "id-1", "2026-03-01T00:00:00Z");
        String label = TestLabels.label("id-1", "1");
        labels("2026/03/01/05/a.jsonl", label);
        ReplayResult.Labels sent = replay().labels().orElseThrow();
        ProducerRecord<byte[], byte[]> record = sentTo(LABELS).get(0);
        assertThat(text(record.key())).isEqualTo("id-1");
        assertThat(text(record.value())).isEqualTo(label);
        assertThat(record.partition()).isNull();
        assertThat(header(record, "tidemark-label-time"))
                .isEqualTo(Long.toString(Instant.parse("2026-03-01T05:00:00Z").toEpochMilli()));
        assertThat(header(record, "tidemark-source")).isEqualTo("2026/03/01/05/a.jsonl:1");
        assertThat(header(record, "tidemark-endpoint")).isNull();
        assertThat(sent.sent()).isEqualTo(1);
        assertThat(sent.bytes()).isEqualTo(label.length());
        assertThat(sent.unparseable()).isZero();
        assertThat(sent.withoutTime()).isZero();
    }

    @Test
    void labelsComeInTheOrderOfTheirTimesWhateverTheirFiles() throws Exception {
        capture("c.jsonl", "id-1", "2026-03-01T00:00:00Z");
        labels("b/2026/03/01/05/a.jsonl", TestLabels.label("five", "1"), TestLabels.label("five-again", "1"));
        labels("a/2026/03/01/06/a.jsonl", TestLabels.label("six", "1"));
        labels("z/2026/03/01/04/a.jsonl", TestLabels.label("four", "1"));
        labels("2026-02.jsonl", TestLabels.label("month", "1"));
        labels("untimed.jsonl", TestLabels.timed("own", "1", "2026-03-01T05:30:00Z"), TestLabels.label("never", "1"));
        ReplayResult.Labels sent = replay().labels().orElseThrow();
        assertThat(keysTo(LABELS)).containsExactly("month", "four", "five", "five-again", "own", "six", "never");
        assertThat(header(sentTo(LABELS).get(6), "tidemark-label-time")).isNull();
        assertThat(sent.withoutTime()).isEqualTo(1);
    }

    @Test
    void capturesAndLabelsAreSentByTimeTheCaptureFirst() throws Exception {
        capture(
                "c.jsonl",
                "at-4",
                "2026-03-01T04:00:00Z",
                "at-5",
                "2026-03-01T05:00:00Z",
                "at-7",
                "2026-03-01T07:00:00Z");
        labels("2026/03/01/05/a.jsonl", TestLabels.label("label-at-5", "1"));
        labels("2026/03/01/03/a.jsonl", TestLabels.label("label-at-3", "1"));
        labels("2026/03/01/09/a.jsonl", TestLabels.label("label-at-9", "1"));
        replay();
        assertThat(records())
                .extracting(record -> text(record.key()))
                .containsExactly("label-at-3", "at-4", "at-5", "label-at-5", "at-7", "label-at-9");
    }

    @Test
    void aPacedReplayWaitsForLabelsToo() throws Exception {
        capture("c.jsonl", "at-4", "2026-03-01T04:00:00Z");
        labels("2026/03/01/05/a.jsonl", TestLabels.label("a", "1"), TestLabels.label("b", "1"));
        labels("2026/03/01/07/a.jsonl", TestLabels.label("c", "1"));
        labels("untimed.jsonl", TestLabels.label("d", "1"));
        replayer().replay(plan().withSpeed(ReplaySpeed.parse("60x")));
        assertThat(clock.waits())
                .containsExactly(
                        Duration.ofMinutes(1).toNanos(), Duration.ofMinutes(2).toNanos());
        assertThat(keysTo(LABELS)).containsExactly("a", "b", "c", "d");
    }

    @Test
    void bothTopicsEndWithControlRecordsBehindEverythingElse() throws Exception {
        capture("c.jsonl", "id-1", "2026-03-01T00:00:00Z");
        labels("2026/03/01/05/a.jsonl", TestLabels.label("id-1", "1"));
        ReplayResult result = replay();
        List<ProducerRecord<byte[], byte[]>> ends = ends();
        assertThat(producer.history().subList(2, 6)).isEqualTo(ends);
        assertThat(ends)
                .extracting(record -> record.topic() + record.partition())
                .containsExactly(CAPTURES + 0, CAPTURES + 1, LABELS + 0, LABELS + 1);
        assertThat(ends.get(2)).satisfies(end -> {
            assertThat(text(end.key())).isEqualTo("control");
            assertThat(text(end.value()))
                    .isEqualTo(
                            Long.toString(Instant.parse("2026-03-01T05:00:00Z").toEpochMilli()));
            assertThat(header(end, "tidemark-control")).isEqualTo("end");
            assertThat(header(end, "tidemark-endpoint")).isNull();
        });
        assertThat(result.controlRecords()).isEqualTo(PARTITIONS);
        assertThat(result.labels().orElseThrow().controlRecords()).isEqualTo(PARTITIONS);
    }

    @Test
    void anEmptyFolderOfLabelsEndsThemAllTheSame() throws Exception {
        capture("c.jsonl", "id-1", "2026-03-01T00:00:00Z");
        labels("notes.txt", "no label");
        ReplayResult.Labels sent = replay().labels().orElseThrow();
        assertThat(sent.sent()).isZero();
        assertThat(sent.ignored()).containsExactly("notes.txt");
        assertThat(sentTo(LABELS)).isEmpty();
        assertThat(ends()).filteredOn(end -> end.topic().equals(LABELS)).hasSize(PARTITIONS);
    }

    @Test
    void withoutAFolderOfLabelsNothingGoesToTheirTopic() throws Exception {
        capture("c.jsonl", "id-1", "2026-03-01T00:00:00Z");
        ReplayResult result = replayer()
                .replay(ReplayPlan.of(folder.resolve("captures"), CAPTURES, NOW).withNames(TestCaptures.CENSUS));
        assertThat(result.labels()).isEmpty();
        assertThat(producer.history()).allMatch(record -> record.topic().equals(CAPTURES));
    }

    @Test
    void aLineThatIsNoLabelIsSentUnderItsPlaceToBecomeADeadLetter() throws Exception {
        capture("c.jsonl", "id-1", "2026-03-01T00:00:00Z");
        labels("2026/03/01/05/a.jsonl", "{broken", TestLabels.label("id-1", "1"), TestLabels.label("id-2", ""));
        ReplayResult.Labels sent = replay().labels().orElseThrow();
        assertThat(keysTo(LABELS)).containsExactly("2026/03/01/05/a.jsonl:1", "id-1", "id-2");
        assertThat(text(sentTo(LABELS).get(0).value())).isEqualTo("{broken");
        assertThat(header(sentTo(LABELS).get(0), "tidemark-label-time")).isNotNull();
        assertThat(sent.unparseable()).isEqualTo(2);
        assertThat(sent.sent()).isEqualTo(3);
    }

    @Test
    void aLineThatIsTooLongIsCountedAndNotSent() throws Exception {
        capture("c.jsonl", "id-1", "2026-03-01T00:00:00Z");
        labels("2026/03/01/05/a.jsonl", "x".repeat((1 << 20) + 1), TestLabels.label("id-1", "1"));
        ReplayResult.Labels sent = replay().labels().orElseThrow();
        assertThat(sent.sent()).isEqualTo(1);
        assertThat(sent.tooLarge()).isEqualTo(1);
    }

    @Test
    void rowsOfATableAreSentAsRecordsThatSayTheSame() throws Exception {
        capture("c.jsonl", "id-1", "2026-03-01T00:00:00Z");
        labels(
                "2026/03/01/05/table.csv",
                "label,inferenceId,labelTime,endpoint,retracted",
                "1,id-1,,,",
                "\"a, \"\"b\"\"\",id-2,2026-03-01T04:59:00Z,census,false",
                "1,id-3,,,true");
        replay();
        assertThat(keysTo(LABELS)).containsExactly("id-2", "id-1", "id-3");
        List<String> read = new ArrayList<>();
        GroundTruthReader reader = new GroundTruthReader(CaptureForm.DEFAULT, CaptureLimits.DEFAULT);
        for (ProducerRecord<byte[], byte[]> record : sentTo(LABELS)) {
            assertThat(reader.read(record.value(), 0, record.value().length)).isTrue();
            read.add(reader.joinId() + reader.values() + reader.endpoint() + reader.isRetracted());
        }
        assertThat(read).containsExactly("id-2[a, \"b\"]censusfalse", "id-1[1]false", "id-3[]true");
        assertThat(header(sentTo(LABELS).get(0), "tidemark-source")).isEqualTo("2026/03/01/05/table.csv:3");
        assertThat(header(sentTo(LABELS).get(0), "tidemark-label-time"))
                .isEqualTo(Long.toString(Instant.parse("2026-03-01T04:59:00Z").toEpochMilli()));
    }

    @Test
    void aMissingFolderOfLabelsIsToldBeforeAnythingIsSent() {
        capture("c.jsonl", "id-1", "2026-03-01T00:00:00Z");
        assertThatThrownBy(this::replay).isInstanceOf(NoSuchFileException.class);
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void progressCountsFilesOfBoth() throws Exception {
        capture("c.jsonl", "id-1", "2026-03-01T00:00:00Z");
        labels("2026/03/01/05/a.jsonl", TestLabels.label("id-1", "1"));
        List<String> told = new ArrayList<>();
        replayer().replay(plan().withProgress(new AuditProgress() {
            @Override
            public void begun(int files, long bytes) {
                told.add(files + " files");
            }

            @Override
            public void fileDone(SourceFile file, long records) {
                told.add(file.displayName() + " " + records);
            }
        }));
        assertThat(told).containsExactlyInAnyOrder("2 files", "2026/03/01/05/a.jsonl 1", "c.jsonl 1");
    }

    private ReplayResult replay() throws IOException, InterruptedException {
        return replayer().replay(plan());
    }

    private KafkaReplayer replayer() {
        return new KafkaReplayer(producer, clock);
    }

    private ReplayPlan plan() {
        return ReplayPlan.of(folder.resolve("captures"), CAPTURES, NOW)
                .withNames(TestCaptures.CENSUS)
                .withLabels(new ReplayPlan.LabelSource(folder.resolve("labels"), null, LABELS));
    }

    /** Writes captures by pairs of id and time. */
    private void capture(String name, String... idsAndTimes) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < idsAndTimes.length; i += 2) {
            lines.add(TestCaptures.record(idsAndTimes[i], idsAndTimes[i + 1], "1"));
        }
        TestCaptures.write(folder.resolve("captures").resolve(name), lines);
    }

    private void labels(String name, String... lines) {
        TestCaptures.write(folder.resolve("labels").resolve(name), List.of(lines));
    }

    private List<ProducerRecord<byte[], byte[]>> records() {
        return producer.history().stream()
                .filter(record -> record.headers().lastHeader("tidemark-control") == null)
                .toList();
    }

    private List<ProducerRecord<byte[], byte[]>> ends() {
        return producer.history().stream()
                .filter(record -> record.headers().lastHeader("tidemark-control") != null)
                .toList();
    }

    private List<ProducerRecord<byte[], byte[]>> sentTo(String topic) {
        return records().stream().filter(record -> record.topic().equals(topic)).toList();
    }

    private List<String> keysTo(String topic) {
        return sentTo(topic).stream().map(record -> text(record.key())).toList();
    }

    private static @Nullable String header(ProducerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : text(header.value());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Cluster cluster() {
        Node node = new Node(0, "localhost", 9092);
        Node[] nodes = {node};
        List<PartitionInfo> infos = Stream.of(CAPTURES, LABELS)
                .flatMap(topic -> IntStream.range(0, PARTITIONS)
                        .mapToObj(partition -> new PartitionInfo(topic, partition, node, nodes, nodes)))
                .toList();
        return new Cluster("mock", List.of(node), infos, Set.of(), Set.of());
    }
}
