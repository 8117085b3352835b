package io.tidemark.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.streams.processor.Quarantine;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureLimitTest {
    private final Quarantine quarantine = new Quarantine();
    private final FailureLimit limit = new FailureLimit(List.of(quarantine));

    @Test
    void elevenFailuresThatNoRecordExplainsStopTheApplication() {
        for (int i = 0; i < 10; i++) {
            assertThat(limit.isExceeded(i)).isFalse();
        }

        assertThat(limit.isExceeded(10)).isTrue();
    }

    @Test
    void failuresOlderThanTenMinutesAreForgotten() {
        for (long i = 0; i < 100; i++) {
            assertThat(limit.isExceeded(i * FailureLimit.SPAN.toNanos() / 9)).isFalse();
        }
    }

    @Test
    void aDozenBadRecordsStopNothing() {
        for (int offset = 0; offset < 12; offset++) {
            for (int attempt = 0; attempt < Quarantine.LIMIT; attempt++) {
                quarantine.noteFailure(0, offset);
                assertThat(limit.isExceeded(offset)).isFalse();
            }
        }
    }

    @Test
    void aRecordThatFailsAlthoughItIsLeftOutIsNoExplanation() {
        for (int attempt = 0; attempt < Quarantine.LIMIT + 10; attempt++) {
            quarantine.noteFailure(0, 1);
            assertThat(limit.isExceeded(attempt)).isFalse();
        }
        quarantine.noteFailure(0, 1);

        assertThat(limit.isExceeded(99)).isTrue();
    }

    @Test
    void failuresOfEveryRecordStopTheApplicationInTheEnd() {
        boolean isExceeded = false;
        for (int offset = 0; offset < 40 && !isExceeded; offset++) {
            for (int attempt = 0; attempt < Quarantine.LIMIT; attempt++) {
                quarantine.noteFailure(0, offset);
                isExceeded |= limit.isExceeded(offset);
            }
        }

        assertThat(isExceeded).isTrue();
    }
}
