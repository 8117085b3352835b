package io.tidemark.streams.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.ledger.Fate;
import io.tidemark.core.ledger.InputChangedException;
import io.tidemark.core.ledger.PartitionAccount;
import io.tidemark.core.window.OffsetRanges.Range;
import org.junit.jupiter.api.Test;

class LostOffsetsTest {
    private final LostOffsets lost = new LostOffsets();

    @Test
    void onlyWhatWasPassedOverIsLost() {
        lost.skipped(0, 12, 40);

        assertThat(lost.take(0, 10, 45).ranges()).containsExactly(new Range(12, 39));
        assertThat(lost.take(0, 10, 45).isEmpty()).as("taken once").isTrue();
        assertThat(lost.count()).isEqualTo(28);
    }

    @Test
    void whereThePositionIsNotKnownTheJumpBeginsBehindTheLastRecord() {
        lost.skipped(0, 0, 40);

        assertThat(lost.take(0, 30, 41).ranges()).containsExactly(new Range(30, 39));
    }

    @Test
    void aLogThatBeganAnewTwiceHasLostBothParts() {
        lost.skipped(0, 10, 20);
        lost.skipped(0, 20, 30);

        assertThat(lost.take(0, 10, 30).ranges()).containsExactly(new Range(10, 29));
    }

    @Test
    void otherPartitionsAndEarlierJumpsLoseNothing() {
        lost.skipped(0, 50, 60);

        assertThat(lost.take(1, 0, 100).isEmpty()).isTrue();
        assertThat(lost.take(0, 10, 20).isEmpty()).isTrue();
        assertThat(lost.take(0, 50, 60).ranges()).containsExactly(new Range(50, 59));
    }

    @Test
    void aLogThatEndsBeforeTheOffsetHasLostNothing() {
        lost.skipped(0, 50, 0);

        assertThat(lost.take(0, 0, 100).isEmpty()).isTrue();
    }

    @Test
    void offsetsThatAreFoundAgainCountOnce() {
        lost.skipped(0, 10, 20);
        lost.take(0, 10, 20);
        lost.skipped(0, 10, 25);

        assertThat(lost.take(0, 10, 25).count()).isEqualTo(15);
        assertThat(lost.count()).isEqualTo(15);
    }

    @Test
    void anAccountHasWhatWasDeletedAsLostAndTheRestAsGaps() {
        PartitionAccount account = new PartitionAccount();
        lost.skipped(0, 12, 20);

        assertThat(lost.read(account, 0, 9).isEmpty()).as("the first").isTrue();
        account.add(Fate.PARSED, 1);
        assertThat(lost.read(account, 0, 10).isEmpty()).as("the next").isTrue();
        account.add(Fate.PARSED, 1);
        assertThat(lost.read(account, 0, 21).ranges()).containsExactly(new Range(12, 19));
        account.add(Fate.PARSED, 1);

        assertThat(account.lost()).isEqualTo(8);
        assertThat(account.gaps()).isEqualTo(2);
        assertThatThrownBy(() -> lost.read(account, 0, 21)).isInstanceOf(InputChangedException.class);
    }
}
