package io.tidemark.app.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.app.Main;
import io.tidemark.app.SampleRun;
import io.tidemark.app.console.RecordedConsole;
import io.tidemark.app.console.Terminal;
import io.tidemark.core.evaluation.CheckType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExplainCommandTest {
    private static final int ROWS = 400;

    @TempDir
    private Path folder;

    private final RecordedConsole recorded = RecordedConsole.piped();

    private int run(String... args) {
        return Main.run(recorded.console(), args);
    }

    /** Leaves an audit with violations in {@code out}. */
    private JsonNode auditedViolation() throws IOException {
        SampleRun sample = new SampleRun();
        Path captures = sample.writeCaptures(folder.resolve("captures"), 2, ROWS, 1);
        Path baseline = sample.writeBaseline(folder.resolve("b.json"));
        Main.run(
                RecordedConsole.piped().console(),
                "audit",
                captures.toString(),
                "-b",
                baseline.toString(),
                "--out",
                path("out"));
        return new ObjectMapper()
                .readTree(Files.readAllLines(folder.resolve("out/violations.ndjson"))
                        .get(0));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @ParameterizedTest
    @EnumSource(CheckType.class)
    void everyRuleHasAPage(CheckType type) {
        assertThat(run("explain", type.name())).isZero();
        assertThat(recorded.out())
                .startsWith(type.name() + "  " + type.title())
                .contains("fires when", "default", "what to do");
    }

    @Test
    void pageFitsTheTerminal() {
        RecordedConsole narrow = new RecordedConsole(new Terminal(true, true, true, true, 60));
        assertThat(Main.run(narrow.console(), "explain", "DR002")).isZero();
        assertThat(narrow.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
    }

    @Test
    void codesAreTakenInAnyCaseAndWrittenAsJson() throws Exception {
        assertThat(run("explain", "dr006", "--format", "json")).isZero();
        JsonNode json = new ObjectMapper().readTree(recorded.out());
        assertThat(json.get("code").textValue()).isEqualTo("DR006");
        assertThat(json.get("defaultLimit").textValue()).isEqualTo("0.2");
    }

    @Test
    void mistypedCodeIsSuggested() {
        assertThat(run("explain", "DR0O2")).isEqualTo(2);
        assertThat(recorded.err()).contains("did you mean").contains("DR002").contains("tidemark rules");
    }

    @Test
    void rulesAreListedWithTheirDefaults() {
        assertThat(run("rules")).isZero();
        assertThat(recorded.out().lines()).hasSize(CheckType.values().length + 1);
        assertThat(recorded.out())
                .containsPattern("DR002 +distribution drift +0.1 ")
                .containsPattern("DR003 .* off ");
    }

    @Test
    void pageOfTheCommandLineHasTheSameRules() throws Exception {
        assertThat(run("rules", "--format", "md")).isZero();
        Path page = Path.of("").toAbsolutePath().resolveSibling("docs").resolve("cli.md");
        assertThat(page)
                .content()
                .as("replace the table in docs/cli.md by what tidemark rules --format md prints")
                .contains(recorded.out());
    }

    @Test
    void violationIsFoundByTheFirstDigitsOfItsId() throws Exception {
        JsonNode violation = auditedViolation();
        String id = violation.get("id").textValue();
        for (String typed : List.of(id, id.substring(0, 6), "V-" + id.substring(0, 5))) {
            RecordedConsole one = RecordedConsole.piped();
            assertThat(Main.run(one.console(), "explain", typed, "--from", path("out")))
                    .isZero();
            assertThat(one.out())
                    .contains(id)
                    .contains(violation.get("description").textValue().substring(0, 20))
                    .contains("what to do");
        }
    }

    @Test
    void bothDistributionsAreShownWithTheBaseline() throws Exception {
        String id = auditedViolation().get("id").textValue();
        RecordedConsole terminal = RecordedConsole.onTerminal();
        assertThat(Main.run(terminal.console(), "explain", id, "--from", path("out"), "-b", path("b.json")))
                .isZero();
        assertThat(terminal.out())
                .containsPattern("training +\\|[ ▁▂▃▄▅▆▇█]{24}\\|")
                .contains("█");
    }

    @Test
    void violationIsWrittenAsJson() throws Exception {
        JsonNode violation = auditedViolation();
        String id = violation.get("id").textValue();
        assertThat(run("explain", id, "--from", path("out"), "--format", "json"))
                .isZero();
        JsonNode json = new ObjectMapper().readTree(recorded.out());
        assertThat(json.get("kind").textValue()).isEqualTo("violation");
        assertThat(json.get("value").doubleValue())
                .isEqualTo(violation.get("value").doubleValue());
    }

    @Test
    void evidenceOfAnAuditIsProven() throws Exception {
        String id = auditedViolation().get("id").textValue();
        assertThat(run("check-evidence", id, "--from", path("out"), "-b", path("b.json")))
                .isZero();
        assertThat(recorded.out()).contains("proven: the same number, bit for bit");
    }

    @Test
    void changedEvidenceIsAMismatch() throws Exception {
        JsonNode violation = auditedViolation();
        Path file = folder.resolve("out/violations.ndjson");
        String value = "\"value\":" + violation.get("value").asText();
        Files.writeString(file, Files.readString(file).replace(value, "\"value\":0.7654321"));
        String id = violation.get("id").textValue();
        assertThat(run("check-evidence", id, "--from", path("out"), "-b", path("b.json")))
                .isEqualTo(5);
        assertThat(recorded.out()).contains("not proven: the number differs");
    }

    @Test
    void unknownIdIsAUsageError() throws Exception {
        auditedViolation();
        assertThat(run("explain", "0000000000", "--from", path("out"))).isEqualTo(2);
        assertThat(recorded.err()).contains("no violation whose id begins with 0000000000");
    }

    @Test
    void placeIsAskedForIfNoneIsGiven() {
        assertThat(run("explain", "7f3a")).isEqualTo(2);
        assertThat(recorded.err()).contains("--from DIR").contains("--bootstrap");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "b.json"})
    void folderWithoutViolationsIsAUsageError(String from) throws Exception {
        auditedViolation();
        assertThat(run("explain", "7f3a", "--from", path(from))).isEqualTo(2);
        assertThat(recorded.err()).startsWith("error: ");
    }

    @Test
    void brokenLineIsToldWithItsPlace() throws Exception {
        String id = auditedViolation().get("id").textValue();
        Path file = folder.resolve("out/violations.ndjson");
        Files.writeString(file, Files.readString(file).replaceFirst("\"severity\":\"[A-Z]+\"", "\"severity\":\"BAD\""));
        assertThat(run("explain", id, "--from", path("out"))).isEqualTo(2);
        assertThat(recorded.err()).contains("violations.ndjson:1").contains("BAD");
    }
}
