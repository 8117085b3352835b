package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.baseline.BaselineJob;
import io.tidemark.baseline.BaselinePlan;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.VerdictHash;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.replay.Audit;
import io.tidemark.replay.AuditPlan;
import io.tidemark.replay.AuditResult;
import io.tidemark.replay.CaptureNames;
import io.tidemark.replay.ReplayPlan;
import io.tidemark.replay.ReplayResult;
import io.tidemark.streams.runtime.MonitorStreams;
import io.tidemark.wire.avro.DeadLetter;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bundled census stream, 22,560 captures of four days: one run hash, however it is counted. */
@Tag("broker")
class AdultTest {
    private static final Path EXAMPLES = Path.of("..", "examples", "adult");
    private static final MonitorConfig CONFIG = MonitorConfig.defaults();
    private static final CaptureNames NAMES = new CaptureNames("census-income", null);
    private static final int RECORDS = 22_560;
    private static final int UNREADABLE = 8;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static Baseline baseline;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static AuditResult audit;

    @TempDir
    private Path folder;

    @BeforeAll
    static void audit() throws Exception {
        baseline = BaselineJob.run(
                        BaselinePlan.of(EXAMPLES.resolve("train.csv")).withLabel("income"))
                .baseline();
        audit = auditOf(EXAMPLES.resolve("capture"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 12})
    void liveGivesTheAuditsRunHashOnAnyPartitioning(int partitions) throws Exception {
        LiveTopics topics = new LiveTopics(partitions);
        topics.activate(baseline, "census-income");
        try (MonitorStreams app = LiveApp.start(LiveApp.settings(topics, CONFIG, folder))) {
            LiveApp.replay(EXAMPLES.resolve("capture"), NAMES, topics);
            await().atMost(Duration.ofSeconds(90))
                    .untilAsserted(() -> assertThat(topics.reports()).hasSize(96));
            assertThat(app.state().isRunningOrRebalancing()).isTrue();
        }
        assertThat(runHash(topics)).isEqualTo(audit.runHash());
        assertThat(topics.violations()).hasSize((int) audit.violations());
        assertThat(topics.deadLetters()).hasSize(UNREADABLE);
        List<LedgerRow> rows = topics.ledger(LedgerScope.PARTITION);
        assertThat(rows.stream().mapToLong(LedgerRow::getRead).sum()
                        - rows.stream().mapToLong(LedgerRow::getControl).sum())
                .isEqualTo(RECORDS);
        assertThat(topics.ledger(LedgerScope.WINDOW).stream()
                        .mapToLong(LedgerRow::getCounted)
                        .sum())
                .isEqualTo(RECORDS - UNREADABLE);
        assertThat(topics.ledger(LedgerScope.LATE)).isEmpty();
    }

    @Test
    void avroRecordsGiveTheAuditsVerdictsAndBooksOfTheFiles() throws Exception {
        LiveTopics topics = new LiveTopics(2);
        topics.activate(baseline, "census-income");
        Books books = new Books(topics);
        try (MonitorStreams app = LiveApp.start(LiveApp.settings(topics, CONFIG, folder))) {
            ReplayResult sent = LiveApp.replay(EXAMPLES.resolve("capture"), NAMES, topics, ReplayPlan.Form.AVRO);
            assertThat(sent.withoutAvro()).isZero();
            await().atMost(Duration.ofSeconds(90))
                    .untilAsserted(() -> assertThat(topics.reports()).hasSize(96));
            assertThat(app.state().isRunningOrRebalancing()).isTrue();
        }
        books.assertVerdictsOf(audit);
        books.assertNothingTwice();
        books.assertNothingLate();
        books.assertEveryRecordAccounted(RECORDS, 2);
        books.assertLedgerChecks(CONFIG);
        assertThat(topics.deadLetters())
                .hasSize(UNREADABLE)
                .extracting(DeadLetter::getReason)
                .containsOnly("malformed", "emptyPayload");
    }

    @Test
    void shuffledLinesInShuffledFilesGiveTheSameRunHash() throws Exception {
        long seed = 20_260_302;

        AuditResult shuffled = auditOf(shuffle(new Random(seed)));

        assertThat(shuffled.runHash()).as("seed %d", seed).isEqualTo(audit.runHash());
        assertThat(shuffled.accounting()).isEqualTo(audit.accounting());
    }

    private static AuditResult auditOf(Path captures) throws IOException, InterruptedException {
        return Audit.run(AuditPlan.of(captures, baseline, CONFIG, Instant.now()).withNames(NAMES));
    }

    private static ContentHash runHash(LiveTopics topics) {
        return VerdictHash.ofRun(topics.reports().values().stream()
                .map(WindowReport::verdictHash)
                .toList());
    }

    /** Deals all lines out to 17 plain files, in an order that the seed decides. */
    private Path shuffle(Random random) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(EXAMPLES.resolve("capture"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .forEach(lines::add);
                }
            }
        }
        Collections.shuffle(lines, random);
        for (int file = 0; file < 17; file++) {
            List<String> part = lines.subList(lines.size() * file / 17, lines.size() * (file + 1) / 17);
            Files.write(folder.resolve(file + ".jsonl"), part);
        }
        return folder;
    }
}
