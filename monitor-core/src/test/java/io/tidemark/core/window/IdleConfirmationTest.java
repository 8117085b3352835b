package io.tidemark.core.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IdleConfirmationTest {
    private static final long FRESH_MS = 5_000;
    private static final long DUE_MS = 60_000;

    private final IdleConfirmation idle = new IdleConfirmation(endpoint -> FRESH_MS, endpoint -> endpoint);

    @Test
    void whereNoPartitionIsIdleNothingIsAwaited() {
        hear(0, 0, false);

        assertThat(confirm(1, 0, false)).isEqualTo(DUE_MS);
    }

    @Test
    void anIdlePartitionConfirmsByTwoNotesThatAreFarEnoughApart() {
        assertThat(confirm(1, 1_000, true)).isEqualTo(Watermark.NONE);
        assertThat(confirm(1, 1_000 + FRESH_MS - 1, true)).isEqualTo(Watermark.NONE);
        assertThat(confirm(1, 1_000 + FRESH_MS, true)).isEqualTo(DUE_MS);
    }

    @Test
    void aNoteFromBeforeTheClosingFellDueProvesNothing() {
        hear(1, 1_000, true);
        hear(1, 1_000 + 10 * FRESH_MS, true);

        assertThat(confirm(0, 0, false)).isEqualTo(Watermark.NONE);
    }

    @Test
    void aPartitionThatWakesUpBetweenItsNotesBeginsAnew() {
        confirm(1, 1_000, true);
        assertThat(confirm(1, 3_000, false))
                .as("busy: nothing is awaited of it")
                .isEqualTo(DUE_MS);
        assertThat(confirm(1, 4_000, true)).isEqualTo(Watermark.NONE);
        assertThat(confirm(1, 1_000 + FRESH_MS, true)).as("only since 4,000").isEqualTo(Watermark.NONE);
        assertThat(confirm(1, 4_000 + FRESH_MS, true)).isEqualTo(DUE_MS);
    }

    @Test
    void everyIdlePartitionMustConfirm() {
        hear(2, 0, true);
        confirm(1, 1_000, true);
        assertThat(confirm(1, 9_000, true)).as("partition 2 is silent").isEqualTo(Watermark.NONE);
        confirm(2, 1_000, true);

        assertThat(confirm(2, 9_000, true)).isEqualTo(DUE_MS);
    }

    @Test
    void aClosingThatIsWithdrawnIsProvedAnew() {
        confirm(1, 1_000, true);
        idle.withdraw("fraud");

        assertThat(confirm(1, 9_000, true)).isEqualTo(Watermark.NONE);
    }

    @Test
    void anEndThatMovesOnWhileItWaitsDoesNotDelayTheFirst() {
        assertThat(confirm(1, 1_000, true)).isEqualTo(Watermark.NONE);
        Heartbeat second = beat(1, 1_000 + FRESH_MS, true);
        idle.accept(second);

        assertThat(idle.confirm("fraud", 2 * DUE_MS, second)).isEqualTo(DUE_MS);
    }

    @Test
    void anEndThatFallsBackIsProvedAnew() {
        confirm(1, 1_000, true);
        Heartbeat second = beat(1, 1_000 + FRESH_MS, true);
        idle.accept(second);

        assertThat(idle.confirm("fraud", DUE_MS / 2, second)).isEqualTo(Watermark.NONE);
    }

    @Test
    void anUnnamedEndpointIsAsIdleAsTheOthers() {
        Heartbeat first = new Heartbeat(1, 2, 0, 1_000, true, List.of());
        idle.accept(first);
        assertThat(idle.confirm("fraud", DUE_MS, first)).isEqualTo(Watermark.NONE);
        Heartbeat second = new Heartbeat(1, 2, 0, 1_000 + FRESH_MS, true, List.of());
        idle.accept(second);

        assertThat(idle.confirm("fraud", DUE_MS, second)).isEqualTo(DUE_MS);
    }

    @Test
    void afterARestartOldNotesOfADeadTaskHoldTheWindow() {
        confirm(1, 1_000, true);
        idle.clear();
        hear(1, 1_000, true);

        assertThat(confirm(0, 90_000, false)).isEqualTo(Watermark.NONE);
        assertThat(confirm(0, 99_000, false)).isEqualTo(Watermark.NONE);
    }

    private void hear(int partition, long asOfMs, boolean isIdle) {
        idle.accept(beat(partition, asOfMs, isIdle));
    }

    private long confirm(int partition, long asOfMs, boolean isIdle) {
        Heartbeat beat = beat(partition, asOfMs, isIdle);
        idle.accept(beat);
        return idle.confirm("fraud", DUE_MS, beat);
    }

    private static Heartbeat beat(int partition, long asOfMs, boolean isIdle) {
        return new Heartbeat(partition, 3, 0, asOfMs, false, List.of(new EndpointMark("fraud", 0, isIdle)));
    }
}
