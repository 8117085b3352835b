package io.tidemark.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.baseline.csv.CsvException;
import io.tidemark.baseline.csv.CsvOptions;
import io.tidemark.core.capture.CaptureAttributes;
import io.tidemark.core.capture.CaptureFilter;
import io.tidemark.core.capture.CaptureFilter.Condition;
import io.tidemark.core.capture.CaptureFilter.Source;
import io.tidemark.core.capture.CaptureForm;
import io.tidemark.core.capture.FieldKey;
import io.tidemark.core.capture.FieldPolicy;
import io.tidemark.core.capture.RowColumns;
import io.tidemark.core.profile.CategoricalProfile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A baseline of captured traffic is the baseline of the table of its rows. */
final class CapturedTableTest {
    private static final List<String> NAMES = List.of("n", "text");

    @TempDir
    private Path folder = Path.of("");

    private TrainingFiles files = new TrainingFiles(folder);
    private Path captures = Path.of("");
    private Path spool = Path.of("");
    private int records;

    @BeforeEach
    void useFolder() throws IOException {
        files = new TrainingFiles(folder);
        captures = Files.createDirectories(folder.resolve("captures"));
        spool = Files.createDirectories(folder.resolve("spool"));
    }

    private String record(String data, String encoding, String time) {
        return record("e-" + records++, data, encoding, time);
    }

    private static String record(String id, String data, String encoding, String time) {
        String escaped = data.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return "{\"captureData\":{\"endpointInput\":{\"mode\":\"INPUT\",\"data\":\"" + escaped + "\",\"encoding\":\""
                + encoding + "\"}},\"eventMetadata\":{\"eventId\":\"" + id + "\",\"inferenceTime\":\"" + time
                + "\"},\"eventVersion\":\"0\"}";
    }

