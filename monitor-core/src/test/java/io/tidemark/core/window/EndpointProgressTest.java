package io.tidemark.core.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EndpointProgressTest {
    private final EndpointProgress progress =
            new EndpointProgress(endpoint -> new ClosingTerms(new WindowSpec(10_000, 0), 2_000, 0));

    @Test
    void anEndpointThatWasNeverSeenIsSilentSinceTheStart() {
        assertThat(progress.silentMs("fraud", 5_000)).isEqualTo(5_000);
    }

    @Test
    void silenceIsCountedFromTheLastRecord() {
        progress.touch("fraud", 1_000);
        progress.touch("churn", 4_000);

        assertThat(progress.silentMs("fraud", 5_000)).isEqualTo(4_000);
    }

    @Test
    void aCloseIsCrossedOncePerWindowAtItsEndAndGrace() {
        assertThat(progress.crossesClose("fraud", 3_000))
                .as("the first statement")
                .isFalse();
        assertThat(progress.crossesClose("fraud", 11_999)).isFalse();
        assertThat(progress.crossesClose("fraud", 12_000)).isTrue();
        assertThat(progress.crossesClose("fraud", 12_001)).isFalse();
        assertThat(progress.crossesClose("fraud", 52_000)).as("several at once").isTrue();
        assertThat(progress.crossesClose("fraud", 61_999)).isFalse();
        assertThat(progress.crossesClose("fraud", 62_000)).isTrue();
    }

    @Test
    void noWatermarkCrossesNothing() {
        assertThat(progress.crossesClose("fraud", Watermark.NONE)).isFalse();
        assertThat(progress.crossesClose("fraud", 50_000)).isFalse();
    }

    @Test
    void aPartitionTakesAThousandEndpointsAndKeepsTheOnesItHas() {
        for (int i = 0; i < 999; i++) {
            progress.touch("endpoint-" + i, 0);
        }
        assertThat(progress.isFull()).isFalse();
        progress.touch("endpoint-999", 0);

        assertThat(progress.isFull()).isTrue();
        assertThat(progress.isKnown("endpoint-0")).isTrue();
        assertThat(progress.isKnown("endpoint-1000")).isFalse();
    }

    @Test
    void anotherRunOfTheTaskBeginsWithoutMemory() {
        progress.touch("fraud", 4_000);
        progress.clear();

        assertThat(progress.isKnown("fraud")).isFalse();
        assertThat(progress.silentMs("fraud", 1_000)).isEqualTo(1_000);
    }
}
