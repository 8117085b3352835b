package io.tidemark.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A console whose two streams can be read back. */
final class RecordedConsole {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console;

    RecordedConsole(Terminal terminal) {
        console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal);
    }

    /** No terminal, as in a pipe. */
    static RecordedConsole piped() {
        return new RecordedConsole(Terminal.none());
    }

    /** Both streams on a colour terminal of 120 columns. */
    static RecordedConsole onTerminal() {
        return new RecordedConsole(new Terminal(true, true, true, false, 120));
    }

    Console console() {
        return console;
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
