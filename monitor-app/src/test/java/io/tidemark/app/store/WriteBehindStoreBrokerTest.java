package io.tidemark.app.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.app.broker.SharedBroker;
import io.tidemark.streams.store.WriteBehindOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.streams.StreamsConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a topology driver cannot show of the write-behind store: transactions, crashes, restarts, rebalances. */
@Tag("broker")
class WriteBehindStoreBrokerTest {
    private static final long SEED = 20_260_101;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void committedTotalsAreExactAndWrittenOncePerCommit(boolean isPersistent) {
        var observations = new Observations("totals", 2, SEED);
        observations.produce(40_000, 50);
        var options = isPersistent ? WriteBehindOptions.persistent() : WriteBehindOptions.inMemory();

        try (var app = CountingApp.start(settings(observations, "a"), observations.topic(), options)) {
            observations.awaitCommitted(app);
            assertThat(app.counters().rowsWritten()).isBetween(50L, 20_000L);
            assertThat(app.counters().rowsRead()).isZero();
        }

        assertThat(observations.committed()).as("seed " + SEED).isEqualTo(observations.expected());
    }

    @Test
    void aBudgetFarTooSmallCostsWritesButNoObservation() {
        var observations = new Observations("budget", 2, SEED);
        observations.produce(20_000, 500);
        var options = WriteBehindOptions.persistent().withLiveBytes(8_000);

        try (var app = CountingApp.start(settings(observations, "a"), observations.topic(), options)) {
            observations.awaitCommitted(app);
            assertThat(app.counters().evictions()).isGreaterThan(1_000);
            assertThat(app.counters().earlyWrites()).isGreaterThan(1_000);
            assertThat(app.counters().rowsRead()).isGreaterThan(1_000);
        }

        assertThat(observations.committed()).as("seed " + SEED).isEqualTo(observations.expected());
    }

    @Test
    void aCleanRestartRestoresNothingAndGoesOn() {
        var observations = new Observations("restart", 2, SEED);
        observations.produce(5_000, 50);
        try (var app = start(observations, "a")) {
            observations.awaitCommitted(app);
        }

        observations.produce(5_000, 50);
        try (var app = start(observations, "a")) {
            observations.awaitCommitted(app);

            assertThat(app.restoredRows()).isZero();
            assertThat(app.counters().rowsRead()).isEqualTo(50);
        }

        assertThat(observations.committed()).as("seed " + SEED).isEqualTo(observations.expected());
    }

    @Test
    void aLostDirectoryIsRestoredFromTheChangelog() {
        var observations = new Observations("lost", 1, SEED);
        observations.produce(5_000, 50);
        try (var app = start(observations, "a")) {
            observations.awaitCommitted(app);
        }

        observations.produce(5_000, 50);
        try (var app = start(observations, "another directory")) {
            observations.awaitCommitted(app);

            assertThat(app.restoredRows()).isGreaterThanOrEqualTo(50);
        }

        assertThat(observations.committed()).as("seed " + SEED).isEqualTo(observations.expected());
    }

    @Test
    void fiveKillsAtRandomMomentsLoseAndDoubleNothing(TestReporter reporter) throws Exception {
        var observations = new Observations("kill", 2, SEED);
        var moments = new Random(SEED);
        var lags = new ArrayList<Long>();

        for (int kill = 0; kill < 5; kill++) {
            observations.produce(120_000, 200); // more than a fast machine counts before the kill
            try (var process = startProcess(observations)) {
                process.awaitStart();
                observations.awaitLag(observations.lag() - 1); // at work: something of this run is committed
                process.killAfter(moments.nextInt(600));
                lags.add(observations.lag());
            }
        }
        try (var process = startProcess(observations)) {
            process.awaitStart();
            observations.awaitCommitted();
            assertThat(process.end()).isZero();
        }

        reporter.publishEntry("not yet committed at the kills", lags.toString());
        assertThat(lags)
                .as("not yet committed at each kill: every kill must hit work under way")
                .allMatch(lag -> lag > 0)
                .doesNotHaveDuplicates();
        assertThat(observations.committed())
                .as("seed " + SEED + ", lags at the kills " + lags)
                .isEqualTo(observations.expected());
    }

