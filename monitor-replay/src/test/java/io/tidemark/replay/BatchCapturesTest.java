package io.tidemark.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.core.config.MonitorConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchCapturesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ID = "11111111-2222-4333-8444-555555555555";
    private static final String TIME = "2026-03-02T05:06:07Z";

    @TempDir
    private Path temp;

    private Path root;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(temp.resolve("captures"));
    }

    @Test
    void csvColumnsOfIdAndTimeBecomeMetadata() throws IOException {
        batch(
                "part-0.csv",
                List.of("41,red", "42,\"a,b\""),
                List.of("0.5," + ID + "," + TIME, "1,0.7," + ID + "," + TIME));
        List<JsonNode> records = records();
        assertThat(records).hasSize(2);
        assertThat(text(records, 0, "/captureData/endpointInput/data")).isEqualTo("41,red");
        assertThat(text(records, 0, "/captureData/endpointInput/encoding")).isEqualTo("CSV");
        assertThat(text(records, 0, "/captureData/endpointOutput/data")).isEqualTo("0.5");
        assertThat(text(records, 0, "/eventMetadata/inferenceId")).isEqualTo(ID);
        assertThat(text(records, 0, "/eventMetadata/inferenceTime")).isEqualTo(TIME);
        assertThat(records.get(0).at("/eventMetadata/eventId").isMissingNode()).isTrue();
        assertThat(text(records, 1, "/captureData/endpointInput/data")).isEqualTo("42,\"a,b\"");
        assertThat(text(records, 1, "/captureData/endpointOutput/data")).isEqualTo("1,0.7");
    }

    @Test
    void rowsWithoutIdsAreCalledByTheirPlaceAndDatedByTheirFolder() throws IOException {
        batch("part-0.csv", List.of("41,grün", "42,blue"), List.of("0.5", "0.7"));
        List<JsonNode> records = records();
        assertThat(text(records, 0, "/captureData/endpointInput/data")).isEqualTo("41,grün");
        assertThat(text(records, 0, "/eventMetadata/eventId")).isEqualTo("s3://bucket/in/part-0.csv:1");
        assertThat(text(records, 1, "/eventMetadata/eventId")).isEqualTo("s3://bucket/in/part-0.csv:2");
        assertThat(text(records, 1, "/eventMetadata/inferenceTime")).isEqualTo("2026-03-02T05:00:00Z");
    }

    @Test
    void jsonFieldsOfIdAndTimeBecomeMetadata() throws IOException {
        String output = "{\"score\":0.50,\"SageMakerInferenceId\":\"%s\",\"SageMakerInferenceTime\":\"%s\"}";
        batch("part-0.jsonl", List.of("{\"age\":41}"), List.of(output.formatted(ID, TIME)));
        List<JsonNode> records = records();
        assertThat(text(records, 0, "/captureData/endpointInput/data")).isEqualTo("{\"age\":41}");
        assertThat(text(records, 0, "/captureData/endpointInput/encoding")).isEqualTo("JSON");
        assertThat(text(records, 0, "/captureData/endpointOutput/data")).isEqualTo("{\"score\":0.50}");
        assertThat(text(records, 0, "/captureData/endpointOutput/encoding")).isEqualTo("JSON");
        assertThat(text(records, 0, "/eventMetadata/inferenceId")).isEqualTo(ID);
        assertThat(text(records, 0, "/eventMetadata/inferenceTime")).isEqualTo(TIME);
    }

    @Test
    void ofAJoinedOutputTheRestIsTheInput() throws IOException {
        String output = "{\"age\":41,\"city\":\"Köln\",\"SageMakerOutput\":{\"score\":1E-7},\"SageMakerInferenceId\":\""
                + ID + "\",\"SageMakerInferenceTime\":\"" + TIME + "\"}";
        batch("part-0.jsonl", List.of("{\"age\":41,\"city\":\"Köln\",\"dropped\":1}"), List.of(output));
        List<JsonNode> records = records();
        assertThat(text(records, 0, "/captureData/endpointInput/data")).isEqualTo("{\"age\":41,\"city\":\"Köln\"}");
        assertThat(text(records, 0, "/captureData/endpointOutput/data")).isEqualTo("{\"score\":1E-7}");
        assertThat(text(records, 0, "/eventMetadata/inferenceId")).isEqualTo(ID);
    }

    @Test
    void brokenJsonIsHandedOnAsItIs() throws IOException {
        batch("part-0.jsonl", List.of("{\"age\":41}"), List.of("{\"SageMakerOutput\":"));
        assertThat(text(records(), 0, "/captureData/endpointOutput/data")).isEqualTo("{\"SageMakerOutput\":");
    }

    @Test
    void aManifestOfOneObjectHasTheWholeNameAsPrefix() throws IOException {
        manifest("input", "a.json", "[{\"prefix\":\"s3://bucket/in/part-0.csv\"},\"\"]");
        manifest("output", "b.json", " [{\"prefix\":\"s3://bucket/out/\"},\"part-0.csv.out\"]");
        // The bucket's name may be left out of the folders.
        TestCaptures.write(root.resolve("in/part-0.csv"), List.of("41"));
        TestCaptures.write(root.resolve("out/part-0.csv.out"), List.of("0.5"));
        assertThat(text(records(), 0, "/captureData/endpointInput/data")).isEqualTo("41");
    }

    @Test
    void dataFilesAndManifestsAreNoCapturesThemselves() throws IOException {
        batch("part-0.jsonl", List.of("{\"age\":41}"), List.of("{\"score\":1}"));
        TestCaptures.write(root.resolve("other/x.csv"), List.of("1"));
        CaptureFolder folder = CaptureFolder.open(root, CaptureNames.FROM_PATH);
        assertThat(folder.files()).singleElement().satisfies(file -> {
            assertThat(file.endpoint()).isEqualTo("job");
            assertThat(file.variant()).isEqualTo("AllTraffic");
            assertThat(file.displayName())
                    .isEqualTo("job/output/2026/03/02/05/b.json!/s3://bucket/out/part-0.jsonl.out");
        });
        assertThat(folder.ignored()).containsExactly("other/x.csv");
    }

    @Test
    void anotherFolderCanStandForTheStore() throws IOException {
        batch("part-0.csv", List.of("41"), List.of("0.5"));
        Path store = Files.createDirectory(temp.resolve("store"));
        Files.move(root.resolve("bucket"), store.resolve("bucket"));
        assertThat(CaptureFolder.open(root, CaptureNames.FROM_PATH.withObjects(store))
                        .files())
                .hasSize(1);
        assertRefused("s3://bucket/in/part-0.csv is not there");
    }

    @Test
    void anObjectWithoutCounterpartIsAnError() throws IOException {
        batch("part-0.csv", List.of("41"), List.of("0.5"));
        manifest("input", "c.json", "[{\"prefix\":\"s3://bucket/in/\"},\"part-1.csv\"]");
        assertRefused("the input s3://bucket/in/part-1.csv of the manifest job/input/2026/03/02/05/c.json has no"
                + " counterpart: no manifest beside it names the output part-1.csv.out");
        manifest("input", "c.json", "[{\"prefix\":\"s3://bucket/in/\"}]");
        manifest("output", "d.json", "[{\"prefix\":\"s3://bucket/out/\"},\"part-2.csv.out\"]");
        assertRefused("the output s3://bucket/out/part-2.csv.out of the manifest job/output/2026/03/02/05/d.json");
        manifest("output", "d.json", "[{\"prefix\":\"s3://bucket/out/\"},\"part-2.csv\"]");
        assertRefused("does not end with .out");
    }

    @Test
    void unequalNumbersOfRowsAreAnErrorWithBothNumbers() throws IOException {
        batch("part-0.csv", List.of("41", "42", "43"), List.of("0.5"));
        assertThatThrownBy(this::records)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("part-0.csv.out")
                .hasMessageContaining("s3://bucket/in/part-0.csv has 3 rows and its output has 1");
        batch("part-0.csv", List.of("41"), List.of("0.5", "0.6"));
        assertThatThrownBy(this::records).hasMessageContaining("has 1 rows and its output has 2");
    }

    @Test
    void objectsOutsideOfTheRootAreRefused() throws IOException {
        TestCaptures.write(temp.resolve("secret.csv"), List.of("41"));
        TestCaptures.write(root.resolve("out/secret.csv.out"), List.of("0.5"));
        manifest("output", "b.json", "[{\"prefix\":\"out/\"},\"secret.csv.out\"]");
        for (String prefix : List.of("../", "s3://x/../../", "s3://x/../", temp.toRealPath() + "/")) {
            manifest("input", "a.json", "[{\"prefix\":\"" + prefix + "\"},\"secret.csv\"]");
            assertRefused("not below");
        }
        Files.createSymbolicLink(root.resolve("secret.csv"), temp.resolve("secret.csv"));
        manifest("input", "a.json", "[{\"prefix\":\"s3://x/\"},\"secret.csv\"]");
        assertRefused("not below");
    }

    @Test
    void manifestsThatAreNoneAreRefused() throws IOException {
        manifest("input", "a.json", "[1]");
        assertRefused("job/input/2026/03/02/05/a.json does not begin with an object that has a prefix");
        manifest("input", "a.json", "[{\"prefix\":\"x\"},2]");
        assertRefused("no name at place 1 but NUMBER");
        manifest("input", "a.json", "[{\"prefix\":");
        assertRefused("is no JSON");
    }

    @Test
    void aManifestByItselfIsNotRead() throws IOException {
        batch("part-0.csv", List.of("41"), List.of("0.5"));
        assertThatThrownBy(() ->
                        CaptureFolder.open(root.resolve("job/output/2026/03/02/05/b.json"), CaptureNames.FROM_PATH))
                .hasMessageContaining("name the folder that holds its folders input and output");
    }

    @Test
    void onlyArraysBelowAnHourOfInputOrOutputAreManifests() {
        byte[] array = "\n [".getBytes(StandardCharsets.UTF_8);
        assertThat(BatchManifest.isManifest(Path.of("input/2026/03/02/05/a.json"), array))
                .isTrue();
        assertThat(BatchManifest.isManifest(Path.of("input/2026/03/02/05/a.json"), new byte[] {'{'}))
                .isFalse();
        assertThat(BatchManifest.isManifest(Path.of("input/2026/03/02/05/a.jsonl"), array))
                .isFalse();
        assertThat(BatchManifest.isManifest(Path.of("in/2026/03/02/05/a.json"), array))
                .isFalse();
        assertThat(BatchManifest.isManifest(Path.of("2026/03/02/05/a.json"), array))
                .isFalse();
    }

    @Test
    void namesAreThePrefixAndTheEntry() throws IOException {
        byte[] json = "[{\"prefix\":\"s3://b/in/p-\"},\"0.csv\",\"1.csv\"]".getBytes(StandardCharsets.UTF_8);
        BatchManifest manifest = BatchManifest.parse(json, "m");
        assertThat(manifest.names()).containsExactly("s3://b/in/p-0.csv", "s3://b/in/p-1.csv");
        assertThat(manifest.relativeNames()).containsExactly("p-0.csv", "p-1.csv");
    }

    @Test
    void anAuditOfABatchCountsWhatOneOfEqualCapturesCounts() throws Exception {
        List<String> rows = new ArrayList<>();
        for (String line : TestCaptures.linesOf(TestCaptures.ADULT.resolve("2026/03/02/05"))) {
            if (line.startsWith("{") && line.endsWith("}")) {
                rows.addAll(MAPPER.readTree(line)
                        .at("/captureData/endpointInput/data")
                        .asText()
                        .lines()
                        .filter(row -> row.indexOf('"') < 0)
                        .toList());
            }
        }
        List<String> outputs = new ArrayList<>();
        List<String> captures = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            String id = String.format(Locale.ROOT, "11111111-2222-4333-8444-%012d", i);
            outputs.add("0.5," + id + "," + TIME);
            captures.add(TestCaptures.record(id, TIME, rows.get(i)));
        }
        batch("part-0.csv", rows, outputs);
        Path endpoint = temp.resolve("endpoint");
        TestCaptures.write(endpoint.resolve("a.jsonl"), captures);

        AuditResult batch = audit(root);

        AuditResult same = audit(endpoint);
        assertThat(rows).hasSizeGreaterThan(50);
        assertThat(batch.accounting().counted()).isEqualTo(rows.size());
        assertThat(batch.accounting()).isEqualTo(same.accounting());
        assertThat(batch.runHash()).isEqualTo(same.runHash());
    }

    private static AuditResult audit(Path captures) throws IOException, InterruptedException {
        return Audit.run(AuditPlan.of(
                        captures,
                        TestBaseline.of(TestCaptures.ADULT.resolve("2026/03/02/00")),
                        MonitorConfig.defaults(),
                        TestCaptures.NOW)
                .withNames(TestCaptures.CENSUS));
    }

    private void batch(String name, List<String> inputs, List<String> outputs) {
        manifest("input", "a.json", "[{\"prefix\":\"s3://bucket/in/\"},\"" + name + "\"]");
        manifest("output", "b.json", "[{\"prefix\":\"s3://bucket/out/\"},\"" + name + ".out\"]");
        TestCaptures.write(root.resolve("bucket/in").resolve(name), inputs);
        TestCaptures.write(root.resolve("bucket/out").resolve(name + ".out"), outputs);
    }

    private void manifest(String side, String name, String json) {
        TestCaptures.write(
                root.resolve("job").resolve(side).resolve("2026/03/02/05").resolve(name), List.of(json));
    }

    private void assertRefused(String why) {
        assertThatThrownBy(() -> CaptureFolder.open(root, CaptureNames.FROM_PATH))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
    }

    private List<JsonNode> records() throws IOException {
        List<JsonNode> records = new ArrayList<>();
        for (CaptureFile file : CaptureFolder.open(root, CaptureNames.FROM_PATH).files()) {
            try (LineReader lines = LineReader.open(file.stored(), 1 << 20)) {
                while (lines.next()) {
                    records.add(MAPPER.readTree(lines.bytes(), lines.from(), lines.to() - lines.from()));
                }
            }
        }
        return records;
    }

    private static String text(List<JsonNode> records, int index, String at) {
        return records.get(index).at(at).asText();
    }
}
