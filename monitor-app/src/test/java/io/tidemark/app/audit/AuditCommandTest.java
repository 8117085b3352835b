package io.tidemark.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.app.Main;
import io.tidemark.app.SampleRun;
import io.tidemark.app.console.RecordedConsole;
import io.tidemark.app.console.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditCommandTest {
    private static final int ROWS = 400;

    @TempDir
    private Path folder;

    private final RecordedConsole recorded = RecordedConsole.piped();
    private final SampleRun sample = new SampleRun();
    private String baseline = "";

    @BeforeEach
    void writeBaseline() throws Exception {
        baseline = sample.writeBaseline(folder.resolve("amount.baseline.json")).toString();
    }

    private String captures(int hours, int perHour, int driftsFrom) throws Exception {
        return sample.writeCaptures(folder.resolve("captures"), hours, perHour, driftsFrom)
                .toString();
    }

    private int run(String... args) {
        return Main.run(recorded.console(), args);
    }

    @Test
    void cleanCapturesAreCleanAndAccountedFor() throws Exception {
        String captures = captures(2, ROWS, 2);
        assertThat(run("audit", captures, "-b", baseline)).isZero();
        assertThat(recorded.out())
                .startsWith("audit of " + captures + " in windows of 1h  (2 files, ")
                .contains("  windows     2: 2 ok\n")
                .contains("  period      2026-03-02 00:00 to 2026-03-02 02:00 UTC\n")
                .contains("  records     read 800 = counted 800 + dead letters 0\n")
                .contains("  violations  none\n")
                .containsPattern("  runHash     [0-9a-f]{64}\n")
                .doesNotContain("severity");
        assertThat(recorded.err()).isEqualTo("next: add --out DIR to keep reports and violations as JSON\n");
    }

    @Test
    void driftFailsAndTheWorstWindowIsNamedWithItsReason() throws Exception {
        assertThat(run("audit", captures(3, ROWS, 2), "-b", baseline)).isEqualTo(1);
        assertThat(recorded.out())
                .contains("  windows     3: 2 ok, 1 alarm\n")
                .contains("window (UTC)      severity  rules  training  window    worst\n")
                .containsPattern("\n2026-03-02 02:00  critical +\\d+  [:.]{8}  [ .:@]{8}  amount: .+\n");
    }

    @Test
    void manifestsOfABatchAreFollowedIntoTheFolderThatStandsForS3() throws Exception {
        Path store = Files.createDirectory(folder.resolve("store"));
        Files.writeString(store.resolve("a.csv"), "12.5\n13.5\n");
        Files.writeString(store.resolve("a.csv.out"), "1\n0\n");
        for (String side : new String[] {"input", "output"}) {
            Path hour = Files.createDirectories(folder.resolve("captures/job/" + side + "/2026/03/02/05"));
            String name = side.equals("input") ? "a.csv" : "a.csv.out";
            Files.writeString(hour.resolve("m.json"), "[{\"prefix\":\"s3://bucket/\"},\"" + name + "\"]");
        }
        String captures = folder.resolve("captures").toString();

        assertThat(run("audit", captures, "-b", baseline)).isEqualTo(2);
        assertThat(recorded.err()).contains("s3://bucket/a.csv is not there");
        run("audit", captures, "-b", baseline, "--s3-root", store.toString());
        assertThat(recorded.out()).contains("  records     read 2 = counted 2 + dead letters 0\n");
        assertThat(run("audit", captures, "-b", baseline, "--s3-root", store + "/none"))
                .isEqualTo(2);
        assertThat(recorded.err()).contains("none is no folder");
    }

    @Test
    void violationsPassWhenAskedTo() throws Exception {
        String captures = captures(1, ROWS, 0);
        assertThat(run("audit", captures, "-b", baseline, "--exit-zero")).isZero();
        assertThat(run("audit", captures, "-b", baseline, "--fail-on", "never")).isZero();
        assertThat(run("audit", captures, "-b", baseline, "--fail-on=alarm")).isEqualTo(1);
    }

    @Test
    void rowsOfATerminalEndWhereItDoes() throws Exception {
        RecordedConsole narrow = new RecordedConsole(new Terminal(true, false, true, true, 60));
        Main.run(narrow.console(), "audit", captures(1, ROWS, 0), "-b", baseline);
        assertThat(narrow.out().lines().filter(line -> line.contains("amount:")))
                .singleElement()
                .satisfies(line -> assertThat(line).hasSize(60).endsWith("…"));
    }

    @Test
    void progressIsDrawnAndWipedOnATerminalOnly() throws Exception {
        RecordedConsole terminal = RecordedConsole.onTerminal();
        Main.run(terminal.console(), "audit", captures(1, ROWS, 1), "-b", baseline);
        assertThat(terminal.err())
                .contains("\raudit: 0 of 1 file, 0.0 MB of 0.1 MB")
                .contains(" \r");
    }

    @Test
    void jsonIsOneObjectAndTheSameAgain() throws Exception {
        String captures = captures(1, ROWS, 0);
        RecordedConsole again = RecordedConsole.piped();
        assertThat(run("audit", captures, "-b", baseline, "--format", "json")).isEqualTo(1);
        Main.run(again.console(), "audit", captures, "-b", baseline, "--format=json", "--threads=1");

        JsonNode node = new ObjectMapper().readTree(recorded.out());
        assertThat(node.get("schemaVersion").asInt()).isEqualTo(1);
        assertThat(node.at("/windows/ALARM").asInt()).isEqualTo(1);
        assertThat(node.at("/records/counted").asInt()).isEqualTo(ROWS);
        assertThat(node.at("/violations/0/feature").asText()).isEqualTo("amount");
        assertThat(again.out()).isEqualTo(recorded.out());
    }

    @Test
    void tooFewRowsAreNoSuccess() throws Exception {
        assertThat(run("audit", captures(1, 3, 1), "-b", baseline)).isEqualTo(3);
        assertThat(recorded.err())
                .endsWith("warning: no window has enough rows for a verdict; a longer --window has more\n");
    }

    @Test
    void nothingReadIsNoSuccess() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(run("audit", empty.toString(), "-b", baseline)).isEqualTo(3);
        assertThat(recorded.out()).contains("  windows     none\n");
        assertThat(recorded.err()).endsWith("warning: no record was counted, so nothing was judged\n");
    }

    @Test
    void deadLettersAreCountedByReasonAndTheFirstAreShown() throws Exception {
        Path captures = Path.of(captures(1, ROWS, 1));
        Files.writeString(captures.resolve("fraud/AllTraffic/2026/03/02/00/broken.jsonl"), "{\n");
        assertThat(run("audit", captures.toString(), "-b", baseline)).isZero();
        assertThat(recorded.out())
                .contains("read 401 = counted 400 + dead letters 1 (malformed 1)\n")
                .contains("first dead letters\n  fraud/AllTraffic/2026/03/02/00/broken.jsonl:1: malformed: ");
    }

    @Test
    void filesAreLeftWhereAskedAndForeignFilesAreRespected() throws Exception {
        String captures = captures(1, ROWS, 1);
        Path out = folder.resolve("out");
        assertThat(run("audit", captures, "-b", baseline, "--out", out.toString()))
                .isZero();
        assertThat(out).isDirectoryContaining(file -> file.endsWith("summary.json"));
        assertThat(recorded.out()).contains("  files       " + out + "\n");

        assertThat(run("audit", captures, "-b", baseline, "-o", folder.toString()))
                .isEqualTo(2);
        assertThat(recorded.err()).contains("which no audit wrote: take another folder, or give --force");
    }

    @Test
    void mistypedPathGetsASuggestion() throws Exception {
        captures(1, 3, 1);
        assertThat(run("audit", folder.resolve("captrues").toString(), "-b", baseline))
                .isEqualTo(2);
        assertThat(recorded.err()).isEqualTo("""
                        error: no such file or folder: %1$s/captrues
                          why: %1$s has no "captrues"
                          fix: did you mean "captures"?
                        """.formatted(folder));
    }

    @Test
    void missingBaselineSaysHowToMakeOne() throws Exception {
        String captures = captures(1, 3, 1);
        assertThat(run("audit", captures)).isEqualTo(2);
        assertThat(run("audit", captures, "-b", folder.resolve("amount.json").toString()))
                .isEqualTo(2);
        assertThat(recorded.err())
                .startsWith("error: no baseline given\n")
                .contains("error: no such file or folder: " + folder.resolve("amount.json"))
                .contains("  fix: make one: tidemark baseline TRAIN.csv -o baseline.json\n");
    }

    @Test
    void fileThatIsNoBaselineIsRefusedWithItsPlace() throws Exception {
        Path text = Files.writeString(folder.resolve("train.csv"), "age,income\n1,2\n");
        assertThat(run("audit", captures(1, 3, 1), "-b", text.toString())).isEqualTo(2);
        assertThat(recorded.err())
                .startsWith("error: the baseline cannot be used\n  at:  " + text + "\n  why: is not JSON at line 1, ");
    }

    @Test
    void capturesWithoutAnEndpointSayHowToNameIt() throws Exception {
        Path file = Path.of(captures(1, ROWS, 1), "fraud/AllTraffic/2026/03/02/00/part.jsonl");
        Path lone = Files.copy(file, folder.resolve("lone.jsonl"));
        assertThat(run("audit", lone.toString(), "-b", baseline)).isEqualTo(2);
        assertThat(recorded.err())
                .startsWith("error: the captures do not tell their endpoint\n")
                .contains("--endpoint NAME");
        assertThat(run("audit", lone.toString(), "-b", baseline, "--endpoint", "fraud"))
                .isZero();
    }

    @Test
    void wrongOptionsAreNamed() throws Exception {
        String captures = captures(1, 3, 1);
        assertThat(run("audit", captures, "-b", baseline, "--window", "1 hour")).isEqualTo(2);
        assertThat(run("audit", captures, "-b", baseline, "--window-offset", "2h"))
                .isEqualTo(2);
        assertThat(run("audit", captures, "-b", baseline, "--force")).isEqualTo(2);
        assertThat(run("audit", captures, "-b", baseline, "--exit-zero", "--fail-on=alarm"))
                .isEqualTo(2);
        assertThat(run("audit", captures, "-b", baseline, "--threads", "0")).isEqualTo(2);
        assertThat(run("audit", captures, "-b", baseline, "--endpoint", " ")).isEqualTo(2);
        assertThat(recorded.err())
                .contains("\"1 hour\" is no duration: write 30s, 90m, 1h, 1h30m, 7d or PT1H")
                .contains("error: --window 1h --window-offset 2h are no windows")
                .contains("error: --force without --out")
                .contains("error: --exit-zero and --fail-on alarm contradict each other")
                .contains("error: --threads 0 is not in [1, 1024]")
                .contains("error: --endpoint is blank");
        assertThat(recorded.out()).isEmpty();
    }
}
