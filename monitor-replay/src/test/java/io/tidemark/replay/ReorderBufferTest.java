package io.tidemark.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReorderBufferTest {
    private static final CaptureFile FILE = new CaptureFile(Path.of("f"), "e", "v", "f", 0);

    private long position;

    @Test
    void recordsComeOutByTimeAndEqualTimesInTheOrderOfReading() {
        ReorderBuffer<ReplayRecord> buffer = new ReorderBuffer<>(ReplayPlan.Reorder.DEFAULT);
        List<ReplayRecord> read = List.of(record(30), record(10), record(20), record(10));
        read.forEach(buffer::add);
        assertThat(drain(buffer)).containsExactly(read.get(1), read.get(3), read.get(2), read.get(0));
    }

    @Test
    void itIsOverfullOnlyBeyondItsRecords() {
        ReorderBuffer<ReplayRecord> buffer = new ReorderBuffer<>(new ReplayPlan.Reorder(2, 1 << 20));
        buffer.add(record(1));
        buffer.add(record(2));
        assertThat(buffer.isOverfull()).isFalse();
        buffer.add(record(3));
        assertThat(buffer.isOverfull()).isTrue();
    }

    @Test
    void itIsOverfullBeyondItsBytesAndGivesThemBack() {
        ReorderBuffer<ReplayRecord> buffer =
                new ReorderBuffer<>(new ReplayPlan.Reorder(1_000, 2 * record(0).heldBytes()));
        buffer.add(record(1));
        buffer.add(record(2));
        assertThat(buffer.isOverfull()).isFalse();
        buffer.add(record(3));
        assertThat(buffer.isOverfull()).isTrue();
        assertThat(buffer.removeEarliest().orderMs()).isEqualTo(1);
        assertThat(buffer.isOverfull()).isFalse();
    }

    @Test
    void recordsOutOfOrderByLessThanTheBufferComeOutSorted() {
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            ReorderBuffer<ReplayRecord> buffer = new ReorderBuffer<>(new ReplayPlan.Reorder(100, 1 << 20));
            List<Long> out = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                buffer.add(record(i + random.nextInt(50)));
                while (buffer.isOverfull()) {
                    out.add(buffer.removeEarliest().orderMs());
                }
            }
            drain(buffer).forEach(record -> out.add(record.orderMs()));
            assertThat(out).as("seed %d", seed).hasSize(2_000).isSorted();
        }
    }

    @Test
    void nothingCanBeTakenOutOfAnEmptyBuffer() {
        ReorderBuffer<ReplayRecord> buffer = new ReorderBuffer<>(ReplayPlan.Reorder.DEFAULT);
        assertThat(buffer.isEmpty()).isTrue();
        assertThatThrownBy(buffer::removeEarliest).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void aBufferOfNothingIsRefused() {
        assertThatThrownBy(() -> new ReplayPlan.Reorder(0, 1)).hasMessageContaining("both must be at least 1");
        assertThatThrownBy(() -> new ReplayPlan.Reorder(1, 0)).hasMessageContaining("both must be at least 1");
    }

    private ReplayRecord record(long orderMs) {
        return new ReplayRecord(new ReplayRecord.Place(orderMs, position++, FILE, 1), new byte[3], new byte[5]);
    }

    private static List<ReplayRecord> drain(ReorderBuffer<ReplayRecord> buffer) {
        List<ReplayRecord> all = new ArrayList<>();
        while (!buffer.isEmpty()) {
            all.add(buffer.removeEarliest());
        }
        return all;
    }
}
