package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.alerts.stream.AlertStreams;
import io.tidemark.app.Main;
import io.tidemark.app.broker.SharedBroker;
import io.tidemark.app.console.RecordedConsole;
import io.tidemark.core.episode.Change;
import io.tidemark.core.episode.Episode;
import io.tidemark.core.episode.Handling;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alerts application on a broker, on the verdicts of the bundled census stream. */
@Tag("broker")
class AlertsLiveTest {
    private static final long SEED = 20_261_121;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Windows of a stream are first taken when nothing has come for five seconds. */
    private static final Duration SETTLED = Duration.ofSeconds(8);

    private static final int KILLS = Integer.getInteger("soak", 6) / 2;

    @TempDir
    private static Path verdictState;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static AdultVerdicts adult;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static List<String> expected;

    @TempDir
    private Path folder;

    @BeforeAll
    static void judge() throws Exception {
        adult = AdultVerdicts.judged(verdictState);
        expected = adult.expected();
    }

    @Test
    void injectedDriftIsToldOncePerChangeBesideTheDriftApplication() throws Exception {
        LiveTopics topics = new LiveTopics(AdultVerdicts.PARTITIONS);
        try (AlertStreams app = AlertsProcess.start(topics, folder.resolve("alerts"))) {
            AdultVerdicts.judge(topics, folder.resolve("drift"));
            awaitTold(topics);
            assertThat(app.unreadable()).isZero();
        }
        List<Change.Kind> kinds = AdultVerdicts.notifications(topics).stream()
                .flatMap(notification -> notification.changes().stream())
                .map(Change::kind)
                .toList();
        assertThat(kinds).contains(Change.Kind.OPENED, Change.Kind.RESOLVED);
        Evidence.keep(AlertsLiveTest.class, expected.toArray(String[]::new));
    }

    @Test
    void restartsAndReadingEverythingAgainTellNothingTwice() throws Exception {
        LiveTopics topics = new LiveTopics(AdultVerdicts.PARTITIONS);
        for (int part = 0; part < 3; part++) {
            adult.send(topics, part, part + 1, 3);
            try (AlertStreams app = AlertsProcess.start(topics, folder)) {
                await().atMost(PATIENCE).until(() -> AdultVerdicts.lag(topics) == 0);
                assertThat(app.state().isRunningOrRebalancing()).isTrue();
            }
        }
        try (AlertStreams app = AlertsProcess.start(topics, folder)) {
            awaitTold(topics);
            assertThat(app.unreadable()).isZero();
        }
        int told = AdultVerdicts.notifications(topics).size();
        try (Admin admin = topics.broker().admin()) {
            admin.deleteConsumerGroups(List.of(AlertsProcess.applicationId(topics.names())))
                    .all()
                    .get();
        }
        try (AlertStreams app = AlertsProcess.start(topics, folder)) {
            await().atMost(PATIENCE).until(() -> AdultVerdicts.lag(topics) == 0);
            await().during(SETTLED)
                    .atMost(PATIENCE)
                    .until(() -> AdultVerdicts.notifications(topics).size() == told);
            assertThat(app.state().isRunningOrRebalancing()).isTrue();
        }
    }

    @Test
    void instanceThatJoinsAndOneThatLeavesChangeNothing() throws Exception {
        LiveTopics topics = new LiveTopics(AdultVerdicts.PARTITIONS);
        AlertStreams first = AlertsProcess.start(topics, folder.resolve("first"));
        try (first) {
            adult.send(topics, 0, 1, 3);
            try (AlertStreams second = AlertsProcess.start(topics, folder.resolve("second"))) {
                await().atMost(PATIENCE).until(() -> second.state() == KafkaStreams.State.RUNNING);
                adult.send(topics, 1, 2, 3);
                first.close();
                adult.send(topics, 2, 3, 3);
                awaitTold(topics);
            }
        }
    }

