package io.tidemark.benchmarks.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchmarkOptionsTest {
    @Test
    void argumentsReplaceDefaults() {
        assertThat(BenchmarkOptions.parse("--records=1000", "--rounds=2", "--commit-ms=50", "--latency-s=9"))
                .isEqualTo(new BenchmarkOptions(1_000, 2, List.of(Duration.ofMillis(50)), 9, 20_000));
        assertThat(BenchmarkOptions.parse()).isEqualTo(BenchmarkOptions.defaults());
    }

    @Test
    void unknownNamesAndValuesOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BenchmarkOptions.parse("--record=1"))
                .withMessageContaining("unknown argument --record");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BenchmarkOptions.parse("--rounds=0"))
                .withMessage("rounds = 0 is not at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BenchmarkOptions.parse("fast"))
                .withMessageContaining("is not --name=value");
    }
}
