package io.tidemark.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TerminalTest {
    @Test
    void emptyEnvironmentIsNoTerminal() {
        assertThat(Terminal.of(Map.of())).isEqualTo(new Terminal(false, false, false, false, 80));
    }

    @ParameterizedTest
    @CsvSource({"'out',true,false", "',err',false,true", "'out,err',true,true", "'',false,false"})
    void launcherSaysWhichStreamsAreTerminals(String tty, boolean out, boolean err) {
        Terminal terminal = Terminal.of(Map.of("TIDEMARK_TTY", tty));
        assertThat(terminal.out()).isEqualTo(out);
        assertThat(terminal.err()).isEqualTo(err);
    }

    @Test
    void noColorAndDumbTerminalsAreHonoured() {
        assertThat(Terminal.of(Map.of("NO_COLOR", "1")).plain()).isTrue();
        assertThat(Terminal.of(Map.of("TERM", "dumb")).plain()).isTrue();
        assertThat(Terminal.of(Map.of("NO_COLOR", "", "TERM", "xterm")).plain()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"120,120", "10,40", "9999,240", "wide,80", "0,80", "'',80"})
    void widthIsBounded(String columns, int width) {
        assertThat(Terminal.of(Map.of("TIDEMARK_COLUMNS", columns)).width()).isEqualTo(width);
    }

    @Test
    void columnsOfTheUserWin() {
        assertThat(Terminal.of(Map.of("TIDEMARK_COLUMNS", "90", "COLUMNS", "100"))
                        .width())
                .isEqualTo(100);
    }
}
