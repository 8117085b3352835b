package io.tidemark.stats.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.stats.Samples;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CoarseBinsTest {
    @Test
    void equalCellsAreSplitEvenly() {
        long[] cells = new long[22];
        Arrays.fill(cells, 1, 21, 5);
        CoarseBins bins = CoarseBins.of(cells, 10);

        assertThat(bins.innerBins()).isEqualTo(10);
        assertThat(bins.bin(cells, 3)).containsExactly(10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 0, 0, 3);
    }

    @Test
    void outsideCellsAndMissingHaveTheirOwnBins() {
        CoarseBins bins = CoarseBins.of(new long[] {0, 4, 4, 0}, 2);

        assertThat(bins.bin(new long[] {7, 1, 2, 9}, 5)).containsExactly(1, 2, 7, 9, 5);
        assertThat(bins.binOf(0)).isEqualTo(2);
        assertThat(bins.binOf(3)).isEqualTo(3);
        assertThat(bins.bins()).isEqualTo(5);
    }

    @Test
    void heavyCellTakesABinAlone() {
        CoarseBins bins = CoarseBins.of(new long[] {0, 1, 98, 1, 0}, 10);

        assertThat(bins.bin(new long[] {0, 1, 98, 1, 0}, 0)).containsExactly(1, 98, 1, 0, 0, 0);
    }

    @Test
    void gridWithoutInnerCellsHasOutsideBinsOnly() {
        assertThat(CoarseBins.of(new long[] {3, 0}, 10).bin(new long[] {3, 1}, 2))
                .containsExactly(3, 1, 2);
    }

    @Test
    void emptyBaselineGivesOneInnerBin() {
        assertThat(CoarseBins.of(new long[5], 10).bin(new long[] {0, 1, 1, 1, 0}, 0))
                .containsExactly(3, 0, 0, 0);
    }

    @Test
    void aCellsGroupIsTheQuotientOfItsPosition() {
        for (long seed = 1; seed <= 200; seed++) {
            Samples samples = new Samples(seed);
            long[] cells = samples.counts(3 + samples.random().nextInt(300));
            int inner = 1 + samples.random().nextInt(40);
            long total = Arrays.stream(cells, 1, cells.length - 1).sum();
            CoarseBins bins = CoarseBins.of(cells, inner);
            long before = 0;
            long group = -1;
            int bin = -1;
            for (int j = 1; j < cells.length - 1; j++) {
                long expected = total == 0 ? 0 : Math.min(inner - 1L, (2 * before + cells[j]) * inner / (2 * total));
                bin += expected > group ? 1 : 0;
                group = expected;
                before += cells[j];

                assertThat(bins.binOf(j)).as("seed %d, cell %d", seed, j).isEqualTo(bin);
            }
        }
    }

    @Test
    void noInnerBinIsMuchHeavierThanItsShare() {
        for (long seed = 1; seed <= 200; seed++) {
            Samples samples = new Samples(seed);
            long[] cells = samples.counts(3 + samples.random().nextInt(1024));
            CoarseBins bins = CoarseBins.of(cells, 32);
            long[] mass = bins.bin(cells, 0);
            long[] inner = Arrays.copyOf(mass, bins.innerBins());
            long total = Arrays.stream(inner).sum();
            long heaviestCell = Arrays.stream(cells).max().orElseThrow();

            assertThat(bins.innerBins()).as("seed %d", seed).isBetween(1, 32);
            assertThat(Arrays.stream(mass).sum())
                    .as("seed %d", seed)
                    .isEqualTo(Arrays.stream(cells).sum());
            assertThat(Arrays.stream(inner).max().orElseThrow())
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(total / 32 + heaviestCell + 1);
        }
    }

    @Test
    void badInputIsRefused() {
        CoarseBins bins = CoarseBins.of(new long[] {0, 1, 0}, 10);

        assertThatThrownBy(() -> CoarseBins.of(new long[] {1}, 10)).hasMessageContaining("cells = 1");
        assertThatThrownBy(() -> CoarseBins.of(new long[] {1, 2, 3}, 0)).hasMessageContaining("inner = 0");
        assertThatThrownBy(() -> CoarseBins.of(new long[] {1, -2, 3}, 4))
                .hasMessage("count of cell 1 = -2 is negative");
        assertThatThrownBy(() -> bins.bin(new long[2], 0)).hasMessage("cells = 2, expected 3");
        assertThatThrownBy(() -> bins.bin(new long[3], -1)).hasMessage("missing = -1 is negative");
    }
}