    private CountingProcess startProcess(Observations observations) throws Exception {
        return CountingProcess.start(
                SharedBroker.bootstrapServers(),
                observations.applicationId(),
                directory.resolve("killed"),
                observations.topic());
    }

    @Test
    void anObjectCreatedAndRemovedBetweenTwoCommitsIsNeverWritten() {
        var observations = new Observations("fleeting", 1, SEED);
        var records = new ArrayList<ProducerRecord<String, String>>();
        for (int i = 0; i < 1_000; i++) {
            records.add(new ProducerRecord<>(observations.topic(), "fleeting-" + i, "1"));
            records.add(new ProducerRecord<>(observations.topic(), "fleeting-" + i, CountingApp.FORGET));
        }
        records.add(new ProducerRecord<>(observations.topic(), "staying", "1"));
        records.add(new ProducerRecord<>(observations.topic(), "never seen", CountingApp.FORGET));
        SharedBroker.produce(records);
        Properties settings = settings(observations, "a");
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "3000"); // all of the input within one commit

        try (var app = CountingApp.start(settings, observations.topic(), WriteBehindOptions.persistent())) {
            observations.awaitCommitted(app);
        }

        assertThat(observations.changelog())
                .extracting(row -> new String(row.key(), StandardCharsets.UTF_8))
                .containsExactly("staying");
    }

    @Test
    void aRemovedObjectLeavesATombstoneAndStaysRemovedAfterRestart() {
        var observations = new Observations("removed", 1, SEED);
        produce(observations, "1");
        try (var app = start(observations, "a")) {
            observations.awaitCommitted(app);
        }
        produce(observations, CountingApp.FORGET);
        try (var app = start(observations, "a")) {
            observations.awaitCommitted(app);
            assertThat(app.counters().tombstonesWritten()).isEqualTo(1);
        }
        produce(observations, "7");
        try (var app = start(observations, "another directory")) {
            observations.awaitCommitted(app);
        }

        assertThat(observations.committed()).isEqualTo(Map.of("key", new Tally(1, 7)));
    }

    private static void produce(Observations observations, String value) {
        SharedBroker.produce(List.of(new ProducerRecord<>(observations.topic(), "key", value)));
    }

    @Test
    void partitionsThatMoveBetweenInstancesKeepTheirTotals() {
        var observations = new Observations("move", 4, SEED);
        observations.produce(20_000, 100);
        try (var first = start(observations, "first")) {
            observations.awaitLag(15_000, first);
            try (var second = start(observations, "second")) {
                awaitTasks(second, 2);
                observations.produce(20_000, 100);
                observations.awaitCommitted(first, second);
                assertThat(second.counters().rowsWritten()).isPositive();

                observations.produce(20_000, 100);
                first.leave();
                awaitTasks(second, 4);
                observations.produce(20_000, 100);
                observations.awaitCommitted(second);
            }
        }

        assertThat(observations.committed()).as("seed " + SEED).isEqualTo(observations.expected());
    }

    private static void awaitTasks(CountingApp app, int count) {
        Awaitility.await(count + " tasks")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> app.activeTasks() == count);
    }

    @Test
    void theChangelogIsCompactedInSmallSegmentsWithAppendTime() throws Exception {
        var observations = new Observations("changelog", 1, SEED);
        observations.produce(10, 1);
        try (var app = start(observations, "a")) {
            observations.awaitCommitted(app);
        }

        var resource = new ConfigResource(ConfigResource.Type.TOPIC, observations.changelogTopic());
        try (var admin = SharedBroker.admin()) {
            var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            assertThat(config.get("cleanup.policy").value()).isEqualTo("compact");
            assertThat(config.get("segment.bytes").value()).isEqualTo("67108864");
            assertThat(config.get("min.cleanable.dirty.ratio").value()).isEqualTo("0.2");
            assertThat(config.get("message.timestamp.type").value()).isEqualTo("LogAppendTime");
        }
    }

    private CountingApp start(Observations observations, String stateDirectory) {
        return CountingApp.start(
                settings(observations, stateDirectory), observations.topic(), WriteBehindOptions.persistent());
    }

    private Properties settings(Observations observations, String stateDirectory) {
        return CountingApp.settings(
                SharedBroker.bootstrapServers(), observations.applicationId(), directory.resolve(stateDirectory));
    }
}
