package io.tidemark.alerts.duty;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topic;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.BadSide;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.LedgerScope;
import io.tidemark.wire.avro.ModelFigure;
import io.tidemark.wire.avro.ModelReport;
import io.tidemark.wire.avro.Report;
import io.tidemark.wire.avro.RuleAnswer;
import io.tidemark.wire.avro.RuleVerdict;
import io.tidemark.wire.avro.WindowVerdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Records as the live applications write them: windows of an hour, by number. */
public final class WrittenRecords {
    public static final long HOUR = 3_600_000;

    private final Topics topics;

    public WrittenRecords(Topics topics) {
        // Avro makes instances of the generated classes only once the serdes have vouched for them.
        if (topics.all().isEmpty()) {
            throw new AssertionError("no topics");
        }
        this.topics = topics;
    }

    /** A record of the reports; the effect is that of its one alarm, NaN for none. */
    public ConsumerRecord<byte[], byte[]> report(Report value, long appendedMs) {
        return record(topics.reports(), RecordKeys.of(value), value, appendedMs);
    }

    public ConsumerRecord<byte[], byte[]> model(ModelReport value, long appendedMs) {
        return record(topics.modelReports(), RecordKeys.of(value), value, appendedMs);
    }

    public ConsumerRecord<byte[], byte[]> ledger(LedgerRow value, long appendedMs) {
        return record(topics.ledger(), RecordKeys.of(value), value, appendedMs);
    }

    public static Report.Builder drift(String endpoint, int window, double effect) {
        boolean isAlarm = !Double.isNaN(effect);
        RuleAnswer answer = isAlarm ? RuleAnswer.ALARM : RuleAnswer.OK;
        return Report.newBuilder()
                .setEndpoint(endpoint)
                .setVariant("blue")
                .setWindowStart(window * HOUR)
                .setWindowEnd((window + 1) * HOUR)
                .setPart(0)
                .setParts(1)
                .setBaselineHash(hash("baseline"))
                .setConfigHash("")
                .setVerdictHash(hash(endpoint + window))
                .setState(isAlarm ? WindowVerdict.ALARM : WindowVerdict.OK)
                .setRecords(100)
                .setRows(100)
                .setExtraColumnRows(0)
                .setMissingColumnRows(0)
                .setOutcomes(List.of(
                        new RuleVerdict(0, "DR002", "age", "ks", answer, 0.3, 0.1, BadSide.BAD_WHEN_HIGHER, effect)))
                .setFeatures(List.of());
    }

    public static ModelReport.Builder quality(String endpoint, int window, long labelled, Map<String, Double> figures) {
        return ModelReport.newBuilder()
                .setEndpoint(endpoint)
                .setVariant("blue")
                .setWindowStart(window * HOUR)
                .setWindowEnd((window + 1) * HOUR)
                .setPart(0)
                .setParts(1)
                .setRevision(2)
                .setStatus("FINAL")
                .setBaselineHash(hash("model"))
                .setConfigHash("")
                .setVerdictHash(hash("quality" + endpoint + window))
                .setState(WindowVerdict.OK)
                .setProblem("BINARY")
                .setEligible(100)
                .setLabelled(labelled)
                .setUnusable(0)
                .setExpired(0)
                .setUnmatched(0)
                .setFigures(figures.entrySet().stream()
                        .map(figure -> figure("NAIVE", figure.getKey(), figure.getValue()))
                        .toList())
                .setClasses(List.of())
                .setMatrix(List.of())
                .setCurves(List.of())
                .setFacets(List.of())
                .setAttributionRows(0)
                .setRankingGain(Double.NaN)
                .setRankingNoise(Double.NaN)
                .setAttributions(List.of())
                .setOutcomes(List.of());
    }

    public static ModelFigure figure(String kind, String name, double value) {
        return new ModelFigure(name, kind, value, Double.NaN, Double.NaN, Double.NaN, 100L);
    }

    public static LedgerRow.Builder account(int partition, long read, long deadLettered, long lost) {
        return LedgerRow.newBuilder()
                .setScope(LedgerScope.PARTITION)
                .setPartition(partition)
                .setRead(read)
                .setDeadLettered(deadLettered)
                .setLost(lost);
    }

    private static String hash(String text) {
        return ContentHash.of(text.getBytes(StandardCharsets.UTF_8)).hex();
    }

    private static <T> ConsumerRecord<byte[], byte[]> record(Topic<String, T> topic, String key, T value, long atMs) {
        byte[] bytes = topic.valueSerde().serializer().serialize(topic.name(), value);
        return new ConsumerRecord<>(
                topic.name(),
                0,
                0,
                atMs,
                TimestampType.LOG_APPEND_TIME,
                key.length(),
                bytes.length,
                key.getBytes(StandardCharsets.UTF_8),
                bytes,
                new RecordHeaders(),
                Optional.empty());
    }
}
