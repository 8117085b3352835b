package io.tidemark.stats.special;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.summary.Moments;
import org.junit.jupiter.api.Test;

class SeededUniformTest {
    @Test
    void sequenceIsThePublishedOne() {
        SeededUniform random = new SeededUniform(1234567);

        assertThat(Long.toUnsignedString(random.nextBits())).isEqualTo("6457827717110365317");
        assertThat(Long.toUnsignedString(random.nextBits())).isEqualTo("3203168211198807973");
        assertThat(Long.toUnsignedString(random.nextBits())).isEqualTo("9817491932198370423");
    }

    @Test
    void normalNumbersHaveMeanZeroAndDeviationOne() {
        SeededUniform random = new SeededUniform(7);
        Moments moments = new Moments();
        for (int i = 0; i < 20_000; i++) {
            moments.add(random.nextNormal());
        }
        assertThat(moments.mean()).isCloseTo(0, within(0.02));
        assertThat(moments.sampleSd()).isCloseTo(1, within(0.02));
    }

    @Test
    void wholeNumbersStayBelowTheBound() {
        SeededUniform random = new SeededUniform(8);
        long[] counts = new long[3];
        for (int i = 0; i < 9_000; i++) {
            counts[(int) random.nextBelow(3)]++;
        }
        for (long count : counts) {
            assertThat(count).as("seed 8").isBetween(2_800L, 3_200L);
        }
    }

    @Test
    void studentQuantileIsThatOfTheTables() {
        assertThat(SpecialFunctions.studentQuantile(0.975, 9)).isCloseTo(2.262157162740992, within(1e-8));
        assertThat(SpecialFunctions.studentQuantile(0.5, 3)).isCloseTo(0, within(1e-12));
    }
}
