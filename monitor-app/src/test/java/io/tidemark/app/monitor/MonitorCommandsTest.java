package io.tidemark.app.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.app.Main;
import io.tidemark.app.config.Surroundings;
import io.tidemark.app.console.RecordedConsole;
import io.tidemark.app.file.ConfigSchema;
import io.tidemark.app.file.SchemaPage;
import io.tidemark.core.config.MonitorConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands on monitors' files say, and which place outranks which. */
final class MonitorCommandsTest {
    private static final String HEAD = "version: 1\nendpoint: adult\n";

    @TempDir
    private Path folder = Path.of("");

    private final Map<String, String> environment = new TreeMap<>();
    private RecordedConsole recorded = RecordedConsole.piped();

    @BeforeEach
    void makeHome() throws IOException {
        Files.createDirectories(folder.resolve("home"));
        Files.createDirectories(folder.resolve(".git"));
    }

    private int run(String... args) {
        recorded = RecordedConsole.piped();
        return Main.run(recorded.console(), new Surroundings(environment, folder, folder.resolve("home")), args);
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("monitor.yaml"), HEAD + text).toString();
    }

    /** The line of a key in {@code config --show-origin}. */
    private String shown(String key, String file) {
        assertThat(run("config", "--show-origin", "--format", "csv", "-f", file))
                .as(recorded.err())
                .isZero();
        return recorded.out()
                .lines()
                .filter(line -> line.startsWith(key + ","))
                .findFirst()
                .orElse("not set");
    }

    @Test
    void fileOutranksSettingsAndIsOutrankedByTheEnvironment() throws IOException {
        Files.writeString(folder.resolve("tidemark.properties"), "window=3h\nrun.grace=1h\n");
        String file = file("window: {size: 2h}\n");
        assertThat(shown("audit.window", file)).isEqualTo("audit.window,2h," + file + ":3:16");
        assertThat(shown("run.window", file)).isEqualTo("run.window,2h," + file + ":3:16");
        assertThat(shown("demo.window", file)).doesNotContain("monitor.yaml");
        environment.put("TIDEMARK_WINDOW", "5h");
        assertThat(shown("audit.window", file)).isEqualTo("audit.window,5h,TIDEMARK_WINDOW");
    }

    @Test
    void keyWithoutAnOptionIsShownWithItsPlace() throws IOException {
        String file = file("rules: {minimumCount: 7}\n");
        assertThat(shown("monitor.rules.minimumCount", file))
                .isEqualTo("monitor.rules.minimumCount,7," + file + ":3:23");
    }

    @Test
    void whatTheFileLeavesOutComesFromTheSettings() throws IOException {
        Files.writeString(folder.resolve("tidemark.properties"), "window=3h\n");
        assertThat(shown("audit.window", file("owner: me\n"))).startsWith("audit.window,3h,");
    }

    @Test
    void validFileIsToldWithItsHashes() throws IOException {
        assertThat(run("validate", "-f", file("window: {size: 1h}\n"))).isZero();
        assertThat(recorded.out())
                .contains(
                        "right:",
                        "endpoint    adult",
                        "keys        3 set, ",
                        MonitorConfig.defaults().hash().hex());
    }

    @Test
    void effectiveValuesAreJson() throws IOException {
        assertThat(run("validate", "-f", file("window: {size: 2h}\n"), "--format", "json"))
                .isZero();
        JsonNode monitor =
                new ObjectMapper().readTree(recorded.out()).path("monitors").path(0);
        assertThat(monitor.path("keysSet").asInt()).isEqualTo(3);
        assertThat(monitor.path("keys").asInt()).isGreaterThan(30);
        assertThat(monitor.at("/effective/window/size").asText()).isEqualTo("2h");
        assertThat(monitor.at("/effective/window/grace").asText()).isEqualTo("10m");
        assertThat(monitor.path("configHash").asText()).hasSize(64);
    }

    @Test
    void wrongFileExitsWithTwoAndShowsEveryProblem() throws IOException {
        assertThat(run("validate", "-f", file("windw: {}\nrules: {minimumCount: 0}\n")))
                .isEqualTo(2);
        assertThat(recorded.err())
                .contains("unknown key \"windw\"", "monitor.yaml:3:1", "rules.minimumCount is 0", "monitor.yaml:4:23");
        assertThat(recorded.out()).isEmpty();
    }

    @Test
    void nothingToValidateIsAWrongCommandLine() {
        assertThat(run("validate")).isEqualTo(2);
        assertThat(recorded.err()).contains("no monitor given");
    }

    @Test
    void commandsTakeTheFileFromTheEnvironmentAndFromSettings() throws IOException {
        String file = file("");
        environment.put("TIDEMARK_FILE", file);
        assertThat(run("validate")).as(recorded.err()).isZero();
        environment.clear();
        Files.writeString(folder.resolve("tidemark.properties"), "validate.file=monitor.yaml\n");
        assertThat(run("validate")).as(recorded.err()).isZero();
    }

    @Test
    void schemasAndTheirPageArePrinted() {
        assertThat(run("schema", "monitor")).isZero();
        assertThat(recorded.out()).isEqualTo(ConfigSchema.MONITOR.text());
        assertThat(run("schema", "alerts")).isZero();
        assertThat(recorded.out()).isEqualTo(ConfigSchema.ALERTS.text());
        assertThat(run("schema", "--markdown")).isZero();
        assertThat(recorded.out()).isEqualTo(SchemaPage.markdown());
    }

    @Test
    void unknownSchemaHasASuggestion() {
        assertThat(run("schema", "montor")).isEqualTo(2);
        assertThat(recorded.err()).contains("did you mean \"monitor\"?");
    }

    @Test
    void monitorsWithDifferentSettingsRunTogether() throws IOException {
        String one = file("");
        String other = Files.writeString(
                        folder.resolve("other.yaml"), "version: 1\nendpoint: other\nwindow: {size: 2h}\n")
                .toString();
        // Only what comes after the files is missing: a Kafka.
        assertThat(run("run", "-f", one, "-f", other, "--bootstrap", "localhost:1"))
                .isEqualTo(4);
        assertThat(recorded.err()).contains("localhost:1").doesNotContain("settings");
    }

    @Test
    void declaredEndpointsAndFilesContradictEachOther() throws IOException {
        assertThat(run("run", "-f", file(""), "--declare", "adult", "--bootstrap", "localhost:1"))
                .isEqualTo(2);
        assertThat(recorded.err()).contains("--declare and --file are both given");
    }

    @Test
    void brokenFileEndsEveryCommandThatTakesIt() throws IOException {
        String file = file("windw: {}\n");
        for (String command : new String[] {"audit x", "verify x", "replay x", "run", "ledger check"}) {
            String[] words = (command + " -f " + file).split(" ", -1);
            assertThat(run(words)).as(command).isEqualTo(2);
            assertThat(recorded.err()).as(command).contains("unknown key \"windw\"");
        }
    }

    @Test
    void helpComesEvenIfTheFileIsBroken() throws IOException {
        assertThat(run("audit", "-f", file("windw: {}\n"), "--help")).isZero();
    }
}
