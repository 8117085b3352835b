package io.tidemark.replay;

import static io.tidemark.replay.TestCaptures.ADULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.tidemark.core.config.MonitorConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Captures in archives, and merged batch records without a time: read as if they lay there plain and whole. */
class PackedCapturesTest {
    private static final String BATCH =
            "{\"captureData\":{\"batchTransformOutput\":{\"data\":\"1\",\"encoding\":\"CSV\"}},"
                    + "\"eventMetadata\":{\"eventId\":\"id-1\"},\"eventVersion\":\"0\"}";
    private static final String HOUR = "e/v/2026/03/01/05/part-0.jsonl";

    @TempDir
    private Path root;

    @Test
    void aZipFileOfCapturesIsJudgedLikeItsFolder() throws Exception {
        AuditResult plain = audit(ADULT);
        Path archive = root.resolve("adult.zip");
        int files = zipAdult(archive);
        AuditResult zipped = audit(archive);
        assertThat(CaptureFolder.open(archive, TestCaptures.CENSUS).files()).hasSize(files);
        assertThat(zipped.runHash()).isEqualTo(plain.runHash());
        assertThat(zipped.accounting()).isEqualTo(plain.accounting());
        assertThat(audit(root).runHash()).as("a zip file in a folder").isEqualTo(plain.runHash());
    }

    @Test
    void entriesOfAZipFileAreNamedByTheirPathInIt() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(root.resolve("a.zip")))) {
            add(zip, HOUR, BATCH);
            add(zip, "readme.txt", "hello");
            add(zip, "__MACOSX/._x.jsonl", "hidden");
        }
        CaptureFolder folder = CaptureFolder.open(root, CaptureNames.FROM_PATH);
        assertThat(folder.files()).singleElement().satisfies(file -> {
            assertThat(file.at(3)).isEqualTo("a.zip!/" + HOUR + ":3");
            assertThat(file.endpoint()).isEqualTo("e");
            assertThat(file.hourMs()).isEqualTo(at("2026-03-01T05:00:00Z"));
        });
        assertThat(folder.ignored()).containsExactly("a.zip!/readme.txt");
    }

    @Test
    void zstandardIsReadByItsFirstBytesInAllItsFrames() throws IOException {
        Path file = root.resolve("frames.jsonl");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(Zstd.compress("one\ntw".getBytes(StandardCharsets.UTF_8)));
            out.write(Zstd.compress("o\nthree\n".getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(TestCaptures.linesOf(root)).containsExactly("one", "two", "three");
    }

    @Test
    void aMergedBatchRecordIsCountedInTheHourOfItsFolder() throws Exception {
        TestCaptures.write(root.resolve(HOUR), List.of(BATCH));
        AuditResult result = audit(root);
        assertThat(result.accounting().deadLettered()).isEmpty();
        assertThat(result.reports())
                .extracting(report -> report.window().startMs())
                .containsExactly(at("2026-03-01T05:00:00Z"));
    }

    @Test
    void withoutAnHourInThePathItStaysADeadLetter() throws Exception {
        TestCaptures.write(root.resolve("part-0.jsonl"), List.of(BATCH));
        assertThat(audit(root).reports()).isEmpty();
    }

    @Test
    void anHourThatIsNoneIsNotTaken() {
        assertThat(CaptureLayout.hourMs(Path.of(HOUR))).isEqualTo(at("2026-03-01T05:00:00Z"));
        assertThat(CaptureLayout.hourMs(Path.of("2026/02/30/05/a.jsonl"))).isZero();
        assertThat(CaptureLayout.hourMs(Path.of("2026/02/28/25/a.jsonl"))).isZero();
        assertThat(CaptureLayout.hourMs(Path.of("26/02/28/05/a.jsonl"))).isZero();
        assertThat(CaptureLayout.hourMs(Path.of("a.jsonl"))).isZero();
    }

    @Test
    void theReplaySendsTheHourInsideTheRecord(@TempDir Path elsewhere) throws Exception {
        TestCaptures.write(root.resolve(HOUR), List.of(BATCH));
        Node node = new Node(0, "localhost", 9092);
        PartitionInfo partition = new PartitionInfo("captures", 0, node, new Node[] {node}, new Node[] {node});
        Cluster cluster = new Cluster("c", List.of(node), List.of(partition), Set.of(), Set.of());
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(cluster, true, null, new ByteArraySerializer(), new ByteArraySerializer());
        ReplayResult result =
                new KafkaReplayer(producer, new FakeClock()).replay(ReplayPlan.of(root, "captures", TestCaptures.NOW));
        ProducerRecord<byte[], byte[]> sent = producer.history().get(0);
        assertThat(new String(sent.value(), StandardCharsets.UTF_8))
                .isEqualTo(BATCH.replace("{\"eventId\"", "{\"inferenceTime\":\"2026-03-01T05:00:00Z\",\"eventId\""));
        assertThat(new String(sent.key(), StandardCharsets.UTF_8)).isEqualTo("id-1");
        assertThat(result.unparseable()).isZero();
        assertThat(result.endpointMax()).containsEntry("e", Instant.parse("2026-03-01T05:00:00Z"));
        String value = new String(sent.value(), StandardCharsets.UTF_8);
        TestCaptures.write(elsewhere.resolve("e/v/2026/03/01/09/sent.jsonl"), List.of(value));
        assertThat(audit(elsewhere).runHash())
                .as("what was sent")
                .isEqualTo(audit(root).runHash());
    }

    private static int zipAdult(Path archive) throws IOException {
        List<CaptureFile> files = CaptureFolder.open(ADULT, TestCaptures.CENSUS).files();
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (CaptureFile file : files) {
                zip.putNextEntry(new ZipEntry(file.displayName()));
                Files.copy(file.path(), zip);
            }
        }
        return files.size();
    }

    private static void add(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static AuditResult audit(Path captures) throws IOException, InterruptedException {
        AuditPlan plan = AuditPlan.of(
                captures, TestBaseline.of(ADULT.resolve("2026/03/02/00")), MonitorConfig.defaults(), TestCaptures.NOW);
        return Audit.run(plan.withNames(TestCaptures.CENSUS));
    }

    private static long at(String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
