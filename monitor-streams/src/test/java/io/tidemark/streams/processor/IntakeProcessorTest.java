package io.tidemark.streams.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.config.Monitors;
import io.tidemark.core.ledger.IdBudget;
import io.tidemark.core.ledger.InputChangedException;
import io.tidemark.streams.store.StoreNames;
import io.tidemark.streams.store.WriteBehindOptions;
import io.tidemark.streams.store.WriteBehindStore;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.LedgerRow;
import io.tidemark.wire.avro.OffsetRange;
import io.tidemark.wire.avro.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.Test;

/** What a driver cannot show of intake: a task that is revived after a failure, with its last commit as its state. */
class IntakeProcessorTest {
    private static final long NOON = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();

    private long runNanos;
    private long time = NOON;
    private final FakeBacklog backlog = new FakeBacklog();
    private final MockProcessorContext<String, Message> context = new MockProcessorContext<>(MergeBench.settings());
    private final LostOffsets lost = new LostOffsets();
    private final IdBudget ids = new IdBudget(1_000);
    private final IntakeProcessor intake = new IntakeProcessor(new IntakeSettings(
            Monitors.same(Samples.CONFIG),
            EndpointPolicy.any(),
            1,
            backlog,
            new Quarantine(),
            () -> runNanos,
            lost,
            ids));

    IntakeProcessorTest() {
        context.setCurrentSystemTimeMs(1);
        WriteBehindOptions options = WriteBehindOptions.inMemory();
        for (StoreBuilder<?> builder : List.of(
                StoredState.watermarks(options), StoredState.intakeLedger(options), StoredState.seenIds(options))) {
            StateStore store = builder.withLoggingDisabled().build();
            store.init(context.getStateStoreContext(), store);
            context.addStateStore(store);
        }
        intake.init(context);
    }

    @Test
    void aRevivedTaskAccountsAgainForWhatWasRolledBack() {
        read(0);
        beat();
        WriteBehindStore<?, ?> ledgers = context.getStateStore(StoreNames.INTAKE_LEDGER);
        ledgers.clearCache();
        intake.init(context);
        read(0);
        beat();

        assertThat(rows()).extracting(LedgerRow::getRead).containsExactly(1L, 1L);
    }

    @Test
    void aTaskGivesBackItsPartOfTheBudgetWhenItEndsAndTakesItAgainWhenItIsRevived() {
        take(0, capture("a"));
        take(1, capture("b"));
        take(2, capture("a"));
        assertThat(ids.held()).isEqualTo(2);

        intake.init(context);
        assertThat(ids.held()).as("read from the store").isEqualTo(2);

        intake.close();
        intake.close();
        assertThat(ids.held()).isZero();
    }

    @Test
    void aRowIsSentOnlyWhenSomethingWasRead() {
        read(0);
        beat();
        beat();
        read(1);
        beat();

        assertThat(rows()).extracting(LedgerRow::getRead).containsExactly(1L, 2L);
    }

    @Test
    void aJumpOfTheHostsClockMovesNoHeartbeat() {
        long start = context.currentSystemTimeMs();
        for (long jumpMs : new long[] {0, 3_600_000, -3_600_000, 0}) {
            context.setCurrentSystemTimeMs(start + 3_600_000 + jumpMs);
            beat();
        }

        assertThat(beats())
                .extracting(beat -> beat.heartbeat().asOfMs())
                .containsExactly(start + 1_000, start + 2_000, start + 3_000, start + 4_000);
    }

    @Test
    void aRecordSendsTheHeartbeatThatTheHostsClockHoldsBackAndAsksForACommit() {
        read(0);
        runNanos += Duration.ofSeconds(5).toNanos() - 1;
        read(1);
        assertThat(beats()).isEmpty();
        assertThat(context.committed()).isFalse();
        runNanos++;
        read(2);

        assertThat(beats()).hasSize(1);
        assertThat(context.committed()).isTrue();
        read(3);
        assertThat(beats()).as("not overdue any more").hasSize(1);
    }

    @Test
    void aControlRecordOfAnEndpointThatIsNotMonitoredLeavesNoTrace() {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Topics.CONTROL_HEADER, bytes(Topics.CONTROL_END));
        headers.add(Topics.ENDPOINT_HEADER, bytes("e".repeat(EndpointPolicy.LONGEST_NAME + 1)));
        context.setRecordMetadata("captures", 0, 0);
        intake.process(new Record<>(bytes("control"), bytes("5"), 0, headers));
        beat();

