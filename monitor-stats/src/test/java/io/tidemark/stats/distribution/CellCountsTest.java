package io.tidemark.stats.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CellCountsTest {
    @Test
    void countsPerCell() {
        CellCounts counts = new CellCounts(3);
        counts.increment(1);
        counts.increment(1);
        counts.add(2, 5);

        assertThat(counts.toArray()).containsExactly(0, 2, 5);
        assertThat(counts.total()).isEqualTo(7);
        assertThat(counts.get(1)).isEqualTo(2);
        assertThat(counts.isZero()).isFalse();
    }

    @Test
    void incrementPassesTheIntRange() {
        CellCounts counts = new CellCounts(2);
        counts.add(0, Integer.MAX_VALUE);
        counts.increment(0);
        counts.increment(0);

        assertThat(counts.toArray()).containsExactly(Integer.MAX_VALUE + 2L, 0);
    }

    @Test
    void arraysAreCountedAsTheirValuesOneByOne() {
        GridEdges edges = GridEdges.of(new double[] {-1, 0, 2});
        CellCounts counts = new CellCounts(edges.cells());
        counts.add(1, Integer.MAX_VALUE);
        counts.incrementAll(edges, new double[] {-5, -0.0, 0.5, 2, 3, 99}, 5);

        assertThat(counts.toArray()).containsExactly(1, Integer.MAX_VALUE + 1L, 2, 1);
        assertThatThrownBy(() -> counts.incrementAll(edges, new double[] {Double.NaN}, 1))
                .hasMessage("value = NaN is not finite");
    }

    @Test
    void addPassesTheIntRange() {
        CellCounts counts = new CellCounts(2);
        counts.increment(1);
        counts.add(1, 1L << 40);
        counts.add(1, Integer.MAX_VALUE);

        assertThat(counts.get(1)).isEqualTo((1L << 40) + Integer.MAX_VALUE + 1);
        assertThat(counts.total()).isEqualTo(counts.get(1));
    }

    @Test
    void mergeIsCommutativeAlsoForLargeCounts() {
        CellCounts a = CellCounts.of(new long[] {1, Integer.MAX_VALUE, 1L << 50});
        CellCounts b = CellCounts.of(new long[] {4, Integer.MAX_VALUE, 3});
        CellCounts ab = CellCounts.of(a.toArray());
        ab.addAll(b);
        CellCounts ba = CellCounts.of(b.toArray());
        ba.addAll(a);

        assertThat(ab.toArray()).isEqualTo(ba.toArray()).containsExactly(5, 2L * Integer.MAX_VALUE, (1L << 50) + 3);
    }

    @Test
    void addingItselfDoubles() {
        CellCounts counts = CellCounts.of(new long[] {3, 1L << 33});
        counts.addAll(counts);

        assertThat(counts.toArray()).containsExactly(6, 1L << 34);
    }

    @Test
    void clearedCountsAreZero() {
        CellCounts counts = CellCounts.of(new long[] {1, 1L << 40});
        counts.clear();

        assertThat(counts.isZero()).isTrue();
        assertThat(counts.toArray()).containsExactly(0, 0);
    }

    @Test
    void spilledCountIsNotZero() {
        CellCounts counts = new CellCounts(1);
        counts.add(0, 1L << 40);

        assertThat(counts.isZero()).isFalse();
    }

    @Test
    void badInputIsRefused() {
        CellCounts counts = new CellCounts(2);

        assertThatThrownBy(() -> new CellCounts(0)).hasMessage("cells = 0 is not positive");
        assertThatThrownBy(() -> counts.add(0, -1)).hasMessage("n = -1 is negative");
        assertThatThrownBy(() -> counts.addAll(new CellCounts(3))).hasMessage("cells differ: 2 and 3");
        assertThatThrownBy(() -> counts.increment(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void overflowOfALongIsAnErrorNotAWrap() {
        CellCounts counts = CellCounts.of(new long[] {Long.MAX_VALUE - 1});
        counts.increment(0);
        counts.increment(0);

        assertThatThrownBy(() -> counts.get(0)).isInstanceOf(ArithmeticException.class);
    }
}
