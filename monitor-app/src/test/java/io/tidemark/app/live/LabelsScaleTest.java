package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.streams.runtime.DriftSettings;
import io.tidemark.streams.runtime.LabelStreams;
import io.tidemark.streams.runtime.LabelsSettings;
import io.tidemark.wire.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A million predictions that wait for labels; for the figures in docs/performance.md. */
@Tag("broker")
@EnabledIfSystemProperty(named = "scale", matches = ".*", disabledReason = "takes minutes; run with -Dscale")
class LabelsScaleTest {
    private static final int PREDICTIONS = Integer.getInteger("scale.predictions", 1_000_000);
    private static final int CHUNK = 20_000;
    private static final long SEED = 23;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @TempDir
    private Path folder;

    private final LiveTopics topics = new LiveTopics(2);
    private final LongAdder restored = new LongAdder();
    private final Random random = new Random(SEED);
    private final List<String> figures = new ArrayList<>();

    @Test
    void aMillionOpenPredictionsAreKeptRestoredAndJoined() throws Exception {
        LabelsLiveTest.activate(topics);
        send(this::capture);
        try (LabelStreams app = app()) {
            long begin = System.nanoTime();
            start(app);
            awaitRead();
            note(PREDICTIONS + " predictions, start included", begin);
        }
        figures.add(size(folder) + " bytes in the state folder");
        delete(folder);

        try (LabelStreams app = app()) {
            long begin = System.nanoTime();
            start(app);
            note(restored.sum() + " records restored, start included", begin);
            assertThat(app.lostOffsets()).isZero();
        }
        send(this::label);
        try (LabelStreams app = app()) {
            long begin = System.nanoTime();
            start(app);
            awaitRead();
            note(PREDICTIONS + " labels, start included", begin);
            LabelsLiveTest.end(topics, topics.names().captures());
            awaitRead();
            LabelsLiveTest.end(topics, topics.names().groundTruth());
            await("final verdicts")
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(new LabelBooks(topics).finals()).hasSize(3 * 6));
        }
        Evidence.keep(LabelsScaleTest.class, figures.toArray(String[]::new));
        new LabelBooks(topics).assertIdentities(PREDICTIONS);
    }

    private LabelStreams app() {
        DriftSettings drift = LiveApp.settings(topics, LabelsLiveTest.CONFIG, folder);
        LabelStreams app = LabelStreams.create(
                LabelsSettings.beside(drift, LabelsProcess.applicationId(topics.names()), LabelsLiveTest.MODELS));
        app.setRestoreListener(new Restored());
        return app;
    }

    private static void start(LabelStreams app) throws InterruptedException {
        app.start();
        assertThat(app.awaitRunning(PATIENCE)).isTrue();
    }

    private void awaitRead() {
        Topics names = topics.names();
        String id = LabelsProcess.applicationId(names);
        await("all records read")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> topics.lag(id, names.captures(), names.groundTruth()) == 0);
    }

    private void note(String what, long beginNanos) {
        figures.add(what + ", " + (System.nanoTime() - beginNanos) / 1_000_000 + " ms");
    }

    private void send(IntFunction<ProducerRecord<byte[], byte[]>> records) {
        for (int from = 0; from < PREDICTIONS; from += CHUNK) {
            List<ProducerRecord<byte[], byte[]>> chunk = new ArrayList<>();
            for (int i = from; i < Math.min(PREDICTIONS, from + CHUNK); i++) {
                chunk.add(records.apply(i));
            }
            topics.broker().produceBytes(chunk);
        }
    }

    private static String id(int number) {
        return "prediction-%07d".formatted(number);
    }

    private ProducerRecord<byte[], byte[]> capture(int number) {
        Instant time = LabelsLiveTest.START.plusMillis(60_000L * number / PREDICTIONS);
        ProducerRecord<byte[], byte[]> capture = new ProducerRecord<>(
                topics.names().captures().name(),
                bytes(id(number)),
                bytes(LabelsLiveTest.capture(id(number), time, random.nextInt(3), random.nextInt(1_000) / 1_000.0)));
        capture.headers().add(new RecordHeader(Topics.ENDPOINT_HEADER, bytes("fraud")));
        return capture;
    }

    private ProducerRecord<byte[], byte[]> label(int number) {
        Instant known = LabelsLiveTest.START.plusSeconds(60).plusMillis(7_000_000L * number / PREDICTIONS);
        return new ProducerRecord<>(
                topics.names().groundTruth().name(),
                bytes(id(number)),
                bytes("{\"inferenceId\":\"" + id(number) + "\",\"label\":" + random.nextInt(2) + ",\"labelTime\":\""
                        + known + "\"}"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder())
                    .filter(path -> !path.equals(folder))
                    .toList()) {
                Files.delete(path);
            }
        }
    }

    private final class Restored implements StateRestoreListener {
        @Override
        public void onRestoreStart(TopicPartition partition, String store, long from, long to) {}

        @Override
        public void onBatchRestored(TopicPartition partition, String store, long end, long count) {
            restored.add(count);
        }

        @Override
        public void onRestoreEnd(TopicPartition partition, String store, long total) {}
    }
}
