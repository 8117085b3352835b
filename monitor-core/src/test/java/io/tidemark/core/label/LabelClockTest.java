package io.tidemark.core.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.window.Watermark;
import org.junit.jupiter.api.Test;

class LabelClockTest {
    @Test
    void eachClockIsTheEighthLargestTimeOfItsInput() {
        LabelClock clock = new LabelClock();
        for (int i = 1; i <= 10; i++) {
            clock.observeCapture(i);
            clock.observeLabel(100L * i);
        }

        assertThat(clock.captureMs()).isEqualTo(3);
        assertThat(clock.labelMs()).isEqualTo(300);
        assertThat(clock.joinMs()).isEqualTo(3);
    }

    @Test
    void sevenWrongTimesMoveNothing() {
        LabelClock clock = new LabelClock();
        for (int i = 0; i < 8; i++) {
            clock.observeLabel(50);
        }
        for (int i = 0; i < 7; i++) {
            clock.observeLabel(Long.MAX_VALUE / 2);
        }
        assertThat(clock.labelMs()).isEqualTo(50);
    }

    @Test
    void entriesExpireOnlyByWhatBothInputsHavePassed() {
        LabelClock clock = new LabelClock();
        clock.raiseLabelsTo(1_000);

        assertThat(clock.joinMs()).isEqualTo(Watermark.NONE);
        clock.raiseCapturesTo(400);
        assertThat(clock.joinMs()).isEqualTo(400);
        clock.raiseCapturesTo(2_000);
        assertThat(clock.joinMs()).isEqualTo(1_000);
        clock.raiseLabelsTo(10);
        assertThat(clock.joinMs()).isEqualTo(1_000);
    }

    @Test
    void clocksComeBackFromTheirStoredForm() {
        LabelClock clock = new LabelClock();
        for (int i = 1; i <= 20; i++) {
            clock.observeCapture(i);
            clock.observeLabel(3L * i);
        }
        LabelClock back = LabelClock.decode(clock.encode());
        back.observeLabel(1_000);
        clock.observeLabel(1_000);

        assertThat(back.encode()).isEqualTo(clock.encode());
        assertThat(back.labelMs()).isEqualTo(clock.labelMs());
    }
}
