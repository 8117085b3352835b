package io.tidemark.stats.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ExactCountsTest {
    @Test
    void whatIsSubtractedAgainLeavesTheCountsAsTheyWere() {
        long[] counts = {1, -2, 3};
        ExactCounts.addAll(counts, new long[] {4, 5, -6});
        assertThat(counts).containsExactly(5, 3, -3);
        ExactCounts.subtractAll(counts, new long[] {4, 5, -6});
        assertThat(counts).containsExactly(1, -2, 3);
    }

    @Test
    void anOverflowIsRefused() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> ExactCounts.addAll(new long[] {Long.MAX_VALUE}, new long[] {1}));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> ExactCounts.subtractAll(new long[] {Long.MIN_VALUE}, new long[] {1}));
    }

    @Test
    void otherLengthsAreRefusedBeforeAnythingChanges() {
        long[] counts = {1, 2};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExactCounts.addAll(counts, new long[] {1}))
                .withMessage("counts = 1, expected 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExactCounts.subtractAll(counts, new long[] {1, 1, 1}))
                .withMessage("counts = 3, expected 2");
        assertThat(counts).containsExactly(1, 2);
    }
}