        assertThat(beats())
                .allSatisfy(beat -> assertThat(beat.heartbeat().marks()).isEmpty());
        assertThat(rows()).extracting(LedgerRow::getControl).containsExactly(1L);
    }

    @Test
    void offsetsThatKafkaDeletedUnreadAreLostAndAViolation() {
        read(5);
        lost.skipped(0, 6, 8);
        read(10);
        beat();
        read(13);
        beat();

        assertThat(rows()).extracting(LedgerRow::getLost).containsExactly(2L, 2L);
        assertThat(lost.count()).isEqualTo(2);
        assertThat(rows()).extracting(LedgerRow::getGaps).containsExactly(2L, 4L);
        assertThat(rows()).extracting(LedgerRow::getFirstOffset).containsOnly(5L);
        assertThat(violations()).singleElement().satisfies(violation -> {
            assertThat(violation.getCode()).isEqualTo("SC002");
            assertThat(violation.getValue()).isEqualTo(2);
            assertThat(violation.getSources().get(0).getRanges()).containsExactly(new OffsetRange(6L, 7L));
        });
    }

    /** Retention may have passed markers long since read: only what was refused when it was to be read is lost. */
    @Test
    void aJumpThatTheBrokerDidNotRefuseIsAGapHoweverLateItIsLookedAt() {
        read(5);
        read(10);
        for (int i = 0; i < 10; i++) {
            beat();
        }
        lost.skipped(0, 11, 40);
        read(40);
        beat();

        assertThat(rows()).extracting(LedgerRow::getGaps).containsExactly(4L, 4L);
        assertThat(rows()).extracting(LedgerRow::getLost).containsExactly(0L, 29L);
        assertThat(violations()).hasSize(1);
    }

    @Test
    void aRevivedTaskFindsTheSameOffsetsLostAndTheyCountOnce() {
        read(5);
        commit();
        WriteBehindStore<?, ?> ledgers = context.getStateStore(StoreNames.INTAKE_LEDGER);
        for (int i = 0; i < 2; i++) {
            lost.skipped(0, 6, 8);
            read(8);
            ledgers.clearCache();
            intake.init(context);
        }

        assertThat(lost.count()).isEqualTo(2);
        assertThat(violations())
                .extracting(Violation::getId)
                .hasSize(2)
                .containsOnly(violations().get(0).getId());
    }

    @Test
    void controlRecordsAddNoEndpointBeyondTheMostThatAPartitionHolds() {
        for (int i = 0; i < 1_001; i++) {
            RecordHeaders headers = new RecordHeaders();
            headers.add(Topics.CONTROL_HEADER, bytes(Topics.CONTROL_END));
            headers.add(Topics.ENDPOINT_HEADER, bytes("endpoint" + i));
            context.setRecordMetadata("captures", 0, i);
            intake.process(new Record<>(bytes("control"), bytes("5"), 5, headers));
        }

        assertThat(beats().get(beats().size() - 1).heartbeat().marks()).hasSize(1_000);
    }

    @Test
    void tenThousandEndpointsWithLongNamesLeaveEveryRecordSmall() {
        String longest = "\u6e6f".repeat(EndpointPolicy.LONGEST_NAME - 5);
        for (int i = 0; i < 10_000; i++) {
            readGood(i, "id" + i, longest + String.format(Locale.ROOT, "%05d", i));
        }
        beat();

        List<Message.Beat> parts = beats();
        assertThat(parts)
                .hasSize(2)
                .allSatisfy(part -> assertThat(part.part().encode().length).isLessThan(512 * 1024));
        assertThat(parts.stream()
                        .mapToInt(part -> part.heartbeat().marks().size())
                        .sum())
                .isEqualTo(1_000);
        assertThat(rows()).extracting(LedgerRow::getDeadLettered).containsExactly(9_000L);
    }

    @Test
    void anOffsetThatIsAccountedForStopsTheTask() {
        read(5);

        assertThatThrownBy(() -> read(5)).isInstanceOf(InputChangedException.class);
    }

    @Test
    void aRevivedTaskKnowsWhatWasCommitted() {
        readGood(0, "a");
        commit();
        readGood(1, "b");
        WriteBehindStore<?, ?> seen = context.getStateStore(StoreNames.SEEN_IDS);
        WriteBehindStore<?, ?> ledgers = context.getStateStore(StoreNames.INTAKE_LEDGER);
        seen.clearCache();
        ledgers.clearCache();
        intake.init(context);
        readGood(1, "a");
        readGood(2, "b");
        readGood(3, "b");
        beat();

        assertThat(rows()).extracting(LedgerRow::getDuplicate).containsExactly(2L);
        assertThat(rows()).extracting(LedgerRow::getParsed).containsExactly(2L);
    }

    @Test
    void aCommitWritesOnlyWhatIsNewAndAPassedMinuteLeavesNothing() {
        WriteBehindStore<IdChunk.Key, IdChunk> seen = context.getStateStore(StoreNames.SEEN_IDS);
        for (int i = 0; i < 30; i++) {
            readGood(i, "id" + i);
            if (i % 10 == 9) {
                commit();
            }
        }
        Map<Integer, Integer> sizes = new TreeMap<>();
        seen.forEach((key, chunk) -> sizes.put(key.number(), IdChunk.CODEC.encode(chunk).length));
        assertThat(sizes).containsExactlyEntriesOf(new TreeMap<>(Map.of(0, 165, 1, 165, 2, 165)));

        time += Duration.ofHours(5).toMillis();
        for (int i = 30; i < 38; i++) {
            readGood(i, "id" + i);
        }
        beat();
        commit();

        List<IdChunk.Key> left = new ArrayList<>();
        seen.forEachKey(left::add);
        assertThat(left)
                .singleElement()
                .satisfies(key -> assertThat(key.span().startMs()).isGreaterThan(NOON));
    }

    private void readGood(long offset, String id) {
        readGood(offset, id, "fraud");
    }

    private void readGood(long offset, String id, String endpoint) {
        context.setRecordMetadata("captures", 0, offset);
        RecordHeaders headers = new RecordHeaders();
        headers.add(Topics.ENDPOINT_HEADER, bytes(endpoint));
        String value = "{\"captureData\":{\"endpointInput\":{\"data\":\"1\",\"encoding\":\"CSV\"}},\"eventMetadata\":"
                + "{\"eventId\":\"" + id + "\",\"inferenceTime\":\"" + Instant.ofEpochMilli(time) + "\"}}";
        intake.process(new Record<>(bytes(id), bytes(value), time, headers));
    }

    /** What Kafka Streams does before it commits. */
    private void commit() {
        for (String store : List.of(StoreNames.SEEN_IDS, StoreNames.INTAKE_LEDGER, StoreNames.WATERMARKS)) {
            WriteBehindStore<?, ?> one = context.getStateStore(store);
            one.flushCache();
        }
    }

    private void read(long offset) {
        take(offset, "{");
    }

    private void take(long offset, String value) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Topics.ENDPOINT_HEADER, bytes("fraud"));
        context.setRecordMetadata("captures", 0, offset);
        intake.process(new Record<>(bytes("key"), bytes(value), NOON, headers));
    }

    private static String capture(String id) {
        return "{\"captureData\":{\"endpointInput\":{\"observedContentType\":\"text/csv\",\"data\":\"42\","
                + "\"encoding\":\"CSV\"}},\"eventMetadata\":{\"eventId\":\"" + id
                + "\",\"inferenceTime\":\"2026-03-02T12:00:00Z\"},\"eventVersion\":\"0\"}";
    }

    private void beat() {
        runNanos += Duration.ofSeconds(1).toNanos();
        List<MockProcessorContext.CapturedPunctuator> punctuators = context.scheduledPunctuators();
        punctuators.get(punctuators.size() - 1).getPunctuator().punctuate(runNanos / 1_000_000);
    }

    private List<LedgerRow> rows() {
        return context.forwarded().stream()
                .filter(captured -> captured.record().value() instanceof Message.Accounted)
                .map(captured -> ((Message.Accounted) captured.record().value()).row())
                .toList();
    }

    private List<Violation> violations() {
        return context.forwarded().stream()
                .filter(captured -> captured.record().value() instanceof Message.Violated)
                .map(captured -> ((Message.Violated) captured.record().value()).violation())
                .toList();
    }

    private List<Message.Beat> beats() {
        return context.forwarded().stream()
                .filter(captured -> captured.record().value() instanceof Message.Beat)
                .map(captured -> (Message.Beat) captured.record().value())
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
