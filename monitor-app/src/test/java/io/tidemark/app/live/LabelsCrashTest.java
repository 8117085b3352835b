package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.app.broker.SharedBroker;
import io.tidemark.wire.Topic;
import io.tidemark.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is left of a join whose process was killed again and again. Captures and labels of the census stream come in parts
 * of the same share, so that of every part some labels come before their predictions and some long after.
 */
@Tag("broker")
class LabelsCrashTest {
    private static final long SEED = 20_260_309;
    private static final int PARTITIONS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** How many kills: 3, or half as many as those of {@link CrashTest} with {@code -Psoak} or {@code -Dsoak}. */
    private static final int KILLS = Integer.getInteger("soak", 6) / 2;

    private static final int KINDS = 3;

    @TempDir
    private Path folder;

    private final Random moments = new Random(SEED);
    private final List<String> kills = new ArrayList<>();

    @Test
    void killsAtRandomMomentsChangeNoFinalVerdictAndLoseNoLabel() throws Exception {
        AdultModel adult = AdultModel.audited(folder);
        LiveTopics whole = new LiveTopics(PARTITIONS);
        AdultModel.replay(whole);
        List<ConsumerRecord<byte[], byte[]>> captures =
                read(whole, whole.names().captures());
        List<ConsumerRecord<byte[], byte[]>> labels = read(whole, whole.names().groundTruth());
        LiveTopics topics = new LiveTopics(PARTITIONS);
        adult.activate(topics);

        int rounds = (KILLS + KINDS - 1) / KINDS;
        int parts = Math.max(4, rounds + 1);
        for (int round = 0; round < rounds; round++) {
            send(captures, topics.names().captures(), topics, new Share(round, round + 1, parts));
            send(labels, topics.names().groundTruth(), topics, new Share(round, round + 1, parts));
            kill(topics);
        }
        LabelBooks books = new LabelBooks(topics);
        try (AppProcess process = LabelsProcess.startFast(SharedBroker.bootstrapServers(), topics.prefix(), state())) {
            send(captures, topics.names().captures(), topics, new Share(rounds, parts, parts));
            send(labels, topics.names().groundTruth(), topics, new Share(rounds, parts, parts));
            await("final verdicts")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(books.finals()).hasSameSizeAs(adult.verdicts()));
            assertThat(process.end()).isZero();
        }

        Evidence.keep(LabelsCrashTest.class, kills.toArray(String[]::new));
        assertThat(kills)
                .as("seed %d", SEED)
                .hasSize(KILLS)
                .anyMatch(kill -> kill.startsWith("at work"))
                .anyMatch(kill -> kill.startsWith("while restoring"))
                .anyMatch(kill -> kill.startsWith("idle"));
        assertThat(books.finals()).isEqualTo(adult.verdicts());
        books.assertIdentities(adult.eligible());
    }

    /** The parts {@code from} to {@code to}, exclusive, of so many. */
    private record Share(int from, int to, int parts) {
        int begin(int size) {
            return size * from / parts;
        }

        int end(int size) {
            return size * to / parts;
        }
    }

    private void kill(LiveTopics topics) throws Exception {
        if (kills.size() < KILLS) {
            killAtWork(topics);
        }
        if (kills.size() < KILLS) {
            killWhileRestoring(topics);
        }
        if (kills.size() < KILLS) {
            killIdle(topics);
        }
    }

    private void killAtWork(LiveTopics topics) throws Exception {
        try (AppProcess process = startSlowly(topics)) {
            process.awaitStart();
            long target = (long) (lag(topics) * (0.3 + 0.6 * moments.nextDouble()));
            await("work").atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> lag(topics) <= target);
            process.killAfter(moments.nextInt(200));
            note("at work", topics);
        }
    }

    /** A killed process leaves no checkpoint, so its successor restores every open prediction from the changelog. */
    private void killWhileRestoring(LiveTopics topics) throws Exception {
        try (AppProcess process = startSlowly(topics)) {
            String store = process.awaitLine(LabelsProcess.RESTORES);
            process.killAfter(moments.nextInt(150));
            note("while restoring, first to come " + store, topics);
        }
    }

    private void killIdle(LiveTopics topics) throws Exception {
        try (AppProcess process = startSlowly(topics)) {
            await("all records read").atMost(PATIENCE).until(() -> lag(topics) == 0);
            process.killAfter(moments.nextInt(1_000));
            note("idle", topics);
        }
    }

    private AppProcess startSlowly(LiveTopics topics) throws Exception {
        return LabelsProcess.startSlowly(SharedBroker.bootstrapServers(), topics.prefix(), state());
    }

    private Path state() {
        return folder.resolve("state");
    }

    private void note(String moment, LiveTopics topics) {
        kills.add(moment + ", " + lag(topics) + " records not committed");
    }

    private static long lag(LiveTopics topics) {
        Topics names = topics.names();
        return topics.lag(LabelsProcess.applicationId(names), names.captures(), names.groundTruth());
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(LiveTopics topics, Topic<?, ?> topic) {
        return topics.broker().readCommitted(topic.name());
    }

    /** Sends some parts of a topic's records, each to its partition, in order; those that end the replay with the last. */
    private static void send(
            List<ConsumerRecord<byte[], byte[]>> records, Topic<?, ?> to, LiveTopics topics, Share share) {
        List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            int of = partition;
            List<ConsumerRecord<byte[], byte[]>> all =
                    records.stream().filter(record -> record.partition() == of).toList();
            all.subList(share.begin(all.size()), share.end(all.size()))
                    .forEach(record -> sent.add(
                            new ProducerRecord<>(to.name(), of, record.key(), record.value(), record.headers())));
        }
        topics.broker().produceBytes(sent);
    }
}
