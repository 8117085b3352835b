package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.app.broker.SharedBroker;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.episode.Notification;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.avro.BadSide;
import io.tidemark.wire.avro.Report;
import io.tidemark.wire.avro.RuleAnswer;
import io.tidemark.wire.avro.RuleVerdict;
import io.tidemark.wire.avro.SeverityLevel;
import io.tidemark.wire.avro.Violation;
import io.tidemark.wire.avro.WindowVerdict;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fault 37: a hundred thousand violations in one window, in a process with little heap. */
@Tag("broker")
class Fault37FloodTest {
    private static final int MANY = 100_000;
    private static final int BLOCK = 64;
    private static final int HEAP_MIB = 128;
    private static final String BASELINE = hash("baseline");

    @TempDir
    private Path folder;

    @Test
    void floodIsOneBoundedNotificationAndTheHeapStaysFlat() throws Exception {
        LiveTopics topics = new LiveTopics(2);
        try (AppProcess process =
                AlertsProcess.start(SharedBroker.bootstrapServers(), topics.prefix(), folder, HEAP_MIB, 500)) {
            process.awaitStart();
            flood(topics);
            await().atMost(Duration.ofMinutes(5))
                    .until(() -> !AdultVerdicts.notifications(topics).isEmpty());
            List<Notification> told = AdultVerdicts.notifications(topics);
            assertThat(told).hasSize(1);
            assertThat(told.get(0).changes()).hasSize(Notification.MOST_CHANGES);
            assertThat(told.get(0).more()).isEqualTo(MANY - Notification.MOST_CHANGES);
            assertThat(topics.broker()
                            .largestValue(topics.names().notifications().name()))
                    .isLessThan(200_000);
            long heap = process.endAndTellHeap();
            Evidence.keep(Fault37FloodTest.class, "heap after the flood: " + (heap >> 20) + " MiB");
            assertThat(heap).isLessThan(64L << 20);
        }
    }

    private static void flood(LiveTopics topics) {
        var reports = topics.names().reports();
        var violations = topics.names().violations();
        int parts = 1 + (MANY + BLOCK - 1) / BLOCK;
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            Report report = part(part, parts);
            records.add(new ProducerRecord<>(
                    reports.name(),
                    bytes(RecordKeys.of(report)),
                    reports.valueSerde().serializer().serialize("", report)));
        }
        for (int i = 0; i < MANY; i++) {
            Violation violation = violation("feature " + i);
            records.add(new ProducerRecord<>(
                    violations.name(),
                    bytes(RecordKeys.of(violation)),
                    violations.valueSerde().serializer().serialize("", violation)));
        }
        topics.broker().produceBytes(records);
    }

    private static Report part(int part, int parts) {
        List<RuleVerdict> outcomes = new ArrayList<>();
        for (int i = (part - 1) * BLOCK; part > 0 && i < Math.min(MANY, part * BLOCK); i++) {
            outcomes.add(new RuleVerdict(
                    i, "DR002", "feature " + i, "ks", RuleAnswer.ALARM, 0.3, 0.1, BadSide.BAD_WHEN_HIGHER, 0.2));
        }
        return Report.newBuilder()
                .setEndpoint("churn")
                .setVariant("blue")
                .setWindowStart(0)
                .setWindowEnd(3_600_000)
                .setPart(part)
                .setParts(parts)
                .setBaselineHash(BASELINE)
                .setConfigHash("")
                .setVerdictHash("")
                .setState(WindowVerdict.ALARM)
                .setRecords(1)
                .setRows(1)
                .setExtraColumnRows(0)
                .setMissingColumnRows(0)
                .setOutcomes(outcomes)
                .setFeatures(List.of())
                .build();
    }

    private static Violation violation(String feature) {
        return Violation.newBuilder()
                .setId(hash(feature))
                .setRevision(1)
                .setEndpoint("churn")
                .setVariant("blue")
                .setWindowStart(0)
                .setWindowEnd(3_600_000)
                .setCode("DR002")
                .setCheckType("")
                .setSeverity(SeverityLevel.MAJOR)
                .setFeature(feature)
                .setMetric("ks")
                .setState(RuleAnswer.ALARM)
                .setValue(0.3)
                .setThreshold(0.1)
                .setDirection(BadSide.BAD_WHEN_HIGHER)
                .setEffect(0.2)
                .setDescription(feature + ": moved by 0.3, above 0.1")
                .setRows(100)
                .setBaselineHash(BASELINE)
                .setConfigHash("")
                .setVerdictHash("")
                .setEvidence(ByteBuffer.allocate(0))
                .build();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(String text) {
        return ContentHash.of(bytes(text)).hex();
    }
}
