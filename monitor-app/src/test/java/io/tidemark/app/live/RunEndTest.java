package io.tidemark.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.RecordedConsole;
import org.junit.jupiter.api.Test;

class RunEndTest {
    private final RecordedConsole console = RecordedConsole.piped();

    @Test
    void lostInputIsSaidAndShowsInTheExitCode() {
        assertThat(RunEnd.tell(1_234, console.console())).isEqualTo(ExitCode.VIOLATIONS);
        assertThat(console.err()).contains("Kafka deleted 1,234 captures").contains("SC002");
    }

    @Test
    void aRunThatReadEverythingEndsAsItWasToldTo() {
        assertThat(RunEnd.tell(0, console.console())).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(console.err()).isEmpty();
    }
}
