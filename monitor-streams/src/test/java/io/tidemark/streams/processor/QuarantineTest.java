package io.tidemark.streams.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuarantineTest {
    private final Quarantine quarantine = new Quarantine();

    @Test
    void aRecordIsLeftOutAfterThreeFailures() {
        assertThat(quarantine.isBlocked(0, 7)).isFalse();
        assertThat(quarantine.noteFailure(0, 7)).isEqualTo(1);
        assertThat(quarantine.noteFailure(0, 7)).isEqualTo(2);
        assertThat(quarantine.isBlocked(0, 7)).isFalse();
        assertThat(quarantine.noteFailure(0, 7)).isEqualTo(Quarantine.LIMIT);

        assertThat(quarantine.isBlocked(0, 7)).isTrue();
    }

    @Test
    void otherRecordsAreNotLeftOut() {
        for (int i = 0; i < Quarantine.LIMIT; i++) {
            quarantine.noteFailure(0, 7);
        }

        assertThat(quarantine.isBlocked(0, 8)).isFalse();
        assertThat(quarantine.isBlocked(1, 7)).isFalse();
    }

    @Test
    void whatIsRememberedIsBounded() {
        for (int i = 0; i < 3; i++) {
            quarantine.noteFailure(0, 7);
        }
        for (int offset = 100; offset < 10_200; offset++) {
            quarantine.noteFailure(0, offset);
        }

        assertThat(quarantine.isBlocked(0, 7)).as("forgotten, and tried again").isFalse();
    }
}
