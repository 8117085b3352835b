package io.tidemark.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConsoleTest {
    @Test
    void dataAndTalkGoToDifferentStreams() {
        RecordedConsole recorded = RecordedConsole.piped();

        recorded.console().out().println("datum");
        recorded.console().say("talk");

        assertThat(recorded.out()).isEqualTo("datum\n");
        assertThat(recorded.err()).isEqualTo("talk\n");
    }

    @Test
    void quietLeavesWarningsAndErrors() {
        RecordedConsole recorded = RecordedConsole.piped();
        recorded.console().configure(ColorChoice.AUTO, true);

        recorded.console().say("talk");
        recorded.console().warn("late");
        recorded.console().error(Problem.of("broken"));

        assertThat(recorded.err()).isEqualTo("warning: late\nerror: broken\n");
    }

    @Test
    void pipeGetsNoColour() {
        Console console = RecordedConsole.piped().console();
        assertThat(console.paint(Style.ERROR, "drift")).isEqualTo("drift");
    }

    @Test
    void terminalGetsColour() {
        Console console = RecordedConsole.onTerminal().console();
        assertThat(console.paint(Style.ERROR, "drift")).isEqualTo("\u001b[1;31mdrift\u001b[0m");
    }

    @Test
    void noColorIsHonouredUnlessTheFlagAsksForColour() {
        Terminal terminal = Terminal.of(Map.of("TIDEMARK_TTY", "out,err", "NO_COLOR", "1"));
        Console console = new RecordedConsole(terminal).console();

        assertThat(console.paint(Style.GOOD, "ok")).isEqualTo("ok");
        console.configure(ColorChoice.ALWAYS, false);
        assertThat(console.paint(Style.GOOD, "ok")).isEqualTo("\u001b[32mok\u001b[0m");
    }

    @Test
    void onlyTheLabelsOfAnErrorAreColoured() {
        RecordedConsole recorded = RecordedConsole.onTerminal();

        recorded.console().error(Problem.of("no file a:b").fix("make it"));

        assertThat(recorded.err())
                .isEqualTo("\u001b[1;31merror:\u001b[0m no file a:b\n\u001b[2m  fix:\u001b[0m make it\n");
    }

    @Test
    void glyphsFallBackToAscii() {
        assertThat(RecordedConsole.onTerminal().console().glyph("█", "#")).isEqualTo("█");
        assertThat(RecordedConsole.piped().console().glyph("█", "#")).isEqualTo("#");
    }

    @Test
    void progressNeedsATerminalAndNoQuiet() {
        Console console = RecordedConsole.onTerminal().console();

        assertThat(console.showsProgress()).isTrue();
        console.configure(ColorChoice.AUTO, true);
        assertThat(console.showsProgress()).isFalse();
        assertThat(RecordedConsole.piped().console().showsProgress()).isFalse();
    }
}
