package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.app.Main;
import io.tidemark.app.console.RecordedConsole;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.Evaluation;
import io.tidemark.core.evaluation.WindowState;
import io.tidemark.replay.Audit;
import io.tidemark.replay.AuditPlan;
import io.tidemark.replay.AuditResult;
import io.tidemark.streams.runtime.MonitorStreams;
import io.tidemark.wire.json.BaselineJson;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the service's files to live verdicts: a baseline is exported, imported and published, and judges as it did. */
@Tag("broker")
class ImportedBaselineLiveTest {
    private static final MonitorConfig CONFIG = MonitorConfig.defaults();
    private static final String[] ENDPOINTS = {"fraud"};

    @TempDir
    private Path folder;

    private final LiveTopics topics = new LiveTopics(2);

    @Test
    void anImportedBaselineJudgesLiveAsInTheAuditAndAsTheOneThatWasExported() throws Exception {
        Traffic traffic = new Traffic(29, 8, 300);
        Path own = folder.resolve("own.json");
        try (OutputStream out = Files.newOutputStream(own)) {
            BaselineJson.write(traffic.baseline(), out);
        }
        Path captures = traffic.write(folder.resolve("captures"), ENDPOINTS);
        Baseline imported = exportedAndImported(own);
        AuditResult audit = Audit.run(AuditPlan.of(captures, imported, CONFIG, Instant.now()));

        try (MonitorStreams app = LiveApp.start(LiveApp.settings(topics, CONFIG, folder.resolve("state")))) {
            LiveApp.replay(captures, topics);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(topics.reports()).hasSameSizeAs(audit.reports()));
            assertThat(app.state().isRunningOrRebalancing()).isTrue();
        }

        Books books = new Books(topics);
        books.assertVerdictsOf(audit);
        books.assertLedgerChecks(CONFIG);
        AuditResult before = Audit.run(AuditPlan.of(captures, read(own), CONFIG, Instant.now()));
        assertThat(fired(audit)).isEqualTo(fired(before)).isNotEmpty();
        assertThat(audit.windowsByState())
                .as("hours without drift stay quiet")
                .containsEntry(WindowState.OK, 6L)
                .containsEntry(WindowState.ALARM, 2L);
    }

    private Baseline exportedAndImported(Path own) throws Exception {
        Path files = folder.resolve("service");
        Path out = folder.resolve("imported.json");
        run("baseline", "export", own.toString(), "--service-files", files.toString());
        String said = run(
                "baseline",
                "import",
                files.resolve("statistics.json").toString(),
                files.resolve("constraints.json").toString(),
                "-o",
                out.toString(),
                "--publish",
                "--endpoint=fraud",
                "--bootstrap=" + topics.broker().bootstrapServers(),
                "--topic-prefix=" + topics.prefix());
        assertThat(said).contains("published, holds from the beginning");
        return read(out);
    }

    private static Baseline read(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return BaselineJson.read(in, file.toString());
        }
    }

    private static String run(String... args) {
        RecordedConsole recorded = RecordedConsole.piped();
        assertThat(Main.run(recorded.console(), args)).as(recorded.err()).isZero();
        return recorded.out();
    }

    /** Window, rule and feature of every violation. */
    private static List<String> fired(AuditResult audit) {
        return audit.evaluations().stream()
                .map(Evaluation::violations)
                .flatMap(List::stream)
                .map(violation -> violation.window() + " " + violation.outcome().code() + " "
                        + violation.outcome().feature())
                .sorted()
                .toList();
    }
}
