package io.tidemark.app.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.app.Main;
import io.tidemark.app.SampleRun;
import io.tidemark.app.console.RecordedConsole;
import io.tidemark.app.file.MonitorFile;
import io.tidemark.app.options.BaselineFile;
import io.tidemark.core.baseline.Baseline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlanCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private final RecordedConsole recorded = RecordedConsole.piped();
    private String file = "";
    private String baseline = "";

    @BeforeEach
    void write() throws Exception {
        file = Files.writeString(
                        folder.resolve("monitor.yaml"),
                        "version: 1\nendpoint: sample\nwindow: {size: 1h, grace: 90m}\n")
                .toString();
        baseline = new SampleRun()
                .writeBaseline(folder.resolve("amount.baseline.json"))
                .toString();
    }

    private int run(String... args) {
        return Main.run(recorded.console(), args);
    }

    @Test
    void withoutBaselineAndKafkaItSaysWhatItDoesNotKnow() {
        assertThat(run("plan", "-f", file)).as(recorded.err()).isZero();
        assertThat(recorded.out()).contains("sample", "changes     not known", "costs       not known");
    }

    @Test
    void baselineGivesCostsAndShifts() throws Exception {
        assertThat(run("plan", "-f", file, "-b", baseline, "--records-per-window", "2000", "--format", "json"))
                .isZero();
        JsonNode plan =
                new ObjectMapper().readTree(recorded.out()).path("plans").path(0);
        JsonNode costs = plan.path("costs");
        assertThat(costs.path("windowsOpen").asLong()).isEqualTo(4);
        assertThat(costs.path("bytes").asLong())
                .isEqualTo(costs.path("cells").asLong() * 8 * 4 * 13)
                .isPositive();
        assertThat(plan.path("finds")).anySatisfy(one -> {
            assertThat(one.path("code").asText()).isEqualTo("DR002");
            assertThat(one.path("size").asDouble()).isBetween(0.1, 1.0);
        });
        assertThat(plan.path("finds")).anySatisfy(one -> {
            assertThat(one.path("code").asText()).isEqualTo("DR006");
            assertThat(one.path("size").isNull()).isTrue();
        });
        assertThat(plan.path("compared").asBoolean()).isFalse();
    }

    @Test
    void differencesAreThoseToWhatRuns() {
        MonitorFile monitor = MonitorFile.read(Path.of(file));
        Baseline against = new BaselineFile(Path.of(baseline)).read();
        String config = monitor.config().hash().hex();
        LiveState same = new LiveState(
                List.of(),
                Map.of("sample", config),
                Map.of("sample", against.hash().hex()));
        assertThat(new MonitorPlan(monitor, against, same, 100).differences()).isEmpty();
        LiveState other = new LiveState(List.of("tidemark.reports"), Map.of("sample", "00"), Map.of());
        assertThat(new MonitorPlan(monitor, against, other, 100).differences())
                .containsExactly(
                        new MonitorPlan.Difference("topic tidemark.reports", "", "made"),
                        new MonitorPlan.Difference("config", "00", config),
                        new MonitorPlan.Difference(
                                "baseline", "", against.hash().hex()));
        assertThat(new MonitorPlan(monitor, null, other, 100).differences()).hasSize(2);
    }

    @Test
    void wrongNumbersAndMissingFilesAreWrongCommandLines() {
        assertThat(run("plan", "-f", file, "--records-per-window", "0")).isEqualTo(2);
        assertThat(run("plan")).isEqualTo(2);
        assertThat(recorded.err()).contains("no monitor given");
    }
}
