package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.baseline.BaselineJob;
import io.tidemark.baseline.BaselinePlan;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.replay.Audit;
import io.tidemark.replay.AuditPlan;
import io.tidemark.replay.AuditResult;
import io.tidemark.replay.CaptureNames;
import io.tidemark.streams.runtime.MonitorStreams;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Three real streams with repeats, broken and late records: live and audit agree, and the books balance. */
@Tag("broker")
class RealStreamsTest {
    private static final long SEED = 20_260_302;
    private static final int PARTITIONS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    /** A bundled stream, with the windows in which it has enough records. */
    enum RealStream {
        ADULT("../examples/adult/train.csv", "../examples/adult/capture", "income", Duration.ofHours(1)),
        CHURN(bundled("churn/train.csv.gz"), bundled("churn/capture.jsonl.gz"), "Churn?", Duration.ofHours(6)),
        BIKE(bundled("bike/train.csv.gz"), bundled("bike/capture.jsonl.gz"), "cnt", Duration.ofDays(7));

        private final Path train;
        private final Path captures;
        private final String label;
        private final Duration window;

        RealStream(String train, String captures, String label, Duration window) {
            this.train = Path.of(train);
            this.captures = Path.of(captures);
            this.label = label;
            this.window = window;
        }

        private static String bundled(String name) {
            return "src/test/resources/streams/" + name;
        }
    }

    @ParameterizedTest
    @EnumSource
    void liveIsTheAuditWithRepeatsBrokenAndLateRecords(RealStream stream) throws Exception {
        MonitorConfig config = MonitorConfig.of(WindowSpec.of(stream.window, Duration.ZERO));
        CaptureNames names = new CaptureNames("model", null);
        DamagedStream damaged = DamagedStream.of(stream.captures, SEED);
        Path captures = damaged.write(folder.resolve("captures"));
        Baseline baseline = BaselineJob.run(BaselinePlan.of(stream.train).withLabel(stream.label))
                .baseline();
        AuditResult audit = Audit.run(
                AuditPlan.of(captures, baseline, config, Instant.now()).withNames(names));
        LiveTopics topics = new LiveTopics(PARTITIONS);
        topics.activate(baseline, "model");
        Books books = new Books(topics);
        try (MonitorStreams app = LiveApp.start(LiveApp.settings(topics, config, folder.resolve("state")))) {
            LiveApp.replay(captures, names, topics);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(topics.reports()).hasSameSizeAs(audit.reports()));
            sendLate(topics, damaged);
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(late(topics)).isEqualTo(damaged.late().size()));
            assertThat(app.state().isRunningOrRebalancing()).isTrue();
        }

        books.assertVerdictsOf(audit);
        books.assertNothingTwice();
        books.assertEveryRecordAccounted(damaged.lines().size() + damaged.late().size(), PARTITIONS);
        books.assertLedgerChecks(config);
        assertThat(damaged.repeated()).isPositive();
        assertThat(damaged.broken()).isPositive();
        assertThat(damaged.late()).isNotEmpty();
        assertThat(audit.accounting().duplicates()).isEqualTo(damaged.repeated());
        assertThat(books.duplicates()).isEqualTo(damaged.repeated());
        assertThat(topics.deadLetters()).hasSize((int) audit.accounting().deadLetters());
        assertThat(audit.accounting().deadLetters()).isGreaterThanOrEqualTo(damaged.broken());
    }

    private static void sendLate(LiveTopics topics, DamagedStream damaged) {
        Captures captures = new Captures(topics);
        int next = 0;
        for (String line : damaged.late()) {
            captures.raw(next++ % PARTITIONS, "model", "late-" + next, line);
        }
        captures.send();
    }

    private static long late(LiveTopics topics) {
        return topics.ledger(LedgerScope.LATE).stream()
                .mapToLong(LedgerRow::getLate)
                .sum();
    }
}
