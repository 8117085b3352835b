package io.tidemark.app.console;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A console whose two streams can be read back. */
public final class RecordedConsole {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console;

    public RecordedConsole(Terminal terminal) {
        console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal);
    }

    /** No terminal, as in a pipe. */
    public static RecordedConsole piped() {
        return new RecordedConsole(Terminal.none());
    }

    /** Both streams on a colour terminal of 120 columns. */
    public static RecordedConsole onTerminal() {
        return new RecordedConsole(new Terminal(true, true, true, false, 120));
    }

    public Console console() {
        return console;
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
