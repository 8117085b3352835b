package io.tidemark.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.window.OffsetRanges;
import io.tidemark.core.window.Watermark;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartitionAccountTest {
    private static final List<Fate> FATES = List.of(Fate.values());

    private final PartitionAccount account = new PartitionAccount();

    private void read(long offset, Fate fate, long rows) {
        account.read(offset);
        account.add(fate, rows);
    }

    @Test
    void everyRecordHasOneFateAndEveryOffsetOnePlace() {
        long seed = 5;
        Random random = new Random(seed);
        long offset = 1_000;
        for (int i = 0; i < 5_000; i++) {
            long jump = random.nextInt(3);
            offset += 1 + jump;
            if (jump > 0 && random.nextInt(3) == 0) {
                account.lose(range(offset - jump, offset - 1));
            }
            read(offset, FATES.get(random.nextInt(FATES.size())), 1 + random.nextInt(4));
        }

        long sum = 0;
        for (Fate fate : Fate.values()) {
            sum += account.count(fate);
        }
        assertThat(account.records()).as("seed %d", seed).isEqualTo(sum).isEqualTo(5_000);
        assertThat(account.nextOffset() - account.firstOffset())
                .isEqualTo(account.records() + account.lost() + account.gaps());
        assertThat(account.lost()).isPositive();
        assertThat(account.duplicateRows()).isGreaterThan(account.count(Fate.DUPLICATE));
    }

    @Test
    void anEmptyAccountHoldsNothing() {
        assertThat(account.records()).isZero();
        assertThat(account.gaps()).isZero();
        assertThat(account.firstOffset()).isEqualTo(-1);
        assertThat(account.nextOffset()).isEqualTo(-1);
        assertThat(PartitionAccount.decode(account.encode()).encode()).isEqualTo(account.encode());
    }

    @Test
    void offsetsWithoutARecordAreGapsUnlessTheyWereLost() {
        read(10, Fate.PARSED, 1);
        read(12, Fate.PARSED, 1);
        read(50, Fate.PARSED, 1);
        assertThat(account.gaps()).isEqualTo(38);

        account.lose(range(20, 49));

        assertThat(account.lost()).isEqualTo(30);
        assertThat(account.gaps()).isEqualTo(8);
    }

    @Test
    void anOffsetThatIsAccountedForIsRefused() {
        read(5, Fate.PARSED, 1);
        read(6, Fate.PARSED, 1);

        assertThatThrownBy(() -> account.read(6))
                .isInstanceOf(InputChangedException.class)
                .hasMessageContaining("offset 6")
                .hasMessageContaining("below 7");
    }

    @Test
    void theNewestConflictsAreNamed() {
        for (int i = 0; i < PartitionAccount.MOST_CONFLICTS + 3; i++) {
            read(i, Fate.DUPLICATE, 1);
            account.conflict("digest" + i);
        }

        assertThat(account.conflicts())
                .hasSize(PartitionAccount.MOST_CONFLICTS)
                .startsWith(new PartitionAccount.Conflict(3, "digest3"));
        assertThat(account.duplicates().ranges()).containsExactly(new OffsetRanges.Range(0, 102));
    }

    @Test
    void anAccountComesBackFromItsStoredForm() {
        read(3, Fate.PARSED, 2);
        read(9, Fate.DUPLICATE, 4);
        account.conflict("abc");
        account.lose(range(4, 4));
        read(20, Fate.PARSED, 1);
        account.unchecked();
        account.setFloorMs(77);

        PartitionAccount read = PartitionAccount.decode(account.encode());

        assertThat(read.encode()).isEqualTo(account.encode());
        assertThat(read.lost()).isEqualTo(1);
        assertThat(read.gaps()).isEqualTo(14);
        assertThat(read.lookedUpFrom()).isZero();
        assertThat(read.floorMs()).isEqualTo(77);
        assertThat(read.uncheckedRecords()).isEqualTo(1);
        assertThat(read.conflicts()).containsExactly(new PartitionAccount.Conflict(9, "abc"));
        assertThat(read.duplicates().ranges()).containsExactly(new OffsetRanges.Range(9, 9));
    }

    @Test
    void theFirstVersionIsStillRead() {
        byte[] stored = new CanonicalOutput()
                .putByte(1)
                .putLong(40)
                .putLong(46)
                .putVarint(2)
                .putVarint(7)
                .putVarint(3)
                .putVarint(1)
                .toByteArray();

        PartitionAccount read = PartitionAccount.decode(stored);

        assertThat(read.firstOffset()).isEqualTo(40);
        assertThat(read.nextOffset()).isEqualTo(46);
        assertThat(read.count(Fate.PARSED)).isEqualTo(2);
        assertThat(read.rows()).isEqualTo(7);
        assertThat(read.count(Fate.DEAD_LETTERED)).isEqualTo(3);
        assertThat(read.count(Fate.CONTROL)).isEqualTo(1);
        assertThat(read.gaps()).isZero();
        assertThat(read.floorMs()).isEqualTo(Watermark.NONE);
        assertThat(read.lookedUpFrom()).as("that release counted repeats").isEqualTo(46);
        assertThat(PartitionAccount.decode(read.encode()).lookedUpFrom()).isEqualTo(46);
    }

    @Test
    void jumpsThatTheSecondVersionHadNotSettledAreGaps() {
        CanonicalOutput stored = new CanonicalOutput().putByte(2).putLong(40).putLong(46);
        stored.putVarint(2).putVarint(0).putVarint(0).putVarint(0).putVarint(0).putVarint(0);
        stored.putVarint(2).putVarint(0).putVarint(0).putVarint(1).putLong(Watermark.NONE);
        new OffsetRanges().writeTo(stored);
        stored.putVarint(0).putVarint(1).putLong(41).putLong(45);

        PartitionAccount read = PartitionAccount.decode(stored.toByteArray());

        assertThat(read.lost()).isEqualTo(1);
        assertThat(read.gaps()).isEqualTo(3);
        assertThat(read.lookedUpFrom()).isZero();
    }

    @Test
    void anotherVersionIsRefused() {
        byte[] stored = account.encode();
        stored[0] = 4;

        assertThatThrownBy(() -> PartitionAccount.decode(stored)).hasMessageContaining("version 4");
    }

    private static OffsetRanges range(long from, long to) {
        OffsetRanges range = new OffsetRanges();
        range.addRange(from, to);
        return range;
    }
}