    private void capture(String name, String... records) throws IOException {
        Path file = captures.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, String.join("\n", records) + "\n");
    }

    private CapturedTable read(List<String> columns, @Nullable String from, @Nullable String to, long maxBad) {
        Instant first = from == null ? null : Instant.parse(from);
        Instant last = to == null ? null : Instant.parse(to);
        return CapturedTable.read(new CapturePlan(captures, columns, first, last, maxBad), spool);
    }

    private static BaselineResult baseline(CapturedTable table) {
        return TrainingFiles.run(
                BaselinePlan.of(table.path()).reading(CsvOptions.DEFAULT.withColumns(table.columns())));
    }

    @Test
    void trafficOfATableGivesItsBaseline() throws IOException {
        Random random = new Random(41);
        List<String> rows = new ArrayList<>();
        List<String> csv = new ArrayList<>();
        List<String> json = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            String number = random.nextInt(20) == 0 ? "" : "" + random.nextInt(2_000) / 8.0;
            String text = "Größe \"" + random.nextInt(9) + "\", \\ x";
            String quoted = "\"" + text.replace("\"", "\"\"") + "\"";
            rows.add(number + "," + quoted);
            csv.add(record(number + "," + quoted + "\n", "CSV", "2026-03-01T00:00:00Z"));
            String value = number.isEmpty() ? "null" : number;
            String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"");
            // Keys in another order here and there.
            String n = "\"n\":" + value;
            String t = "\"text\":\"" + escaped + "\"";
            json.add(record("{" + (i % 7 == 3 ? t + "," + n : n + "," + t) + "}", "JSON", "2026-03-01T00:00:00Z"));
        }
        String expected = TrainingFiles.hash(BaselinePlan.of(files.lines("t.csv", "n,text", rows)));
        capture("a/csv.jsonl", csv.toArray(String[]::new));
        try (CapturedTable table = read(NAMES, null, null, 0)) {
            assertThat(baseline(table).baseline().hash().hex()).isEqualTo(expected);
            assertThat(table.records()).isEqualTo(900);
        }
        Files.delete(captures.resolve("a/csv.jsonl"));
        capture("json.jsonl", json.toArray(String[]::new));
        try (CapturedTable table = read(List.of(), null, null, 0)) {
            assertThat(table.columns()).isEqualTo(NAMES);
            assertThat(baseline(table).baseline().hash().hex()).isEqualTo(expected);
        }
        try (Stream<Path> left = Files.list(spool)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void onlyTheStretchOfTimeCounts() throws IOException {
        capture(
                "t.jsonl",
                record("1,a", "CSV", "2026-03-01T00:00:00Z"),
                record("2,b", "CSV", "2026-03-01T01:00:00Z"),
                record("3,c", "CSV", "2026-03-01T02:00:00Z"));
        try (CapturedTable table = read(NAMES, "2026-03-01T01:00:00Z", "2026-03-01T02:00:00Z", 0)) {
            assertThat(table.records()).isEqualTo(1);
            assertThat(table.outside()).isEqualTo(2);
            assertThat(Files.readString(table.path())).isEqualTo("\"2\",\"b\"\n");
        }
        assertThatThrownBy(() -> read(NAMES, "2027-03-01T01:00:00Z", null, 0))
                .isInstanceOf(CsvException.class)
                .hasMessageContaining("no captured row in this stretch of time (3 records");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(NAMES, "2027-03-01T01:00:00Z", "2027-03-01T01:00:00Z", 0));
    }

    @Test
    void fieldsThatAreNoColumnAndColumnsWithoutAFieldAreCounted() throws IOException {
        capture(
                "t.jsonl",
                record("{\"n\":1,\"text\":\"a\"}", "JSON", "2026-03-01T00:00:00Z"),
                record("[{\"n\":2},{\"text\":\"b\",\"x\":1,\"n\":{\"deep\":1}}]", "JSON", "2026-03-01T00:00:00Z"));
        try (CapturedTable table = read(List.of(), null, null, 0)) {
            assertThat(table.rows()).isEqualTo(3);
            assertThat(table.rowsWithLess()).isEqualTo(1);
            assertThat(table.rowsWithMore()).isEqualTo(1);
            BaselineResult result = TrainingFiles.run(
                    BaselinePlan.of(table.path()).reading(CsvOptions.DEFAULT.withColumns(table.columns())));
            CategoricalProfile numbers = TrainingFiles.texts(result.baseline(), "n");
            assertThat(numbers.malformed()).as("a nested value").isEqualTo(1);
            assertThat(TrainingFiles.texts(result.baseline(), "text").missing()).isEqualTo(1);
        }
    }

    @Test
    void recordsThatCannotBeReadAreRefusedOrCounted() throws IOException {
        capture("t.jsonl", record("1,a", "CSV", "2026-03-01T00:00:00Z"), "", "{broken", "{}");
        assertThatThrownBy(() -> read(NAMES, null, null, 0))
                .isInstanceOf(CsvException.class)
                .hasMessageContaining("t.jsonl:3: the record cannot be read: malformed");
        assertThatThrownBy(() -> read(NAMES, null, null, 1)).hasMessageContaining("t.jsonl:4");
        try (CapturedTable table = read(NAMES, null, null, 2)) {
            assertThat(table.badRecords()).isEqualTo(2);
            assertThat(table.firstBad()).hasSize(2).first().asString().contains("t.jsonl:3: malformed");
        }
    }

    @Test
    void whatHasNoNamesOrIsNotThereIsRefused() throws IOException {
        assertThatThrownBy(() -> read(NAMES, null, null, 0)).hasMessageContaining("no captured file in this folder");
        capture(".hidden/t.jsonl", "{}");
        capture("readme.txt", "x");
        assertThatThrownBy(() -> read(NAMES, null, null, 0)).hasMessageContaining("no captured file in this folder");
        capture("t.json", record("1,a", "CSV", "2026-03-01T00:00:00Z"));
        assertThatThrownBy(() -> read(List.of(), null, null, 0))
                .hasMessageContaining("t.json:1: the fields have no names");
        captures = captures.resolve("nowhere");
        assertThatThrownBy(() -> read(NAMES, null, null, 0)).hasMessageContaining("no such file or folder");
    }

    @Test
    void theFormDecidesWhatFieldsAreAndWhichRecordsCount() throws IOException {
        String time = "2026-03-01T00:00:00Z";
        capture("t.jsonl", record("1,a", "CSV", time), record("2,b", "CSV", time), record("3,a", "CSV", time));
        CaptureForm form = new CaptureForm(
                CaptureAttributes.NONE,
                new RowColumns(NAMES, List.of()),
                new FieldPolicy(List.of(), List.of("n"), List.of("text"), FieldKey.of(new byte[16])),
                new CaptureFilter(1, 0, List.of(new Condition(Source.FIELD, "n", List.of("1", "2")))),
                false);
        CapturePlan plan = new CapturePlan(captures, form.keptColumns(), null, null, 0).withForm(form);

        try (CapturedTable table = CapturedTable.read(plan, spool)) {
            assertThat(table.columns()).containsExactly("text");
            assertThat(table.records()).isEqualTo(2);
            assertThat(table.filtered()).isEqualTo(1);
            assertThat(Files.readString(table.path())).matches("\"[0-9a-f]{16}\"\n\"[0-9a-f]{16}\"\n");
        }
    }

    @Test
    void aFilterOnVariantsGoesByThePathOfAFile() throws IOException {
        String time = "2026-03-01T00:00:00Z";
        capture("fraud/blue/2026/03/01/00/a.jsonl", record("1,a", "CSV", time));
        capture("fraud/green/2026/03/01/00/a.jsonl", record("2,b", "CSV", time));
        CaptureFilter green = new CaptureFilter(1, 0, List.of(new Condition(Source.VARIANT, "", List.of("green"))));
        CapturePlan plan =
                new CapturePlan(captures, NAMES, null, null, 0).withForm(CaptureForm.DEFAULT.withFilter(green));

        try (CapturedTable table = CapturedTable.read(plan, spool)) {
            assertThat(Files.readString(table.path())).isEqualTo("\"2\",\"b\"\n");
            assertThat(table.filtered()).isEqualTo(1);
        }
    }

    @Test
    void aRecordThatComesAgainCountsOnceAndTheSameOneInAnyOrder() throws IOException {
        String time = "2026-03-01T00:00:00Z";
        String one = record("same", "1,a", "CSV", time);
        String other = record("same", "2,b", "CSV", time);
        String next = record("next", "3,c", "CSV", time);
        CapturePlan plan = new CapturePlan(captures, NAMES, null, null, 0);
        capture("t.jsonl", one, next, other, one, next);
        String forward;
        try (CapturedTable table = CapturedTable.read(plan, spool)) {
            assertThat(table.records()).isEqualTo(2);
            assertThat(table.repeats()).isEqualTo(3);
            forward = baseline(table).baseline().hash().hex();
        }
        capture("t.jsonl", next, other, one, next, one);
        try (CapturedTable table = CapturedTable.read(plan, spool)) {
            assertThat(baseline(table).baseline().hash().hex()).isEqualTo(forward);
        }
        try (CapturedTable table = CapturedTable.read(plan.countingRepeats(true), spool)) {
            assertThat(table.rows()).isEqualTo(5);
            assertThat(table.repeats()).isZero();
        }
    }

    @Test
    void theSameIdAtTwoVariantsIsTwoRecords() throws IOException {
        String record = record("1,a", "CSV", "2026-03-01T00:00:00Z");
        capture("fraud/blue/2026/03/01/00/a.jsonl", record);
        capture("fraud/green/2026/03/01/00/a.jsonl", record);
        capture("fraud/green/2026/03/01/00/b.jsonl", record);

        try (CapturedTable table = read(NAMES, null, null, 0)) {
            assertThat(table.records()).isEqualTo(2);
        }
    }

    @Test
    void linesAreCutWhereTheyEnd() throws IOException {
        String text = "\ufeffone\n\n" + "x".repeat(100_000) + "\nlast";
        CaptureLines lines = new CaptureLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 70_000);
        List<String> read = new ArrayList<>();
        while (lines.next()) {
            read.add(lines.line() + ":" + lines.isBlank() + ":" + (lines.to() - lines.from()));
        }
        assertThat(read).containsExactly("1:false:3", "2:true:0", "3:false:70001", "4:false:4");
    }
}
