package io.tidemark.stats.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.stats.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrectableMomentsTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatIsAddedAndTakenBackLeavesNoTrace(long seed) {
        Samples samples = new Samples(seed);
        double[] kept = samples.column(200);
        double[] withdrawn = samples.column(100);
        CorrectableMoments moments = new CorrectableMoments();
        for (double value : withdrawn) {
            moments.add(value);
        }
        for (double value : kept) {
            moments.add(value);
        }
        for (double value : withdrawn) {
            moments.remove(value);
        }
        assertSame(moments, of(kept), seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void removalMayComeBeforeTheAdditionInAnotherPart(long seed) {
        Samples samples = new Samples(seed);
        double[] first = samples.column(50);
        double[] second = samples.column(50);
        CorrectableMoments correction = new CorrectableMoments();
        for (double value : first) {
            correction.remove(value);
        }
        CorrectableMoments merged = new CorrectableMoments();
        merged.addAll(correction);
        merged.addAll(of(second));
        merged.addAll(of(first));
        assertSame(merged, of(second), seed);

        merged.subtractAll(of(second));
        assertSame(merged, new CorrectableMoments(), seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void figuresAreThoseOfMoments(long seed) {
        double[] values = new Samples(seed).column(300);
        CorrectableMoments moments = of(values);
        Moments reference = Moments.of(values);

        assertThat(moments.mean()).isEqualTo(Double.valueOf(reference.mean()));
        assertThat(moments.sum()).isEqualTo(Double.valueOf(reference.sum()));
        assertThat(moments.sampleSd()).isEqualTo(Double.valueOf(reference.sampleSd()));
        assertThat(moments.varianceP()).isEqualTo(Double.valueOf(reference.varianceP()));
        assertThat(moments.extremes()).isEqualTo(reference.extremes());
    }

    @Test
    void storedPartsGiveTheSameMoments() {
        CorrectableMoments moments = of(1.5, -2, 1e300);
        CorrectableMoments again = CorrectableMoments.ofStored(moments.count(), moments.extremes(), moments.sums());

        assertSame(again, moments, 0);
    }

    @Test
    void nothingHasNoMeanAndNanIsRefused() {
        assertThat(new CorrectableMoments().mean()).isNaN();
        assertThatThrownBy(() -> new CorrectableMoments().add(Double.NaN)).hasMessageContaining("is not finite");
    }

    private static CorrectableMoments of(double... values) {
        CorrectableMoments moments = new CorrectableMoments();
        for (double value : values) {
            moments.add(value);
        }
        return moments;
    }

    private static void assertSame(CorrectableMoments actual, CorrectableMoments expected, long seed) {
        assertThat(actual.count()).as("seed %d", seed).isEqualTo(expected.count());
        assertThat(actual.extremes()).as("seed %d", seed).isEqualTo(expected.extremes());
        assertThat(actual.sums().values().canonical())
                .as("seed %d", seed)
                .isEqualTo(expected.sums().values().canonical());
        assertThat(actual.sums().squares().canonical())
                .as("seed %d", seed)
                .isEqualTo(expected.sums().squares().canonical());
    }
}
