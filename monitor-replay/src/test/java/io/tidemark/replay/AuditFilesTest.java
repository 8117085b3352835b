package io.tidemark.replay;

import static io.tidemark.replay.TestCaptures.ADULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.core.capture.Excerpt;
import io.tidemark.core.config.MonitorConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFilesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void anAuditLeavesReportsViolationsDeadLettersAndASummary() throws Exception {
        Path out = folder.resolve("deep/out");
        AuditResult result = audit(ADULT, new OutputFolder(out, false));
        assertThat(names(out))
                .containsExactly("dead-letters.ndjson", "reports.ndjson", "summary.json", "violations.ndjson");
        assertThat(names(folder.resolve("deep"))).containsExactly("out");
        assertThat(Files.readAllLines(out.resolve("reports.ndjson"))).hasSize(96);
        assertThat(Files.readAllLines(out.resolve("violations.ndjson"))).hasSize((int) result.violations());
        assertThat(Files.readAllLines(out.resolve("dead-letters.ndjson"))).hasSize(8);
    }

    @Test
    void theSummarySaysWhatTheResultSays() throws Exception {
        Path out = folder.resolve("out");
        AuditResult result = audit(ADULT, new OutputFolder(out, false));
        JsonNode summary = MAPPER.readTree(out.resolve("summary.json").toFile());
        assertThat(summary.get("schemaVersion").asInt()).isEqualTo(1);
        assertThat(summary.get("runHash").asText()).isEqualTo(result.runHash().hex());
        assertThat(summary.get("baselineHash").asText())
                .isEqualTo(result.baselineHash().hex());
        assertThat(summary.get("configHash").asText())
                .isEqualTo(result.configHash().hex());
        assertThat(summary.at("/records/read").asLong()).isEqualTo(2_350);
        assertThat(summary.at("/records/deadLettered/malformed").asLong()).isEqualTo(4);
        assertThat(summary.at("/windows/byState/NO_DATA").asLong()).isEqualTo(86);
        assertThat(summary.at("/windows/first").asText()).isEqualTo("2026-03-02T00:00:00Z");
        assertThat(summary.at("/windows/end").asText()).isEqualTo("2026-03-06T00:00:00Z");
    }

    @Test
    void deadLettersStandInTheOrderOfFilesWithoutTheirContents() throws Exception {
        Path captures = folder.resolve("captures");
        TestCaptures.write(captures.resolve("b.jsonl"), List.of("Anna, born 1985", "{\"name\":\"Zoë\"}"));
        TestCaptures.write(captures.resolve("a.jsonl"), List.of("x".repeat(3_000)));
        Path out = folder.resolve("out");
        audit(captures, new OutputFolder(out, false));
        List<String> letters = Files.readAllLines(out.resolve("dead-letters.ndjson"));
        assertThat(letters).hasSize(3);
        JsonNode first = MAPPER.readTree(letters.get(0));
        assertThat(first.get("source").asText()).isEqualTo("a.jsonl:1");
        assertThat(first.get("bytes").asLong()).isEqualTo(3_000);
        assertThat(first.get("excerpt").asText()).isEqualTo("x".repeat(1_024));
        JsonNode second = MAPPER.readTree(letters.get(1));
        assertThat(second.get("reason").asText()).isEqualTo("malformed");
        assertThat(second.get("excerpt").asText()).isEqualTo("xxxx, xxxx 9999");
        assertThat(MAPPER.readTree(letters.get(2)).get("excerpt").asText()).isEqualTo("{\"xxxx\":\"xxx\"}");
    }

    @Test
    void theSameAuditLeavesTheSameBytes() throws Exception {
        audit(ADULT, new OutputFolder(folder.resolve("one"), false));
        audit(ADULT, new OutputFolder(folder.resolve("two"), false));
        for (String name : names(folder.resolve("one"))) {
            assertThat(folder.resolve("two").resolve(name))
                    .hasSameBinaryContentAs(folder.resolve("one").resolve(name));
        }
    }

    @Test
    void anEarlierAuditIsReplaced() throws Exception {
        Path out = folder.resolve("out");
        audit(ADULT, new OutputFolder(out, false));
        AuditResult second = audit(ADULT.resolve("2026/03/02"), new OutputFolder(out, false));
        assertThat(Files.readAllLines(out.resolve("reports.ndjson"))).hasSize(6);
        assertThat(Files.readString(out.resolve("summary.json")))
                .contains(second.runHash().hex());
    }

    @Test
    void aFolderWithOtherFilesIsRefusedBeforeAnythingIsRead() throws IOException {
        Path out = Files.createDirectory(folder.resolve("out"));
        Files.writeString(out.resolve("thesis.txt"), "years of work");
        assertThatThrownBy(() -> audit(ADULT, new OutputFolder(out, false)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("thesis.txt")
                .hasMessageContaining("--force");
        assertThat(names(folder)).containsExactly("out");
    }

    @Test
    void forcePutsFilesBesideOthersAndKeepsThem() throws Exception {
        Path out = Files.createDirectory(folder.resolve("out"));
        Files.writeString(out.resolve("thesis.txt"), "years of work");
        audit(ADULT, new OutputFolder(out, true));
        assertThat(out.resolve("thesis.txt")).hasContent("years of work");
        assertThat(names(out)).contains("summary.json", "thesis.txt");
    }

    /** The folder of this name is replaced, with all that is in it. */
    @Test
    void aFolderNamedServiceThatNoAuditWroteIsRefusedWhateverIsForced() throws IOException {
        Path thesis = folder.resolve("out/service/chapters/thesis.txt");
        Files.createDirectories(thesis.getParent());
        Files.writeString(thesis, "years of work");
        for (boolean force : new boolean[] {false, true}) {
            assertThatThrownBy(() -> audit(ADULT, new OutputFolder(folder.resolve("out"), force)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("thesis.txt");
        }
        assertThat(thesis).hasContent("years of work");
    }

    @Test
    void aFileIsNoOutputFolder() throws IOException {
        Path out = Files.writeString(folder.resolve("out"), "");
        assertThatThrownBy(() -> audit(ADULT, new OutputFolder(out, false))).hasMessageContaining("is a file");
        assertThatThrownBy(() -> audit(ADULT, new OutputFolder(Path.of("/"), true)))
                .hasMessageContaining("is no folder that files can be put into");
    }

    @Test
    void anAuditThatFailsLeavesNothing() throws IOException {
        Path captures = Files.createDirectory(folder.resolve("captures"));
        byte[] zipped = TestCaptures.gzip("broken\n".repeat(10_000).getBytes(StandardCharsets.UTF_8));
        Files.write(captures.resolve("bad.jsonl.gz"), Arrays.copyOf(zipped, zipped.length - 10));
        Path out = folder.resolve("out");
        assertThatThrownBy(() -> audit(captures, new OutputFolder(out, false))).isInstanceOf(IOException.class);
        assertThat(names(folder)).containsExactly("captures");
    }

    @Test
    void aFailureOfOneFileLeavesNothingOfTheOthers() throws IOException {
        Path captures = Files.createDirectory(folder.resolve("captures"));
        for (int i = 0; i < 40; i++) {
            TestCaptures.write(captures.resolve(i + ".jsonl"), Collections.nCopies(200, "broken"));
        }
        byte[] zipped = TestCaptures.gzip("broken\n".repeat(100).getBytes(StandardCharsets.UTF_8));
        Files.write(captures.resolve("20.jsonl.gz"), Arrays.copyOf(zipped, zipped.length - 10));
        AuditPlan plan =
                plan(captures, new OutputFolder(folder.resolve("out"), false)).withThreads(8);
        for (int round = 0; round < 10; round++) {
            assertThatThrownBy(() -> Audit.run(plan)).isInstanceOf(IOException.class);
            assertThat(names(folder)).containsExactly("captures");
        }
    }

    @Test
    void anEmptyFolderOfCapturesLeavesEmptyFiles() throws Exception {
        Path captures = Files.createDirectory(folder.resolve("captures"));
        Path out = folder.resolve("out");
        audit(captures, new OutputFolder(out, false));
        assertThat(out.resolve("reports.ndjson")).isEmptyFile();
        assertThat(out.resolve("dead-letters.ndjson")).isEmptyFile();
        assertThat(MAPPER.readTree(out.resolve("summary.json").toFile())
                        .at("/windows/total")
                        .asInt())
                .isZero();
    }

    @Test
    void excerptsShowShapesOnly() {
        byte[] bytes = "ab é 12\u0000\t€\n{}".getBytes(StandardCharsets.UTF_8);
        assertThat(Excerpt.of(bytes, 0, bytes.length)).isEqualTo("xx x 99????{}");
        assertThat(Excerpt.of(bytes, 0, 4)).as("half a character").isEqualTo("xx ?");
    }

    private static AuditResult audit(Path captures, OutputFolder output) throws IOException, InterruptedException {
        return Audit.run(plan(captures, output));
    }

    private static AuditPlan plan(Path captures, OutputFolder output) {
        AuditPlan plan = AuditPlan.of(
                captures, TestBaseline.of(ADULT.resolve("2026/03/02/00")), MonitorConfig.defaults(), TestCaptures.NOW);
        return plan.withNames(TestCaptures.CENSUS).withOutput(output);
    }

    private static List<String> names(Path of) throws IOException {
        try (Stream<Path> entries = Files.list(of)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
