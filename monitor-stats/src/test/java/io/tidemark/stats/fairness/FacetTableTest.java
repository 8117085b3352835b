package io.tidemark.stats.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.stats.quality.BinaryConfusion;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FacetTableTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void partsAndCorrectionsGiveTheSameTable(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FacetTable whole = new FacetTable(3, 4);
        FacetTable left = new FacetTable(3, 4);
        FacetTable right = new FacetTable(3, 4);
        for (int row = 0; row < 500; row++) {
            int group = random.nextInt(3);
            int stratum = random.nextInt(4);
            Outcome label = Outcome.of(random.nextBoolean());
            Outcome prediction = Outcome.of(random.nextBoolean());
            whole.add(group, stratum, label, prediction, 1);
            // The prediction is counted at once; its label replaces "unknown" later, in another part.
            left.add(group, stratum, Outcome.UNKNOWN, prediction, 1);
            right.add(group, stratum, Outcome.UNKNOWN, prediction, -1);
            right.add(group, stratum, label, prediction, 1);
        }
        right.addAll(left);
        assertThat(right.toArray()).as("seed %d", seed).isEqualTo(whole.toArray());

        FacetTable again = new FacetTable(3, 4);
        again.addStored(whole.toArray());
        again.subtractAll(whole);
        assertThat(again.toArray()).as("seed %d", seed).containsOnly(0L);
    }

    @Test
    void sidesCountWhatIsKnown() {
        FacetTable table = new FacetTable(3, 0);
        table.add(0, 0, Outcome.POSITIVE, Outcome.NEGATIVE, 5);
        table.add(1, 0, Outcome.UNKNOWN, Outcome.POSITIVE, 7);
        table.add(2, 0, Outcome.NEGATIVE, Outcome.UNKNOWN, 2);
        table.add(2, 0, Outcome.NEGATIVE, Outcome.POSITIVE, 1);
        FacetSides sides = table.sides(group -> group < 2);

        SideCounts d = sides.disadvantaged();
        assertThat(d.rows()).isEqualTo(12);
        assertThat(d.labels()).isEqualTo(new SideCounts.Split(5, 0));
        assertThat(d.predictions()).isEqualTo(new SideCounts.Split(7, 5));
        assertThat(d.confusion()).isEqualTo(new BinaryConfusion(0, 0, 5, 0));
        SideCounts a = sides.advantaged();
        assertThat(a.labels()).isEqualTo(new SideCounts.Split(0, 3));
        assertThat(a.confusion()).isEqualTo(new BinaryConfusion(0, 1, 0, 0));
        assertThat(sides.strata()).isEmpty();
        assertThat(sides.everyone().rows()).isEqualTo(15);
    }

    @Test
    void tableOfCorrectionsAloneHasNoSides() {
        FacetTable table = new FacetTable(1, 1);
        table.add(0, 0, Outcome.POSITIVE, Outcome.POSITIVE, -1);

        assertThatThrownBy(() -> table.sides(group -> true)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void impossibleShapesAreRefused() {
        assertThatThrownBy(() -> new FacetTable(0, 1)).hasMessage("groups = 0, strata = 1");
        assertThatThrownBy(() -> new FacetTable(2, 2).add(2, 0, Outcome.POSITIVE, Outcome.POSITIVE, 1))
                .hasMessageContaining("group 2, stratum 0");
        assertThatThrownBy(() -> new FacetTable(2, 2).addAll(new FacetTable(2, 3)))
                .hasMessageContaining("differ");
        assertThatThrownBy(() -> new FacetTable(2, 2).addStored(new long[1])).hasMessage("counts = 1, expected 36");
    }

    @Test
    void thresholdItselfAndMissingValuesAreNotInTheFacet() {
        FacetThreshold threshold = new FacetThreshold(List.of(60.0, 40.0));

        assertThat(threshold.isDisadvantaged(40)).isFalse();
        assertThat(threshold.isDisadvantaged(Math.nextUp(40.0))).isTrue();
        assertThat(threshold.isDisadvantaged(99)).isTrue();
        assertThat(threshold.isDisadvantaged(Double.NaN)).isFalse();
        assertThatThrownBy(() -> new FacetThreshold(List.of())).hasMessage("breaks = []");
    }
}
