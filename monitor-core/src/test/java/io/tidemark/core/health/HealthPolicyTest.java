package io.tidemark.core.health;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HealthPolicyTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void mistakesNameTheValueAndTheRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HealthPolicy(Duration.ZERO, HOUR, 0.1, 1, 0.5, 8))
                .withMessage("silence = PT0S is not positive");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HealthPolicy(HOUR, HOUR.negated(), 0.1, 1, 0.5, 8))
                .withMessage("stall = PT-1H is not positive");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HealthPolicy(HOUR, HOUR, 1.5, 1, 0.5, 8))
                .withMessage("deadLetterShare = 1.5 is not in [0, 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HealthPolicy(HOUR, HOUR, 0.1, 0, 0.5, 8))
                .withMessage("deadLetterLeast = 0 is not at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HealthPolicy(HOUR, HOUR, 0.1, 1, Double.NaN, 8))
                .withMessage("coverageFall = NaN is not in [0, 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HealthPolicy(HOUR, HOUR, 0.1, 1, 0.5, 2))
                .withMessage("coverageWindows = 2 is not at least 3");
    }

    @Test
    void endsOfTheRangesAreAllowed() {
        assertThatNoException().isThrownBy(() -> new HealthPolicy(HOUR, HOUR, 0, 1, 0, 3));
        assertThatNoException().isThrownBy(() -> new HealthPolicy(HOUR, HOUR, 1, 1, 1, 3));
    }
}
