package io.tidemark.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.app.Main;
import io.tidemark.app.SampleRun;
import io.tidemark.app.console.RecordedConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flag before environment before project file before user file before default. */
final class SettingsTest {
    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final RecordedConsole recorded = RecordedConsole.piped();
    private Path project = Path.of("");
    private Path home = Path.of("");

    @BeforeEach
    void makeFolders() throws IOException {
        project = Files.createDirectories(folder.resolve("project/deep/down"));
        home = Files.createDirectories(folder.resolve("home"));
        Files.createDirectory(folder.resolve("project/.git"));
    }

    private int run(String... args) {
        return Main.run(recorded.console(), new Surroundings(environment, project, home), args);
    }

    private void projectFile(String text) throws IOException {
        Files.writeString(folder.resolve("project/tidemark.properties"), text);
    }

    private void userFile(String text) throws IOException {
        Path place = Files.createDirectories(home.resolve(".config/tidemark"));
        Files.writeString(place.resolve("tidemark.properties"), text);
    }

    /** What {@code audit --window} is set to, and by what. */
    private String auditWindow() {
        RecordedConsole one = RecordedConsole.piped();
        int code = Main.run(
                one.console(),
                new Surroundings(environment, project, home),
                "config",
                "--show-origin",
                "--format",
                "csv");
        assertThat(code).as(one.err()).isZero();
        return one.out()
                .lines()
                .filter(line -> line.startsWith("audit.window,"))
                .findFirst()
                .orElse("not set");
    }

    @Test
    void defaultIsSaidToBeOne() {
        assertThat(auditWindow()).isEqualTo("audit.window,1h,default");
    }

    @Test
    void eachPlaceOutranksTheNext() throws IOException {
        userFile("window=2h\n");
        assertThat(auditWindow()).startsWith("audit.window,2h,").endsWith(".config/tidemark/tidemark.properties:1");
        projectFile("# windows\nwindow=3h\n");
        assertThat(auditWindow()).startsWith("audit.window,3h,").endsWith("project/tidemark.properties:2");
        projectFile("window=3h\naudit.window=4h\n");
        assertThat(auditWindow()).startsWith("audit.window,4h,").endsWith(":2");
        environment.put("TIDEMARK_WINDOW", "5h");
        assertThat(auditWindow()).isEqualTo("audit.window,5h,TIDEMARK_WINDOW");
        environment.put("TIDEMARK_AUDIT_WINDOW", "6h");
        assertThat(auditWindow()).isEqualTo("audit.window,6h,TIDEMARK_AUDIT_WINDOW");
    }

    @Test
    void flagOutranksAll() throws Exception {
        SampleRun sample = new SampleRun();
        Path captures = sample.writeCaptures(folder.resolve("captures"), 2, 400, 2);
        Path baseline = sample.writeBaseline(folder.resolve("b.json"));
        environment.put("TIDEMARK_WINDOW", "2h");
        assertThat(run("audit", captures.toString(), "-b", baseline.toString())).isZero();
        assertThat(recorded.out()).contains("in windows of 2h");
        assertThat(run("audit", captures.toString(), "-b", baseline.toString(), "--window", "1h"))
                .isZero();
        assertThat(recorded.out()).contains("in windows of 1h");
    }

    @Test
    void pathInAFileIsMeantFromWhereTheFileIs() throws Exception {
        SampleRun sample = new SampleRun();
        Path captures = sample.writeCaptures(folder.resolve("captures"), 1, 400, 1);
        sample.writeBaseline(folder.resolve("project/b.json"));
        projectFile("baseline=b.json\n");
        assertThat(run("audit", captures.toString())).as(recorded.err()).isZero();
    }

    @Test
    void unknownKeysAreAllNamedWithTheirPlaces() throws IOException {
        projectFile("audit.windw=1h\n\nnonsense=2\n");
        assertThat(run("rules")).isEqualTo(2);
        assertThat(recorded.err())
                .contains("unknown setting \"audit.windw\"")
                .contains("project/tidemark.properties:1")
                .contains("did you mean \"audit.window\"?")
                .contains("unknown setting \"nonsense\"")
                .contains("project/tidemark.properties:3");
        assertThat(recorded.out()).isEmpty();
    }

    @Test
    void helpComesEvenIfTheFileIsBroken() throws IOException {
        projectFile("nonsense=2\n");
        assertThat(run("audit", "--help")).isZero();
    }

    @Test
    void mistypedVariableIsAWarning() {
        environment.put("TIDEMARK_WINDWO", "1h");
        environment.put("TIDEMARK_SOMETHING_OF_SOMEBODY_ELSE", "1");
        assertThat(run("rules", "--quiet")).isZero();
        assertThat(recorded.err())
                .contains("TIDEMARK_WINDWO sets nothing: did you mean \"TIDEMARK_WINDOW\"")
                .doesNotContain("SOMEBODY_ELSE");
    }

    @Test
    void wrongValueIsToldWithItsPlace() throws IOException {
        projectFile("\nwindow=soon\n");
        assertThat(run("audit", "captures")).isEqualTo(2);
        assertThat(recorded.err()).contains("\"soon\" is no duration").contains("project/tidemark.properties:2");
    }

    @Test
    void variablesOfTheLauncherAreNoOptions() {
        environment.put("TIDEMARK_COLUMNS", "80");
        environment.put("TIDEMARK_OPTS", "-Xmx1g");
        assertThat(run("rules", "--quiet")).isZero();
        assertThat(recorded.err()).isEmpty();
    }

    @Test
    void outsideARepositoryOnlyTheWorkingFolderCounts() throws IOException {
        projectFile("window=3h\n");
        Files.delete(folder.resolve("project/.git"));
        assertThat(auditWindow()).isEqualTo("audit.window,1h,default");
    }

    @Test
    void fileAboveTheRepositoryIsNotRead() throws IOException {
        Files.writeString(folder.resolve("tidemark.properties"), "window=9h\n");
        assertThat(auditWindow()).isEqualTo("audit.window,1h,default");
    }

    @Test
    void userFileIsLookedForWhereXdgSaysIfThatIsAbsolute() throws IOException {
        Path config = Files.createDirectories(folder.resolve("config/tidemark"));
        Files.writeString(config.resolve("tidemark.properties"), "window=7h\n");
        environment.put("XDG_CONFIG_HOME", "config");
        assertThat(auditWindow()).endsWith("default");
        environment.put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        assertThat(auditWindow()).startsWith("audit.window,7h,");
    }

    @Test
    void withoutOriginsOnlyWhatIsSetIsListed() throws IOException {
        assertThat(run("config")).isZero();
        assertThat(recorded.out()).isEmpty();
        assertThat(recorded.err()).contains("nothing is set");
        projectFile("run.grace=5m\n");
        assertThat(run("config")).isZero();
        assertThat(recorded.out()).isEqualTo("key        value\nrun.grace  5m\n");
    }

    @Test
    void severalRulesAreSeparatedByCommas() throws Exception {
        SampleRun sample = new SampleRun();
        Path captures = sample.writeCaptures(folder.resolve("captures"), 1, 400, 0);
        Path baseline = sample.writeBaseline(folder.resolve("b.json"));
        projectFile("audit.rule=DR002=off,DR006=off\n");
        assertThat(run("audit", captures.toString(), "-b", baseline.toString()))
                .as(recorded.out())
                .isZero();
    }
}
