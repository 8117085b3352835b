package io.tidemark.benchmarks.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateTableTest {
    private static final RateTable TABLE = new RateTable(
            1_000_000,
            Map.of(
                    StreamCase.PASS_THROUGH, List.of(new Sample(2, 4), new Sample(20, 4), new Sample(2, 4)),
                    StreamCase.PARSE_ONLY, List.of(new Sample(1, 2), new Sample(10, 2), new Sample(1, 2)),
                    StreamCase.DRIFT, List.of(new Sample(2.5, 3), new Sample(25, 3), new Sample(2.5, 3))));

    @Test
    void ratiosAreTakenWithinEachRoundSoThatASlowRoundCancelsOut() {
        assertThat(TABLE.ratio(StreamCase.DRIFT, StreamCase.PASS_THROUGH, s -> s.recordsPerSecond(1_000_000)))
                .isCloseTo(0.8, within(1e-12));
        assertThat(TABLE.ratio(StreamCase.DRIFT, StreamCase.PARSE_ONLY, Sample::cpuSeconds))
                .isCloseTo(1.5, within(1e-12));
    }

    @Test
    void markdownHoldsMediansRangesAndRatiosOfEveryCase() {
        assertThat(TABLE.toMarkdown().lines())
                .hasSize(5)
                .contains("| filter and write | 500,000 (50,000..500,000) | 4.00 | 1.00 | 0.50 | 2.00 |")
                .contains("| drift topology | 400,000 (40,000..400,000) | 3.00 | 0.80 | 0.40 | 1.50 |");
    }
}
