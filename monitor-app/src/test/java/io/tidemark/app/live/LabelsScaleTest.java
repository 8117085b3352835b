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
        send(LabelsScaleTest::id, this::capture);
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
            send(LabelsScaleTest::id, this::label);
            assertThat(app.lostOffsets()).isZero();
        }
        try (LabelStreams app = app()) {
            long begin = System.nanoTime();
            start(app);
            awaitRead();
            note(PREDICTIONS + " labels, start included", begin);
            LabelsLiveTest.end(topics, topics.names().captures());
            awaitRead();
            LabelsLiveTest.end(topics, topics.names().groundTruth());
            await("final verdicts").atMost(PATIENCE).untilAsserted(() -> assertThat(new LabelBooks(topics).finals())
                    .hasSize(3 * 6));
        }
        Evidence.keep(LabelsScaleTest.class, figures.toArray(String[]::new));
        new LabelBooks(topics).assertIdentities(PREDICTIONS);
    }
}
