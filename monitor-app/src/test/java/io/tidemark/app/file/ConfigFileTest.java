package io.tidemark.app.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonPointer;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fault 43: YAML with tags, alias bombs, unknown keys and wrong types is refused with line and key. */
final class ConfigFileTest {
    private static final String HEAD = "version: 1\nendpoint: adult\n";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void fault43TagIsRefusedWithItsPlace() {
        List<String> lines = refused(HEAD + "owner: !!javax.script.ScriptEngineManager [1]\n");
        assertThat(lines).anyMatch(line -> line.contains("the tag tag:yaml.org,2002:javax.script.ScriptEngineManager"));
        assertThat(lines).anyMatch(line -> line.endsWith("monitor.yaml:3:8"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"!local x", "!!str 5", "!!binary aGk=", "!<tag:example.com,2000:a> x", "! x"})
    void fault43EveryTagIsRefused(String value) {
        assertThat(refused(HEAD + "owner: " + value + "\n")).anyMatch(line -> line.contains("is refused"));
    }

    @Test
    void fault43TagOfKeyIsRefused() {
        assertThat(refused(HEAD + "!!str owner: x\n")).anyMatch(line -> line.contains("tag"));
    }

    /** Ten levels of ten aliases each would be ten thousand million values. */
    @Test
    void fault43AliasBombIsRefusedBeforeItGrows() {
        StringBuilder bomb = new StringBuilder(HEAD).append("l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level <= 9; level++) {
            String before = "*l" + (level - 1);
            bomb.append("l").append(level).append(": &l").append(level).append(" [");
            bomb.append(IntStream.range(0, 10).mapToObj(i -> before).collect(Collectors.joining(", ")));
            bomb.append("]\n");
        }
        assertThat(refused(bomb.toString())).anyMatch(line -> line.contains("more than 50000 values"));
    }

    @Test
    void fault43ManyAliasesAreRefused() {
        String aliases = IntStream.range(0, 101).mapToObj(i -> "*a").collect(Collectors.joining(", "));
        assertThat(refused(HEAD + "owner: &a x\nlink: [" + aliases + "]\n"))
                .anyMatch(line -> line.contains("more than 100 aliases"));
    }

    @Test
    void fault43NodeThatHoldsItselfIsRefused() {
        assertThat(refused(HEAD + "owner: &a [*a]\n")).anyMatch(line -> line.contains("names nothing above it"));
    }

    @Test
    void fault43UnknownKeyIsRefusedWithTheNearestKnownOne() {
        List<String> lines = refused(HEAD + "window:\n  sise: 2h\n");
        assertThat(lines).anyMatch(line -> line.equals("error: unknown key \"sise\" in window"));
        assertThat(lines).anyMatch(line -> line.endsWith("monitor.yaml:4:3"));
        assertThat(lines).contains("  fix: did you mean \"size\"?", "  fix: keys here: size, offset, grace");
    }

    @Test
    void fault43WrongTypeIsRefusedWithValueAndType() {
        List<String> lines = refused(HEAD + "window:\n  size: 5\nrules:\n  minimumCount: many\n");
        assertThat(lines)
                .containsSequence(
                        "error: window.size is 5",
                        "  at:  " + folder.resolve("monitor.yaml") + ":4:9",
                        "  why: it must be a text");
        assertThat(lines).contains("error: rules.minimumCount is \"many\"", "  why: it must be a whole number");
    }

    @Test
    void fault43DoubleKeyIsRefusedWithBothLines() {
        List<String> lines = refused(HEAD + "owner: a\nlink: ''\nowner: b\n");
        assertThat(lines).contains("error: the key \"owner\" stands twice", "  why: it stands in line 3 already");
        assertThat(lines).anyMatch(line -> line.endsWith("monitor.yaml:5:1"));
    }

    @Test
    void fault43DeepNestingIsRefused() {
        assertThat(refused(HEAD + "owner: " + "[".repeat(60) + "]".repeat(60) + "\n"))
                .anyMatch(line -> line.contains("more than 40 levels"));
    }

    @Test
    void fault43MoreThanOneMebibyteIsRefused() {
        assertThat(refused(HEAD + "#" + "x".repeat(ConfigFile.MOST_BYTES)))
                .anyMatch(line -> line.contains("more than 1 MiB"));
    }

    @Test
    void fault43BytesThatAreNoUtf8AreRefused() throws IOException {
        Path file = folder.resolve("monitor.yaml");
        Files.write(file, "version: 1\nowner: \u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(problems(file)).anyMatch(line -> line.contains("not in UTF-8"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n"})
    void emptyFileIsRefused(String text) {
        assertThat(refused(text)).anyMatch(line -> line.contains("the file is empty"));
    }

    @Test
    void secondDocumentIsRefused() {
        assertThat(refused(HEAD + "---\nversion: 1\n")).anyMatch(line -> line.contains("second document"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1", "a: [", "a: b: c", "\tversion: 1", "version: 1\n endpoint: x", "\u0001"})
    void brokenYamlIsRefusedWithItsPlace(String text) {
        List<String> lines = refused(text);
        assertThat(lines).contains("error: this is no YAML");
        assertThat(lines).anyMatch(line -> line.matches("  at:  .*monitor\\.yaml:\\d+:\\d+"));
    }

    @Test
    void allProblemsAreShownTogetherInTheOrderOfTheFile() {
        UserError error =
                error(write("version: 2\nwindow: {size: 0s, offset: x}\nlables: {}\nmodel: {rules: servce}\n"));
        assertThat(error.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(error.problems())
                .extracting(problem -> problem.what())
                .containsExactly(
                        "the key \"endpoint\" is missing",
                        "version is 2",
                        "window.size is \"0s\"",
                        "window.offset is \"x\"",
                        "unknown key \"lables\"",
                        "model.rules is \"servce\"");
        assertThat(error.problems().get(2).why()).isEqualTo("it must be at least 1s and at most 366d");
        assertThat(error.problems().get(5).fixes()).contains("did you mean \"service\"?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rules: {minimumCount: 0} | it must be at least 1 and at most 9007199254740991",
                "rules: {limits: {DQ001: 1.5}} | it must be at least 0 and at most 1",
                "rules: {limits: {DR003: 0}} | it must be above 0",
                "model: {confidence: 1} | it must be above 0 and below 1",
                "capture: {sample: 2} | it must be above 0 and at most 1",
                "capture: {columns: [a, a]} | an element stands in it twice",
                "capture: {filter: {variant: []}} | it must have at least 1 element",
                "bias: {bands: {DPPL: [1]}} | it must have at least 2 elements",
                "timing: {dedup: 5} | it must be a duration such as 10m, or off",
                "timing: {dedup: never} | it is no duration: write 30s, 90m, 1h, 1h30m, 7d or PT1H",
                "link: ftp://x | it must be an address that begins with https:// or http://",
                "window: | it must be a section with keys",
                "labels: {horizon: 4000d} | it must be at least 0s and at most 3660d",
            })
    void rangeIsSaid(String line, String why) {
        assertThat(refused(HEAD + line + "\n")).contains("  why: " + why);
    }

    @Test
    void defaultsAreFilledIn() {
        ConfigDocument document = ConfigFile.read(write(HEAD), ConfigSchema.MONITOR);
        ConfigSection root = document.section();
        assertThat(root.section("window").duration("size")).isEqualTo(Duration.ofHours(1));
        assertThat(root.section("labels").numbers("coverageSteps")).hasSize(7);
        assertThat(root.text("owner")).isEmpty();
        assertThat(document.isWritten(JsonPointer.compile("/window"))).isFalse();
        assertThat(document.isWritten(JsonPointer.compile("/endpoint"))).isTrue();
    }

    @Test
    void valueHasLineAndColumnAndMissingOneThatOfItsSection() {
        Path file = write(HEAD + "window:\n  size: 2h\ncapture:\n  columns:\n    - age\n    - job\n");
        ConfigDocument document = ConfigFile.read(file, ConfigSchema.MONITOR);
        assertThat(document.where(JsonPointer.compile("/window/size"))).isEqualTo(file + ":4:9");
        assertThat(document.where(JsonPointer.compile("/window/grace"))).isEqualTo(file + ":4:3");
        assertThat(document.where(JsonPointer.compile("/capture/columns/1"))).isEqualTo(file + ":8:7");
        assertThat(document.section().section("window").where("size")).isEqualTo(file + ":4:9");
        assertThat(document.where(JsonPointer.compile("/labels"))).isEqualTo(file + ":1:1");
    }

    @Test
    void problemOfAValueNamesItAndItsPlace() {
        Path file = write(HEAD + "window: {size: 2h}\n");
        UserError error = ConfigFile.read(file, ConfigSchema.MONITOR)
                .problem(JsonPointer.compile("/window/size"), "no such window", "take 1h");
        assertThat(error.problems().get(0).lines())
                .containsExactly(
                        "error: window.size is \"2h\"",
                        "  at:  " + file + ":3:16",
                        "  why: no such window",
                        "  fix: take 1h");
    }

    @Test
    void plainScalarsAreWhatJsonKnowsAndTextsOtherwise() {
        String text =
                HEAD + "capture: {filter: {fields: {a: [off, 1:30, 2026-03-01, 0x1f, yes, 007, '5', 5, 1.5, true]}}}\n";
        ConfigSection fields = ConfigFile.read(write(text), ConfigSchema.MONITOR)
                .section()
                .section("capture")
                .section("filter")
                .section("fields");
        assertThat(fields.texts("a"))
                .containsExactly("off", "1:30", "2026-03-01", "0x1f", "yes", "007", "5", "5", "1.5", "true");
    }

    @Test
    void aliasIsWrittenOut() {
        String text = HEAD + "capture: {drop: &private [ssn, mail], exclude: *private}\n";
        ConfigSection capture =
                ConfigFile.read(write(text), ConfigSchema.MONITOR).section().section("capture");
        assertThat(capture.texts("exclude")).containsExactly("ssn", "mail");
    }

    @Test
    void jsonIsYamlToo() {
        Path file = write("{\"version\": 1, \"endpoint\": \"adult\", \"window\": {\"size\": \"2h\"}}");
        ConfigSection window =
                ConfigFile.read(file, ConfigSchema.MONITOR).section().section("window");
        assertThat(window.duration("size")).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void byteOrderMarkAndWindowsLineEndsAreTaken() {
        Path file = write("\uFEFFversion: 1\r\nendpoint: adult\r\nwindow:\r\n  size: 2h\r\n");
        ConfigDocument document = ConfigFile.read(file, ConfigSchema.MONITOR);
        assertThat(document.where(JsonPointer.compile("/window/size"))).endsWith(":4:9");
    }

    @Test
    void missingFileIsNamed() {
        assertThat(problems(folder.resolve("montor.yaml"))).anyMatch(line -> line.contains("no such file"));
    }

    @Test
    void alertsFileHasAStart() {
        ConfigDocument document =
                ConfigFile.read(write("version: 1\nsinks: {one: {type: console}}\n"), ConfigSchema.ALERTS);
        assertThat(document.section().text("link")).isEmpty();
    }

    private List<String> refused(String text) {
        return problems(write(text));
    }

    private static List<String> problems(Path file) {
        return error(file).problems().stream()
                .flatMap(problem -> problem.lines().stream())
                .toList();
    }

    private static UserError error(Path file) {
        UserError error = catchThrowableOfType(UserError.class, () -> ConfigFile.read(file, ConfigSchema.MONITOR));
        assertThat(error).as("%s was taken", file).isNotNull();
        return error;
    }

    private Path write(String text) {
        try {
            return Files.writeString(folder.resolve("monitor.yaml"), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
