package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.label.LabelRules;
import io.tidemark.core.model.Facet;
import io.tidemark.core.model.FieldRef;
import io.tidemark.core.model.LabelValue;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelBaselineBuilder;
import io.tidemark.core.model.ModelSpec;
import io.tidemark.core.model.Prediction;
import io.tidemark.core.model.SegmentColumn;
import io.tidemark.core.quality.ModelConfig;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.streams.runtime.DriftSettings;
import io.tidemark.streams.runtime.LabelStreams;
import io.tidemark.streams.runtime.LabelsSettings;
import io.tidemark.wire.Topic;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsLiveTest {
    private static final Instant START = Instant.parse("2026-03-02T12:00:00Z");
    private static final String ENDPOINT = "fraud";
    private static final int WINDOWS = 6;
    private static final int PREDICTIONS = 3_000;
    private static final long SEED = 11;
    private static final MonitorConfig CONFIG = MonitorConfig.of(WindowSpec.of(Duration.ofSeconds(10), Duration.ZERO))
            .withTiming(new MonitorConfig.Timing(Duration.ofSeconds(2), Duration.ofMinutes(2), Duration.ofMinutes(5)));
    private static final LabelRules RULES =
            LabelRules.defaults().withHorizon(Duration.ofHours(3)).withOrphans(Duration.ofHours(3));
    private static final ModelConfig MODELS = ModelConfig.defaults().withLabels(RULES);

    @TempDir
    private Path folder;

    @Test
    void aCleanRestartInTheMiddleRestoresNothingAndChangesNoVerdict() throws InterruptedException {
        LiveTopics plain = new LiveTopics(3);
        LiveTopics stopped = new LiveTopics(3);
        List<ProducerRecord<byte[], byte[]>> shuffled = records(stopped, SEED);
        Collections.shuffle(shuffled, new Random(SEED));
        Map<String, String> expected;
        try (LabelStreams app = start(plain, "plain", new Restored())) {
            new ModelTopics(plain, ENDPOINT).activate(model());
            plain.broker().produceBytes(records(plain, SEED));
            end(plain, plain.names().captures());
            awaitRead(plain, shuffled.size());
            end(plain, plain.names().groundTruth());
            expected = finals(plain);
            assertThat(app.lostOffsets()).isZero();
        }
        new ModelTopics(stopped, ENDPOINT).activate(model());
        Restored first = new Restored();
        try (LabelStreams app = start(stopped, "stopped", first)) {
            stopped.broker().produceBytes(shuffled.subList(0, shuffled.size() / 2));
            awaitRead(stopped, shuffled.size() / 2);
            assertThat(app.lostOffsets()).isZero();
        }
        Restored second = new Restored();
        try (LabelStreams app = start(stopped, "stopped", second)) {
            stopped.broker().produceBytes(shuffled.subList(shuffled.size() / 2, shuffled.size()));
            end(stopped, stopped.names().captures());
            awaitRead(stopped, shuffled.size());
            end(stopped, stopped.names().groundTruth());
            assertThat(finals(stopped)).isEqualTo(expected);
            assertThat(app.lostOffsets()).isZero();
        }
        assertThat(second.records.get()).as("restored by a clean restart").isZero();
        assertIdentity(plain);
        assertIdentity(stopped);
    }

    private static final class Restored implements StateRestoreListener {
        final AtomicLong records = new AtomicLong();
        final AtomicLong stores = new AtomicLong();

        @Override
        public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
            stores.incrementAndGet();
        }

        @Override
        public void onBatchRestored(TopicPartition partition, String store, long end, long count) {}

        @Override
        public void onRestoreEnd(TopicPartition partition, String store, long total) {
            records.addAndGet(total);
        }
    }

    private LabelStreams start(LiveTopics topics, String name, Restored restored) throws InterruptedException {
        DriftSettings drift = LiveApp.settings(topics, CONFIG, folder.resolve(name));
        LabelStreams app = LabelStreams.create(LabelsSettings.beside(drift, ModelTopics.applicationId(topics), MODELS));
        app.setRestoreListener(restored);
        app.start();
        assertThat(app.awaitRunning(Duration.ofSeconds(60))).isTrue();
        return app;
    }

    private static List<ProducerRecord<byte[], byte[]>> records(LiveTopics topics, long seed) {
        Random random = new Random(seed);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < PREDICTIONS; i++) {
            String id = "id-" + i;
            Instant time = START.plusMillis(random.nextInt(10_000 * WINDOWS));
            double score = random.nextInt(1_000) / 1_000.0;
            ProducerRecord<byte[], byte[]> capture = new ProducerRecord<>(
                    topics.names().captures().name(), bytes(id), bytes(capture(id, time, random.nextInt(3), score)));
            capture.headers().add(new RecordHeader(Topics.ENDPOINT_HEADER, bytes(ENDPOINT)));
            records.add(capture);
            for (int label = random.nextInt(3); label > 0; label--) {
                Instant known = START.plusSeconds(60).plusMillis(random.nextInt(7_000_000));
                records.add(new ProducerRecord<>(
                        topics.names().groundTruth().name(),
                        bytes(id),
                        bytes("{\"inferenceId\":\"" + id + "\",\"label\":" + random.nextInt(2) + ",\"labelTime\":\""
                                + known + "\"}")));
            }
        }
        return records;
    }

    private static String capture(String id, Instant time, int sex, double score) {
        return "{\"captureData\":{\"endpointInput\":{\"observedContentType\":\"text/csv\",\"mode\":\"INPUT\","
                + "\"data\":\"" + (sex == 0 ? "F" : "M") + "\",\"encoding\":\"CSV\"},\"endpointOutput\":{"
                + "\"observedContentType\":\"text/csv\",\"mode\":\"OUTPUT\",\"data\":\"" + (score > 0.5 ? 1 : 0) + ","
                + score + "\",\"encoding\":\"CSV\"}},\"eventMetadata\":{\"eventId\":\"e\",\"inferenceId\":\"" + id
                + "\",\"inferenceTime\":\"" + time + "\"},\"eventVersion\":\"0\"}";
    }

    /** Ends a replay. Labels end once all captures are read: these are shuffled, far beyond the grace. */
    private static void end(LiveTopics topics, Topic<?, ?> topic) {
        new ModelTopics(topics, ENDPOINT)
                .end(topic, START.plusSeconds(10 * WINDOWS - 1).toEpochMilli());
    }

    private static void awaitRead(LiveTopics topics, int records) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(topics.ledger(LedgerScope.LABELS).stream()
                                .mapToLong(row -> row.getRead()
                                        + row.getPredictionFates().values().stream()
                                                .mapToLong(Long::longValue)
                                                .sum())
                                .sum())
                        .isEqualTo(records));
    }

    private static Map<String, String> finals(LiveTopics topics) {
        return new ModelTopics(topics, ENDPOINT).awaitFinals(3 * WINDOWS);
    }

    private static void assertIdentity(LiveTopics topics) {
        long eligible = 0;
        long labelled = 0;
        for (LedgerRow row : topics.ledger(LedgerScope.LABELS)) {
            assertThat(sum(row.getLabelFates())).isEqualTo(row.getRead() - row.getControl());
            assertThat(row.getNextOffset() - row.getFirstOffset()).isEqualTo(row.getRead() + row.getGaps());
            eligible += sum(row.getPredictionFates());
            labelled += row.getPredictionFates().getOrDefault("labelled", 0L);
        }
        long inWindows = 0;
        long labelledInWindows = 0;
        for (LedgerRow row : topics.ledger(LedgerScope.LABEL_WINDOW)) {
            inWindows += sum(row.getPredictionFates()) + row.getLateRows();
            labelledInWindows += row.getPredictionFates().getOrDefault("labelled", 0L) + row.getLate();
        }
        assertThat(eligible).isEqualTo(PREDICTIONS);
        assertThat(inWindows).isEqualTo(eligible);
        assertThat(labelledInWindows).isEqualTo(labelled);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static ModelBaseline model() {
        ModelSpec spec = ModelSpec.binary(FieldRef.at(0), FieldRef.at(1), 0.5, List.of("0", "1"))
                .withFacets(List.of(Facet.ofValues("sex", List.of("F")).in(FieldRef.at(0))))
                .withSegments(new SegmentColumn("sex", FieldRef.at(0), List.of("F")));
        ModelBaselineBuilder builder = new ModelBaselineBuilder(spec, List.of());
        for (int row = 0; row < 200; row++) {
            builder.survey(prediction(row));
        }
        for (int row = 0; row < 200; row++) {
            int predicted = prediction(row).predicted();
            builder.add(prediction(row), LabelValue.ofClass(row % 4 != 0 ? predicted : 1 - predicted));
        }
        return builder.build();
    }

    private static Prediction prediction(int row) {
        double score = (row + 0.5) / 200;
        boolean isOfFacet = row % 3 == 0;
        return new Prediction(
                score > 0.5 ? 1 : 0,
                score,
                new double[0],
                isOfFacet ? Facet.DISADVANTAGED : Facet.ADVANTAGED,
                Prediction.NONE,
                isOfFacet ? 0 : 1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
