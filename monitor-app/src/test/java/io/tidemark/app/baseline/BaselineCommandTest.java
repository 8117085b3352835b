package io.tidemark.app.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.app.Main;
import io.tidemark.app.console.ProgressLine;
import io.tidemark.app.console.RecordedConsole;
import io.tidemark.app.console.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BaselineCommandTest {
    private final RecordedConsole recorded = RecordedConsole.piped();

    @TempDir
    private Path folder = Path.of("");

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private int run(String... args) {
        return Main.run(
                recorded.console(),
                Stream.concat(Stream.of("baseline"), Stream.of(args)).toArray(String[]::new));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void writesTheBaselineAndSaysWhatItIs() throws IOException {
        String train = write("t.csv", "y,a,b\n0,1,x\n1,2,y\n").toString();
        assertThat(run(train, "--label", "y", "-o", path("m.json"))).isZero();
        assertThat(recorded.out())
                .startsWith(path("m.json"))
                .containsPattern("hash      [0-9a-f]{64}\n")
                .contains("rows      2\n")
                .contains("features  2 and the label y\n");
        assertThat(recorded.err()).contains("warning: only 2 rows").contains("next: tidemark baseline show");
        assertThat(names()).containsExactly("m.json", "t.csv");
    }

    @Test
    void writtenFileIsReplacedWhole() throws IOException {
        String train = write("t.csv", "a\n1\n").toString();
        write("m.json", "old");
        assertThat(run(train, "-o", path("m.json"))).isZero();
        assertThat(Files.readString(folder.resolve("m.json"))).contains("\"tidemarkBaseline\"");
    }

    @Test
    void optionsReachThePlan() {
        String train = write("t.csv", "id,zip,n\n1,010,5\n2,020,NA\n").toString();
        assertThat(run(
                        train,
                        "--ignore",
                        "id",
                        "--type",
                        "zip=string",
                        "--missing",
                        "NA",
                        "--threads",
                        "2",
                        "-o",
                        path("m.json")))
                .isZero();
        assertThat(run("show", path("m.json"))).isZero();
        assertThat(recorded.out())
                .containsPattern("zip +String +2 +0 ")
                .containsPattern("n +Integral +1 +1 +5 +5 +5")
                .doesNotContain("\nid");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,b;1,2;1,2,3|t.csv:3|the row has 3 fields",
                "a,b;1,x\"y|t.csv:2:4|quote inside a field",
                "a,a;1,2|t.csv:1:3|are both named",
                "|t.csv|the file is empty",
                "a,b|t.csv|no rows below the header",
            })
    void badTablesAreUsageErrorsWithTheirPlaceAndLeaveNothingBehind(String table, String place, String what)
            throws IOException {
        String train = write("t.csv", table == null ? "" : table.replace(';', '\n') + "\n")
                .toString();
        assertThat(run(train, "-o", path("m.json"))).isEqualTo(2);
        assertThat(recorded.err())
                .contains(what)
                .contains("at:  ")
                .contains(place)
                .contains("fix: ");
        assertThat(recorded.out()).isEmpty();
        assertThat(names()).containsExactly("t.csv");
    }

    @Test
    void mistypedNamesAreSuggested() {
        String train = write("train.csv", "income,age\n1,2\n").toString();
        assertThat(run(train, "--label", "incme", "-o", path("m.json"))).isEqualTo(2);
        assertThat(recorded.err()).contains("did you mean \"income\"?");
        assertThat(run(path("tain.csv"), "-o", path("m.json"))).isEqualTo(2);
        assertThat(recorded.err()).contains("did you mean \"train.csv\"?");
        assertThat(run(train, "--type", "age=Intergal", "-o", path("m.json"))).isEqualTo(2);
        assertThat(recorded.err()).contains("did you mean \"Integral\"?");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsFoundBeforeTheWork() throws IOException {
        String train = write("t.csv", "a\n1\n").toString();
        assertThat(run(train, "-o", path("none/m.json"))).isEqualTo(2);
        assertThat(recorded.err()).contains("its folder does not exist").contains("mkdir -p");
        assertThat(run(train, "-o", folder.toString())).isEqualTo(2);
        assertThat(recorded.err()).contains("it is a folder");
        assertThat(run(train, "-o", train)).isEqualTo(2);
        assertThat(recorded.err()).contains("it is the training data");
        assertThat(Files.readString(Path.of(train))).isEqualTo("a\n1\n");
    }

    @Test
    void whatIsMissingOnTheCommandLineIsNamed() {
        String train = write("t.csv", "a\n1\n").toString();
        assertThat(run()).isEqualTo(2);
        assertThat(recorded.err()).contains("no training data given");
        assertThat(run(train)).isEqualTo(2);
        assertThat(recorded.err()).contains("-o, --out is missing");
        assertThat(run(train, "-o", path("m.json"), "--threads", "0")).isEqualTo(2);
        assertThat(recorded.err()).contains("--threads 0 is not in [1, 64]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--bootstrap localhost:1|--endpoint",
                "--endpoint e|--bootstrap",
                "--endpoint e --bootstrap localhost:1 --window soon|no duration",
                "--endpoint e --bootstrap localhost:1 --window 1h --window-offset 2h|--window-offset 2h",
                "--endpoint e --bootstrap example.org:9092|unencrypted",
                "--endpoint e --bootstrap localhost:1 --effective-from now|--effective-from now",
                "--endpoint e --bootstrap localhost:1 --topic-prefix a/b|topic prefix",
                "--endpoint e --kafka none.properties|none.properties",
            })
    void incompletePublishingIsRefusedBeforeTheWork(String options, String named) throws IOException {
        String train = write("t.csv", "a\n1\n").toString();
        String[] args = Stream.concat(
                        Stream.of(train, "-o", path("m.json"), "--publish"), Stream.of(options.split(" ")))
                .toArray(String[]::new);
        assertThat(run(args)).isEqualTo(2);
        assertThat(recorded.err()).contains(named);
        assertThat(names()).containsExactly("t.csv");
    }

    @Test
    void showPrintsJson() {
        String train = write("t.csv", "y,a,b\n0,1.5,x\n1,2,\n").toString();
        run(train, "--label", "y", "-o", path("m.json"));
        RecordedConsole json = RecordedConsole.piped();
        assertThat(Main.run(json.console(), "baseline", "show", path("m.json"), "--format", "json"))
                .isZero();
        assertThat(json.out())
                .startsWith("{\"schemaVersion\":1,\"hash\":\"")
                .contains("\"rows\":2")
                .contains(
                        "{\"name\":\"a\",\"type\":\"Fractional\",\"valid\":2,\"missing\":0,\"malformed\":0,\"min\":1.5,")
                .contains("\"categories\":[{\"value\":\"x\",\"count\":1}]")
                .contains("\"label\":{\"name\":\"y\"");
    }

    @Test
    void showRefusesWhatIsNoBaseline() {
        assertThat(run("show", path("none.json"))).isEqualTo(2);
        assertThat(recorded.err()).contains("no such file").contains("tidemark baseline TRAIN.csv -o");
        assertThat(run("show", write("x.json", "{}").toString())).isEqualTo(2);
        assertThat(recorded.err()).contains("x.json");
    }

    @Test
    void showFitsTheTerminal() {
        String train = write("t.csv", "a\n" + "long text with many words ".repeat(4) + "\n")
                .toString();
        run(train, "-o", path("m.json"));
        RecordedConsole terminal = new RecordedConsole(new Terminal(true, true, true, true, 60));
        assertThat(Main.run(terminal.console(), "baseline", "show", path("m.json")))
                .isZero();
        assertThat(terminal.out().lines().skip(4))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
    }

    @Test
    void progressIsDrawnOnTerminalsOnlyAndWiped() {
        RecordedConsole terminal = RecordedConsole.onTerminal();
        try (ProgressLine line = ProgressLine.on(terminal.console(), "baseline")) {
            line.advanced(1, 1_000, 5_000_000);
            line.advanced(1, 1_000, 5_000_000);
        }
        assertThat(terminal.err()).contains("baseline: pass 1, 2,000 rows, ").endsWith("\r");
        try (ProgressLine line = ProgressLine.on(recorded.console(), "baseline")) {
            line.advanced(1, 1_000, 5_000_000);
            line.advanced(1, 1_000, 5_000_000);
        }
        assertThat(recorded.err()).isEmpty();
    }
}
