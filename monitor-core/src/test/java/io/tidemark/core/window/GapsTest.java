package io.tidemark.core.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GapsTest {
    private static final WindowSpec SECONDS = new WindowSpec(1_000, 0);

    @Test
    void neighboursHaveNoGap() {
        assertThat(between(5_000, 6_000)).isEmpty();
    }

    @Test
    void everyWindowBetweenIsNamedAscending() {
        assertThat(between(-2_000, 2_000)).containsExactly(key(-1_000), key(0), key(1_000));
    }

    @Test
    void aWindowNotAfterTheFirstHasNoGap() {
        assertThat(between(5_000, 5_000)).isEmpty();
        assertThat(between(5_000, 1_000)).isEmpty();
    }

    @Test
    void aLongSilenceIsCutAtTheCap() {
        assertThat(between(0, 1_000L * (Gaps.MOST + 1)))
                .hasSize(Gaps.MOST)
                .last()
                .isEqualTo(key(1_000L * Gaps.MOST));
        assertThat(between(0, Long.MAX_VALUE / 2)).hasSize(Gaps.MOST).first().isEqualTo(key(1_000));
    }

    private static List<WindowKey> between(long before, long after) {
        return Gaps.between(key(before), key(after), SECONDS);
    }

    private static WindowKey key(long startMs) {
        return new WindowKey("credit", "blue", startMs);
    }
}
