package io.tidemark.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.app.Main;
import io.tidemark.app.SampleRun;
import io.tidemark.app.console.RecordedConsole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServiceFilesTest {
    private static final int ROWS = 400;

    @TempDir
    private Path folder;

    private final RecordedConsole recorded = RecordedConsole.piped();
    private final SampleRun sample = new SampleRun();

    private int run(Object... args) {
        String[] texts = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            texts[i] = args[i].toString();
        }
        return Main.run(recorded.console(), texts);
    }

    @Test
    void trainingDataBecomesServiceFilesAndTheseABaselineAgain() throws Exception {
        Path table = folder.resolve("train.csv");
        String rows = IntStream.range(0, 1000)
                .mapToObj(i -> i % 2 + "," + i + "," + (i % 3 == 0 ? "a" : "b"))
                .collect(Collectors.joining("\n", "label,x,t\n", "\n"));
        Files.writeString(table, rows);
        Path service = folder.resolve("service");
        Path imported = folder.resolve("imported.json");

        assertThat(run(
                        "baseline",
                        table,
                        "--label",
                        "label",
                        "-o",
                        folder.resolve("b.json"),
                        "--service-files",
                        service))
                .isZero();
        assertThat(run(
                        "baseline",
                        "import",
                        service.resolve("statistics.json"),
                        service.resolve("constraints.json"),
                        "--label",
                        "label",
                        "-o",
                        imported))
                .isZero();
        assertThat(run("baseline", "export", imported, "--service-files", folder.resolve("back")))
                .isZero();

        for (String name : new String[] {"statistics.json", "constraints.json"}) {
            assertThat(folder.resolve("back").resolve(name)).hasSameBinaryContentAs(service.resolve(name));
        }
        assertThat(Files.readString(service.resolve("constraints.json")))
                .contains("\"domains\" : [ \"b\", \"a\" ]")
                .contains("\"comparison_method\" : \"Robust\"");
    }

    @Test
    void anAuditLeavesTheServicesViolations() throws Exception {
        Path baseline = sample.writeBaseline(folder.resolve("amount.baseline.json"));
        Path captures = sample.writeCaptures(folder.resolve("captures"), 3, ROWS, 2);
        Path out = folder.resolve("out");

        assertThat(run("audit", captures, "-b", baseline, "-o", out, "--service-files"))
                .isEqualTo(1);

        try (Stream<Path> files = Files.walk(out.resolve("service"))) {
            assertThat(files.filter(file -> file.endsWith("constraint_violations.json"))
                            .map(ServiceFilesTest::text)
                            .filter(text -> text.contains("baseline_drift_check")))
                    .hasSize(1);
        }
    }

    @Test
    void optionsThatNeedOthersSaySo() {
        assertThat(run("audit", "captures", "-b", "b.json", "--service-files")).isEqualTo(2);
        assertThat(recorded.err()).contains("--service-files without --out");
        assertThat(run("audit", "captures", "-b", "b.json", "--pure-types")).isEqualTo(2);
        assertThat(run("audit", "captures", "-b", "b.json", "-o", "out", "--service-files", "--statistics", "s.json"))
                .isEqualTo(2);
        assertThat(recorded.err()).contains("give both");
    }

    @Test
    void aFileThatIsNoneIsNamedWithItsPlace() throws Exception {
        Path statistics = Files.writeString(folder.resolve("statistics.json"), "{\"dataset\":{}}");
        Path constraints = Files.writeString(folder.resolve("constraints.json"), "{}");

        assertThat(run("baseline", "import", statistics, constraints, "-o", folder.resolve("b.json")))
                .isEqualTo(2);
        assertThat(recorded.err()).contains("statistics.json: line 1, column 12: the object has no item_count");
        assertThat(folder.resolve("b.json")).doesNotExist();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
