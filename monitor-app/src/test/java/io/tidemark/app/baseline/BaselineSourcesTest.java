package io.tidemark.app.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.app.Main;
import io.tidemark.app.console.RecordedConsole;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a baseline comes from, how two are compared, and which there are. */
final class BaselineSourcesTest {
    private static final String PLAIN = "a,b\n1,Größe\n2,Höhe\n";

    /** A line of captures: the body and the id. */
    private static final String CAPTURE = "{\"captureData\":{\"endpointInput\":{\"data\":\"%s\",\"encoding\":\"CSV\"}},"
            + "\"eventMetadata\":{\"eventId\":\"%s\",\"inferenceTime\":\"2026-03-01T00:00:00Z\"},"
            + "\"eventVersion\":\"0\"}\n";

    @TempDir
    private Path folder = Path.of("");

    /** What a run printed. */
    private record Ran(int exit, String out, String err) {}

    private static Ran run(String... args) {
        RecordedConsole recorded = RecordedConsole.piped();
        int exit = Main.run(
                recorded.console(),
                Stream.concat(Stream.of("baseline"), Stream.of(args)).toArray(String[]::new));
        return new Ran(exit, recorded.out(), recorded.err());
    }

    private String write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes).toString();
    }

    private String write(String name, String text) throws IOException {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private static String hash(Ran ran) {
        Matcher hash = Pattern.compile("hash +([0-9a-f]{64})").matcher(ran.out());
        assertThat(hash.find()).as(ran.err()).isTrue();
        return hash.group(1);
    }

    private String plainHash() throws IOException {
        return hash(run(write("plain.csv", PLAIN), "-o", path("plain.json")));
    }

    @Test
    void otherDressesOfATableGiveItsBaseline() throws IOException {
        String latin = write("latin.csv", "'1';'Größe'\n'2';'Höhe'\n".getBytes(StandardCharsets.ISO_8859_1));
        Ran ran = run(
                latin,
                "--delimiter",
                ";",
                "--quote",
                "'",
                "--charset",
                "latin1",
                "--columns",
                "a,b",
                "-o",
                path("m.json"));
        assertThat(hash(ran)).isEqualTo(plainHash());
        String tabs = write("tabs.tsv", PLAIN.replace(',', '\t'));
        assertThat(hash(run(tabs, "--delimiter", "tab", "-o", path("m.json")))).isEqualTo(plainHash());
    }

    @Test
    void standardInputIsATable() throws IOException {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(PLAIN.getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(hash(run("-", "-o", path("m.json")))).isEqualTo(plainHash());
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void rowsThatAreLeftOutAreNamedAndShowInTheExitCode() throws IOException {
        String bad = write("t.csv", PLAIN + "only one\n");
        assertThat(run(bad, "-o", path("m.json")).exit()).isEqualTo(2);
        Ran ran = run(bad, "-o", path("m.json"), "--max-bad-rows", "1");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("1 row was left out").contains("t.csv:4: the row has 1 field");
        assertThat(hash(ran)).isEqualTo(plainHash());
    }

    @ParameterizedTest
    @CsvSource({
        "--delimiter,ab,is not one character",
        "--delimiter,'\"',cannot be written like this",
        "--charset,klingon,is not known",
        "--max-bad-rows,-1,is negative",
        "--from,2026-01-01T00:00:00Z,belong to --from-captures",
        "--from-captures,x,are both given",
        "--drop-field,a,belongs to --from-captures",
        "--sample,0.5,belongs to --from-captures",
    })
    void mistakesAreToldBeforeTheWork(String option, String value, String message) throws IOException {
        Ran ran = run(write("t.csv", PLAIN), option, value, "-o", path("m.json"));
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains(message);
        assertThat(folder.resolve("m.json")).doesNotExist();
    }

    @Test
    void capturedTrafficGivesABaselineLikeAnOlderOne() throws IOException {
        String older = path("plain.json");
        String expected = plainHash();
        Path captures = Files.createDirectory(folder.resolve("captures"));
        StringBuilder lines = new StringBuilder();
        for (String data : List.of("1,Größe", "2,Höhe")) {
            lines.append("{\"captureData\":{\"endpointInput\":{\"data\":\"")
                    .append(data)
                    .append("\",\"encoding\":\"CSV\"}},\"eventMetadata\":{\"eventId\":\"")
                    .append(data)
                    .append("\",")
                    .append("\"inferenceTime\":\"2026-03-01T00:00:00Z\"},\"eventVersion\":\"0\"}\n");
        }
        Files.writeString(captures.resolve("c.jsonl"), lines.append("broken\n"));
        String folderName = captures.toString();
        Ran ran = run("--from-captures", folderName, "--like", older, "-o", path("m.json"), "--max-bad-rows", "1");
        assertThat(hash(ran)).isEqualTo(expected);
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("c.jsonl:3: malformed").contains("2 captured records with 2 rows");
        Ran none = run(
                "--from-captures",
                folderName,
                "--columns",
                "a,b",
                "--from",
                "2027-01-01T00:00:00Z",
                "-o",
                path("n.json"),
                "--max-bad-rows",
                "1");
        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.err()).contains("no captured row in this stretch of time");
        assertThat(run("--from-captures", folderName, "--to", "noon", "-o", path("n.json"))
                        .err())
                .contains("--to noon is not a time in UTC");
    }

    @Test
    void aBaselineOfHashedFieldsIsWhatAnAuditInTheSameFormSees() throws IOException {
        String key = write("key", "sixteen bytes or more");
        Path captures = Files.createDirectory(folder.resolve("captures"));
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            lines.append(CAPTURE.formatted(i % 40 + ",zip-" + i % 5 + ",secret-" + i, "id-" + i));
            // Each comes twice, as from a sender that tries again.
            lines.append(CAPTURE.formatted(i % 40 + ",zip-" + i % 5 + ",secret-" + i, "id-" + i));
        }
        Files.writeString(captures.resolve("c.jsonl"), lines);
        String[] form = {
            "--columns", "n,zip,secret", "--hash-field", "zip", "--hash-key-file", key, "--drop-field", "secret"
        };

        Ran learned = run(args(form, "--from-captures", captures.toString(), "-o", path("m.json")));

        assertThat(learned.exit()).as(learned.err()).isZero();
        assertThat(learned.err()).contains("400 captured records with 400 rows").contains("400 records left out");
        assertThat(Files.readString(folder.resolve("m.json")))
                .doesNotContain("zip-")
                .doesNotContain("secret");
        RecordedConsole audit = RecordedConsole.piped();
        int exit = Main.run(
                audit.console(),
                args(form, "audit", captures.toString(), "--endpoint", "e", "-b", path("m.json"), "--format", "json"));
        assertThat(exit).as(audit.err()).isZero();
        assertThat(audit.out()).contains("\"counted\":400");
        RecordedConsole plain = RecordedConsole.piped();
        assertThat(Main.run(plain.console(), "audit", captures.toString(), "--endpoint", "e", "-b", path("m.json")))
                .as("without the form the same captures are other data")
                .isEqualTo(1);
    }

    private static String[] args(String[] form, String... others) {
        return Stream.concat(Stream.of(others), Stream.of(form)).toArray(String[]::new);
    }

    @Test
    void twoBaselinesAreCompared() throws IOException {
        plainHash();
        run(write("other.csv", "a,b\n1,Größe\n9,Höhe\n"), "-o", path("other.json"));
        Ran equal = run("diff", path("plain.json"), path("plain.json"));
        assertThat(equal.exit()).isZero();
        Ran differs = run("diff", path("plain.json"), path("other.json"), "--format", "json");
        assertThat(differs.exit()).isEqualTo(1);
        assertThat(differs.out()).contains("\"kind\":\"baselineDiff\"").contains("\"withinLimit\":false");
        assertThat(run("diff", path("plain.json"), path("other.json"), "--limit", "0.5")
                        .exit())
                .isZero();
        assertThat(run("diff", path("plain.json"), path("other.json"), "--limit", "2")
                        .exit())
                .isEqualTo(2);
        run(write("third.csv", "a,c\nx,1\ny,2\n"), "-o", path("third.json"));
        Ran columns = run("diff", path("plain.json"), path("third.json"), "--limit", "1");
        assertThat(columns.exit()).isEqualTo(1);
        assertThat(columns.out()).contains("removed").contains("added").contains("Integral is String");
    }

    @Test
    void theBaselinesOfAFolderAreListed() throws IOException {
        String hash = plainHash();
        write("noise.json", "{\"other\":1}");
        Ran ran = run("list", folder.toString(), "--format", "csv");
        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).contains("plain.json,BASELINE," + hash + ",2,2,").doesNotContain("noise");
        assertThat(run("list", path("nowhere")).exit()).isEqualTo(2);
        assertThat(run("list").err()).contains("bootstrap");
    }
}
