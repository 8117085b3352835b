package io.tidemark.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    @Test
    void delayLiesInTheUpperHalfOfWhatDoublesUpToTheLongest() {
        for (int failures = 1; failures <= 200; failures++) {
            long full = failures > 10 ? 900_000 : Math.min(900_000, 1_000L << (failures - 1));
            for (int id = 0; id < 20; id++) {
                assertThat(RetryPolicy.DEFAULT.delayMs("m" + id, failures))
                        .as("failures %d", failures)
                        .isBetween(full / 2, full);
            }
        }
    }

    @Test
    void sendersDoNotComeInStepButEachComesAsBefore() {
        Set<Long> delays = new HashSet<>();
        for (int id = 0; id < 100; id++) {
            delays.add(RetryPolicy.DEFAULT.delayMs("m" + id, 10));
            assertThat(RetryPolicy.DEFAULT.delayMs("m" + id, 10)).isEqualTo(RetryPolicy.DEFAULT.delayMs("m" + id, 10));
        }
        assertThat(delays).hasSizeGreaterThan(90);
    }

    @Test
    void senselessTimesAreRefused() {
        assertThatThrownBy(() -> new RetryPolicy(Duration.ZERO, Duration.ofSeconds(1), Duration.ofHours(1)))
                .hasMessageContaining("first = PT0S");
        assertThatThrownBy(() -> new RetryPolicy(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofHours(1)))
                .hasMessageContaining("longest = PT1S");
    }

    @Test
    void breakerOpensAfterFailuresInARowAndClosesWithASuccess() {
        CircuitBreaker breaker = new CircuitBreaker(3, Duration.ofSeconds(10));
        for (int i = 0; i < 2; i++) {
            breaker.failed(i);
        }
        breaker.succeeded();
        for (int i = 0; i < 3; i++) {
            assertThat(breaker.tryAcquire(i)).isTrue();
            breaker.failed(i);
        }
        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.tryAcquire(10_001)).isFalse();
        assertThat(breaker.tryAcquire(10_002)).isTrue();
        assertThat(breaker.tryAcquire(10_003)).isFalse();
        breaker.succeeded();
        assertThat(breaker.tryAcquire(10_003)).isTrue();
        assertThatThrownBy(() -> new CircuitBreaker(0, Duration.ZERO)).hasMessage("failures = 0 is not at least 1");
    }
}
