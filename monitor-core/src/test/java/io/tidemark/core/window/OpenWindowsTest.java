package io.tidemark.core.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenWindowsTest {
    private final OpenWindows open = new OpenWindows();

    @Test
    void windowsAreTakenByStartThenByVariant() {
        open.add(new WindowKey("fraud", "b", 0));
        open.add(new WindowKey("fraud", "a", 10));
        open.add(new WindowKey("fraud", "a", 0));
        open.add(new WindowKey("fraud", "a", 20));
        open.add(new WindowKey("churn", "a", 0));

        assertThat(open.takeStartingBefore("fraud", 20))
                .containsExactly(
                        new WindowKey("fraud", "a", 0),
                        new WindowKey("fraud", "b", 0),
                        new WindowKey("fraud", "a", 10));
        assertThat(open.takeStartingBefore("fraud", 20)).isEmpty();
        assertThat(open.takeStartingBefore("fraud", 21)).containsExactly(new WindowKey("fraud", "a", 20));
    }

    @Test
    void aWindowIsHeldOnce() {
        open.add(new WindowKey("fraud", "a", 0));
        open.add(new WindowKey("fraud", "a", 0));

        assertThat(open.takeStartingBefore("fraud", 1)).hasSize(1);
    }

    @Test
    void anUnknownEndpointHasNoWindows() {
        assertThat(open.takeStartingBefore("fraud", Long.MAX_VALUE)).isEmpty();
        assertThat(open.endpoints()).isEmpty();
    }

    @Test
    void clearForgetsAll() {
        open.add(new WindowKey("fraud", "a", 0));
        open.clear();

        assertThat(open.endpoints()).isEmpty();
    }
}
