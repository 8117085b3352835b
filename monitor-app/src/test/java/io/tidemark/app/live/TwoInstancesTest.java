package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.app.broker.SharedBroker;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.replay.Audit;
import io.tidemark.replay.AuditPlan;
import io.tidemark.replay.AuditResult;
import io.tidemark.replay.ReplayResult;
import io.tidemark.streams.runtime.DriftSettings;
import io.tidemark.streams.runtime.MonitorStreams;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that move between instances in the middle of a run. */
@Tag("broker")
class TwoInstancesTest {
    private static final MonitorConfig CONFIG = MonitorConfig.defaults();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String[] ENDPOINTS = {"fraud", "churn", "price", "spam"};

    @TempDir
    private Path folder;

    @Test
    void anInstanceThatJoinsAndOneThatLeavesChangeNoVerdict() throws Exception {
        Traffic traffic = new Traffic(23, 8, 200);
        Baseline baseline = traffic.baseline();
        Path captures = traffic.write(folder.resolve("captures"), ENDPOINTS);
        AuditResult audit = Audit.run(AuditPlan.of(captures, baseline, CONFIG, Instant.now()));
        LiveTopics topics = new LiveTopics(4);
        topics.activate(baseline, ENDPOINTS);

        MonitorStreams first = LiveApp.start(settings(topics, "first"));
        try (first) {
            ReplayResult sent = LiveApp.replay(captures, topics);
            awaitLag(topics, sent.sent() * 3 / 4);
            try (MonitorStreams second = LiveApp.start(settings(topics, "second"))) {
                await().atMost(PATIENCE).until(() -> second.state() == KafkaStreams.State.RUNNING);
                awaitLag(topics, Math.min(sent.sent() / 2, topics.lag() * 3 / 4));
                first.close();
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(topics.reports()).hasSameSizeAs(audit.reports()));
                Books books = new Books(topics);
                await().atMost(PATIENCE).until(() -> books.read() == sent.sent() + sent.controlRecords());
                books.assertVerdictsOf(audit);
                books.assertNothingTwice();
                books.assertNothingLate();
                books.assertEveryRecordAccounted(sent.sent(), sent.controlRecords());
            }
        }
        assertThat(mergePartitions(topics))
                .as("endpoints must meet in more than one merge partition for heartbeats to be tested")
                .hasSizeGreaterThan(1);
    }

    private DriftSettings settings(LiveTopics topics, String instance) {
        return LiveApp.settings(
                SharedBroker.bootstrapServers(), topics.names(), CONFIG, folder.resolve(instance), LiveApp.SLOWLY);
    }

    private static void awaitLag(LiveTopics topics, long atMost) {
        await("lag of " + atMost)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> topics.lag() <= atMost);
    }

    private static Set<Integer> mergePartitions(LiveTopics topics) {
        return new HashSet<>(new MergeTopic(topics).deltaPartitions());
    }
}