    @Test
    void killsAtRandomMomentsTellNothingTwiceAndLoseNothing() throws Exception {
        LiveTopics topics = new LiveTopics(AdultVerdicts.PARTITIONS);
        Random moments = new Random(SEED);
        List<String> kills = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            adult.send(topics, kill, kill + 1, KILLS + 1);
            try (AppProcess process = AlertsProcess.start(
                    SharedBroker.bootstrapServers(), topics.prefix(), folder.resolve("state"), 256, 10)) {
                process.awaitStart();
                long target = (long) (AdultVerdicts.lag(topics) * moments.nextDouble());
                await("work")
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> AdultVerdicts.lag(topics) <= target);
                process.killAfter(moments.nextInt(500));
                kills.add(AdultVerdicts.lag(topics) + " records not committed");
            }
        }
        adult.send(topics, KILLS, KILLS + 1, KILLS + 1);
        try (AlertStreams app = AlertsProcess.start(topics, folder.resolve("state"))) {
            awaitTold(topics);
            assertThat(app.unreadable()).isZero();
        }
        assertThat(kills).as("seed %d", SEED).hasSize(KILLS);
    }

    @Test
    void whatIsSaidOfAnEpisodeTakesEffect() throws Exception {
        LiveTopics topics = new LiveTopics(AdultVerdicts.PARTITIONS);
        adult.send(topics, 0, 1, 2);
        try (AlertStreams app = AlertsProcess.start(topics, folder)) {
            await().atMost(PATIENCE).until(() -> !open(topics).isEmpty());
            await().atMost(PATIENCE).until(() -> AdultVerdicts.lag(topics) == 0);
            Episode episode = open(topics).get(0);
            RecordedConsole listed = RecordedConsole.piped();
            assertThat(run(listed, topics, "list")).isZero();
            assertThat(listed.out()).contains(episode.id().brief());
            assertThat(listed.err()).contains("tidemark episodes ack ");

            say(topics, "ack", episode, "--by", "ada");
            assertThat(now(topics, episode).handling()).isInstanceOf(Handling.Acknowledged.class);
            say(topics, "snooze", episode, "--for", "2d", "--reason", "holiday");
            assertThat(now(topics, episode).handling()).isInstanceOf(Handling.Snoozed.class);
            say(topics, "accept", episode);
            assertThat(now(topics, episode).handling()).isInstanceOf(Handling.Accepted.class);
            say(topics, "release", episode);
            assertThat(now(topics, episode).handling()).isEqualTo(Handling.NONE);
            assertThat(app.state()).isEqualTo(KafkaStreams.State.RUNNING);
        }
        RecordedConsole silent = RecordedConsole.piped();
        assertThat(run(silent, topics, "ack", "--endpoint", AdultVerdicts.ENDPOINT, "--wait", "1s"))
                .isEqualTo(4);
        assertThat(silent.err()).contains("no alerts application answers").contains("tidemark alerts run");
        RecordedConsole unknown = RecordedConsole.piped();
        assertThat(run(unknown, topics, "ack", "zzzz")).isEqualTo(2);
        assertThat(unknown.err()).contains("there is no episode \"zzzz\"").contains("tidemark episodes list");
    }

    private static void say(LiveTopics topics, String command, Episode episode, String... more) {
        RecordedConsole said = RecordedConsole.piped();
        String[] args = Stream.concat(Stream.of(command, episode.id().brief()), Stream.of(more))
                .toArray(String[]::new);
        assertThat(run(said, topics, args)).as(said.err()).isZero();
        assertThat(said.err()).contains(episode.id().brief());
    }

    private static int run(RecordedConsole console, LiveTopics topics, String... args) {
        return Main.run(
                console.console(),
                Stream.of(
                                Stream.of("episodes"),
                                Stream.of(args),
                                Stream.of(
                                        "--bootstrap=" + SharedBroker.bootstrapServers(),
                                        "--topic-prefix=" + topics.prefix()))
                        .flatMap(part -> part)
                        .toArray(String[]::new));
    }

    private static List<Episode> open(LiveTopics topics) {
        return AdultVerdicts.episodes(topics).stream()
                .filter(episode -> episode.state().isActive())
                .toList();
    }

    private static Episode now(LiveTopics topics, Episode episode) {
        return AdultVerdicts.episodes(topics).stream()
                .filter(one -> one.id().equals(episode.id()))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitTold(LiveTopics topics) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(AdultVerdicts.told(topics)).isEqualTo(expected));
        await().during(SETTLED)
                .atMost(PATIENCE)
                .until(() -> AdultVerdicts.told(topics).equals(expected));
    }
}
