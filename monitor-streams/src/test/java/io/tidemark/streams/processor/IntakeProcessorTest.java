package io.tidemark.streams.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.streams.store.StoreNames;
import io.tidemark.streams.store.WriteBehindOptions;
import io.tidemark.streams.store.WriteBehindStore;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.LedgerRow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.Test;

/** What a driver cannot show of intake: a task that is revived after a failure, with its last commit as its state. */
class IntakeProcessorTest {
    private long runNanos;
    private final MockProcessorContext<String, Message> context = new MockProcessorContext<>(MergeBench.settings());
    private final IntakeProcessor intake = new IntakeProcessor(new IntakeSettings(
            Samples.CONFIG, EndpointPolicy.any(), 1, new FakeBacklog(), new Quarantine(), () -> runNanos));

    IntakeProcessorTest() {
        context.setCurrentSystemTimeMs(1);
        WriteBehindOptions options = WriteBehindOptions.inMemory();
        for (StoreBuilder<?> builder : List.of(StoredState.watermarks(options), StoredState.intakeLedger(options))) {
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

    private void read(long offset) {
        context.setRecordMetadata("captures", 0, offset);
        intake.process(new Record<>(bytes("key"), bytes("{"), 0, new RecordHeaders()));
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
