package io.tidemark.streams.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.config.Monitors;
import io.tidemark.core.ledger.Difference;
import io.tidemark.core.ledger.LedgerCheck;
import io.tidemark.core.ledger.LedgerFacts;
import io.tidemark.core.ledger.LedgerFindings;
import io.tidemark.core.window.WindowKey;
import io.tidemark.streams.store.WriteBehindOptions;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.Report;
import io.tidemark.wire.codec.LedgerCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/**
 * Proves the check of the ledger: the real stages with a saboteur between two of them. Without sabotage nothing
 * differs; with any, something does, and the difference names where.
 */
class LedgerMutationTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final WindowKey FIRST = new WindowKey("fraud", "AllTraffic", NOW.toEpochMilli());

    private final List<ConsumerRecord<byte[], byte[]>> captures = new ArrayList<>();
    private final List<Message> sent = new ArrayList<>();

    /** What becomes of a message on its way; how often the next stage sees it. */
    private interface Saboteur {
        int copies(Message message);
    }

    private static final Saboteur HONEST = message -> 1;

    @Test
    void anHonestApplicationHasNoDifference() {
        LedgerFindings findings = run(HONEST, HONEST, -1);

        assertThat(findings.differences()).isEmpty();
        assertThat(findings.records()).isEqualTo(43);
        assertThat(findings.windows()).isEqualTo(2);
        assertThat(findings.open()).isEmpty();
    }

    @Test
    void oneRecordThatIsDroppedAfterIntakeIsNoticed() {
        LedgerFindings findings = run(nth(7, 0), HONEST, -1);

        assertThat(findings.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.figure()).isEqualTo("counted + late");
            assertThat(difference.window()).isEqualTo(FIRST);
            assertThat(difference.recomputed() - difference.accounted()).isEqualTo(1);
            assertThat(difference.offsets()).containsExactly(new Difference.Span(0, 0, 19));
        });
    }

    @Test
    void oneRecordThatIsCountedTwiceIsNoticed() {
        LedgerFindings findings = run(nth(7, 2), HONEST, -1);

        assertThat(findings.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.window()).isEqualTo(FIRST);
            assertThat(difference.accounted() - difference.recomputed()).isEqualTo(1);
        });
    }

    /** State that was rolled back while its offsets were committed: the delta of one interval is gone. */
    @Test
    void aCommitWithoutItsCountsIsNoticed() {
        int[] deltas = {0};
        LedgerFindings findings =
                run(HONEST, message -> message instanceof Message.Counted && ++deltas[0] == 1 ? 0 : 1, -1);

        assertThat(findings.differences())
                .isNotEmpty()
                .allSatisfy(difference -> assertThat(difference.window()).isEqualTo(FIRST));
    }

    /** Offsets that were committed without any processing. */
    @Test
    void aCommitWithoutItsRecordsIsNoticed() {
        LedgerFindings findings = run(HONEST, HONEST, 9);

        assertThat(findings.differences())
                .extracting(Difference::figure)
                .contains("read", "parsed", "gaps", "counted + late");
    }

    @Test
    void aWindowThatIsLostAsAWholeIsNoticed() {
        LedgerFindings findings = run(
                HONEST,
                message -> message instanceof Message.Counted counted
                                && counted.delta().window().equals(FIRST)
                        ? 0
                        : 1,
                -1);

        assertThat(findings.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.window()).isEqualTo(FIRST);
            assertThat(difference.accounted()).isZero();
        });
    }

    private static Saboteur nth(int which, int copies) {
        int[] seen = {0};
        return message -> message instanceof ParsedCapture && ++seen[0] == which ? copies : 1;
    }

    /** Twenty records of the first window, duplicates and dead letters, then the next window and the end. */
    private LedgerFindings run(Saboteur afterIntake, Saboteur afterProfile, long unread) {
        long[] nanos = {0};
        Baseline baseline = Samples.baseline("a", 100);
        FakeBaselines baselines = new FakeBaselines().activate("fraud", baseline);
        IntakeSettings intake = new IntakeSettings(
                Monitors.same(Samples.CONFIG),
                EndpointPolicy.any(),
                1,
                new FakeBacklog(),
                new Quarantine(),
                () -> nanos[0]);
        Properties settings = MergeBench.settings();
        try (TopologyTestDriver driver =
                new TopologyTestDriver(topology(intake, baselines, afterIntake, afterProfile), settings, NOW)) {
            var topic = driver.createInputTopic("captures", new ByteArraySerializer(), new ByteArraySerializer());
            List<byte[]> values = values();
            for (int i = 0; i < values.size(); i++) {
                Headers headers = headers(i == values.size() - 1);
                captures.add(capture(i, headers, values.get(i)));
                if (i == unread) {
                    headers.add("skipped", new byte[0]);
                }
                topic.pipeInput(new TestRecord<>(new byte[0], values.get(i), headers, NOW));
                if (i % 12 == 11) {
                    nanos[0] += Duration.ofSeconds(1).toNanos();
                    driver.advanceWallClockTime(Duration.ofSeconds(1));
                }
            }
            nanos[0] += Duration.ofSeconds(1).toNanos();
            driver.advanceWallClockTime(Duration.ofSeconds(1));
        }
        return check();
    }

    private static List<byte[]> values() {
        List<byte[]> values = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            values.add(value("a" + i, NOW.plusMillis(100L * i)));
        }
        values.add(value("a3", NOW.plusMillis(300)));
        values.add("{".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 20; i++) {
            values.add(value("b" + i, NOW.plusSeconds(10)));
        }
        values.add(Long.toString(NOW.plusSeconds(10).toEpochMilli()).getBytes(StandardCharsets.UTF_8));
        return values;
    }

    private static byte[] value(String id, Instant time) {
        return ("{\"captureData\":{\"endpointInput\":{\"data\":\"42\",\"encoding\":\"CSV\"}},\"eventMetadata\":"
                        + "{\"eventId\":\"" + id + "\",\"inferenceTime\":\"" + time + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Headers headers(boolean isEnd) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Topics.ENDPOINT_HEADER, "fraud".getBytes(StandardCharsets.UTF_8));
        if (isEnd) {
            headers.add(Topics.CONTROL_HEADER, Topics.CONTROL_END.getBytes(StandardCharsets.UTF_8));
        }
        return headers;
    }

    private static ConsumerRecord<byte[], byte[]> capture(long offset, Headers headers, byte[] value) {
        return new ConsumerRecord<>(
                "captures",
                0,
                offset,
                NOW.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                0,
                value.length,
                new byte[0],
                value,
                headers,
                Optional.empty());
    }

    private Topology topology(IntakeSettings intake, Baselines baselines, Saboteur afterIntake, Saboteur afterProfile) {
        WriteBehindOptions options = WriteBehindOptions.inMemory();
        Topology topology = new Topology();
        topology.addSource("captures", new ByteArrayDeserializer(), new ByteArrayDeserializer(), "captures");
        topology.addProcessor("skip", (ProcessorSupplier<byte[], byte[], byte[], byte[]>) Skip::new, "captures");
        topology.addProcessor(
                "intake",
                with(
                        () -> new IntakeProcessor(intake),
                        StoredState.watermarks(options),
                        StoredState.intakeLedger(options),
                        StoredState.seenIds(options)),
                "skip");
        topology.addProcessor("sabotage-1", () -> new Sabotage(afterIntake), "intake");
        topology.addProcessor(
                "profile",
                with(() -> new ProfileProcessor(intake.monitors(), baselines), StoredState.deltas(options, baselines)),
                "sabotage-1");
        topology.addProcessor("sabotage-2", () -> new Sabotage(afterProfile), "profile");
        topology.addProcessor(
                "merge",
                with(
                        () -> new MergeOnly(new MergeProcessor(intake.monitors(), baselines)),
                        StoredState.heartbeats(options),
                        StoredState.windows(options, baselines),
                        StoredState.closings(options),
                        StoredState.late(options)),
                "sabotage-2");
        topology.addProcessor(
                "collect",
                () -> (Processor<String, Message, Void, Void>) r -> sent.add(r.value()),
                "merge",
                "sabotage-2");
        return topology;
    }

    private static <KI, VI, KO, VO> ProcessorSupplier<KI, VI, KO, VO> with(
            Supplier<Processor<KI, VI, KO, VO>> processor, StoreBuilder<?>... stores) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<KI, VI, KO, VO> get() {
                return processor.get();
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(stores);
            }
        };
    }

    /** Leaves out records with the header {@code skipped}, as an application that commits them unread. */
    private static final class Skip implements Processor<byte[], byte[], byte[], byte[]> {
        @SuppressWarnings("NullAway.Init") // init sets it before any record comes
        private ProcessorContext<byte[], byte[]> context;

        @Override
        public void init(ProcessorContext<byte[], byte[]> processorContext) {
            context = processorContext;
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            if (record.headers().lastHeader("skipped") == null) {
                context.forward(record);
            }
        }
    }

    private static final class Sabotage implements Processor<String, Message, String, Message> {
        private final Saboteur saboteur;

        @SuppressWarnings("NullAway.Init") // init sets it before any record comes
        private ProcessorContext<String, Message> context;

        Sabotage(Saboteur saboteur) {
            this.saboteur = saboteur;
        }

        @Override
        public void init(ProcessorContext<String, Message> processorContext) {
            context = processorContext;
        }

        @Override
        public void process(Record<String, Message> record) {
            for (int i = saboteur.copies(record.value()); i > 0; i--) {
                context.forward(record);
            }
        }
    }

    /** Gives the merge stage what is meant for it; the repartition of the application does that. */
    private static final class MergeOnly implements Processor<String, Message, String, Message> {
        private final MergeProcessor merge;

        MergeOnly(MergeProcessor merge) {
            this.merge = merge;
        }

        @Override
        public void init(ProcessorContext<String, Message> context) {
            merge.init(context);
        }

        @Override
        public void process(Record<String, Message> record) {
            if (record.value() instanceof Message.ForMerge message) {
                merge.process(record.withValue(message));
            }
        }
    }

    private LedgerFindings check() {
        LedgerCheck check = new LedgerCheck(Samples.CONFIG);
        Map<String, LedgerRow> rows = new TreeMap<>();
        for (Message message : sent) {
            if (message instanceof Message.Accounted accounted) {
                rows.put(RecordKeys.of(accounted.row()), accounted.row());
            } else if (message instanceof Message.Rejected rejected) {
                check.letter(new LedgerFacts.Letter(
                        0, rejected.letter().getOffset(), rejected.letter().getReason()));
            } else if (message instanceof Message.Reported reported
                    && reported.report().getPart() == 0) {
                Report report = reported.report();
                check.reported(new LedgerFacts.Reported(
                        new LedgerFacts.WindowCount(
                                new WindowKey(report.getEndpoint(), report.getVariant(), report.getWindowStart()),
                                report.getRecords(),
                                report.getRows()),
                        LedgerCodec.featureRows(report)));
            }
        }
        rows.values().forEach(row -> LedgerCodec.addTo(check, row));
        captures.forEach(record -> check.capture(LedgerCodec.capture(record, "")));
        return check.finish();
    }
}
