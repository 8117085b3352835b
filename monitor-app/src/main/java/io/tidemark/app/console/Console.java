package io.tidemark.app.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The two streams of a command: data on standard output, all talk on standard error, so that a pipe carries data only.
 * Both are UTF-8, whatever the locale. Set up once by Main before a command runs; not for use by several threads.
 */
public final class Console {
    private final PrintStream out;
    private final PrintStream err;
    private final Terminal terminal;
    private ColorChoice color = ColorChoice.AUTO;
    private boolean quiet;
    private ProgressMode progress = ProgressMode.AUTO;
    private boolean talksInJson;

    /** A console on these streams, which it flushes and does not close. */
    public Console(PrintStream out, PrintStream err, Terminal terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /** The streams of this process. */
    public static Console ofProcess(Map<String, String> environment) {
        Terminal terminal = Terminal.of(environment);
        return new Console(stream(FileDescriptor.out, terminal.out()), stream(FileDescriptor.err, true), terminal);
    }

    private static PrintStream stream(FileDescriptor descriptor, boolean flushEachLine) {
        return new PrintStream(new FileOutputStream(descriptor), flushEachLine, StandardCharsets.UTF_8);
    }

    /** Applies {@code --color} and {@code --quiet}. */
    public void configure(ColorChoice color, boolean quiet) {
        this.color = color;
        this.quiet = quiet;
    }

    /** Where data goes: what another program, or a file, may read. */
    public PrintStream out() {
        return out;
    }

    /** What the output goes to. */
    public Terminal terminal() {
        return terminal;
    }

    /** Says something that is not data, on standard error; nothing under {@code --quiet}. */
    public void say(String line) {
        if (!quiet) {
            tell("INFO", line, line);
        }
    }

    /** Says something that matters even under {@code --quiet}, with {@code warning:} before it. */
    public void warn(String line) {
        tell("WARN", line, onError(Style.WARNING, "warning:") + " " + line);
    }

    /** Prints a problem on standard error. */
    public void error(Problem problem) {
        if (talksInJson) {
            tell("ERROR", String.join("\n", problem.lines()), "");
            return;
        }
        for (String line : problem.lines()) {
            int colon = line.indexOf(':') + 1;
            Style style = line.startsWith("error") ? Style.ERROR : Style.FAINT;
            err.println(onError(style, line.substring(0, colon)) + Secrets.hidden(line.substring(colon)));
        }
    }

    /** Talks in objects, one per line, as the log does: nothing else may stand between them. */
    public void configure(boolean inJson) {
        this.talksInJson = inJson;
    }

    private void tell(String level, String message, String shown) {
        err.println(talksInJson ? SpokenLine.json(level, Secrets.hidden(message)) : Secrets.hidden(shown));
    }

    /** The text in the style if standard output shows colour, else the text itself. */
    public String paint(Style style, String text) {
        return paintsOut() ? style.around(text) : text;
    }

    /** The first text where more than ASCII is shown, else the second. */
    public String glyph(String unicode, String ascii) {
        return terminal.unicode() ? unicode : ascii;
    }

    /** Whether data is shown in colour. */
    public boolean paintsOut() {
        return paints(terminal.out());
    }

    boolean paintsErr() {
        return paints(terminal.err());
    }

    /** Applies {@code --progress}. */
    public void configure(ProgressMode progress) {
        this.progress = progress;
    }

    /** How progress is shown; automatic means drawn over itself where that can be seen, else not at all. */
    public ProgressMode progress() {
        return progress == ProgressMode.AUTO && !showsProgress() ? ProgressMode.NONE : progress;
    }

    /** Whether progress may be drawn over itself: standard error is a terminal and the user did not ask for quiet. */
    public boolean showsProgress() {
        return terminal.err() && !quiet;
    }

    /** Where progress is drawn; for sentences there are {@link #say} and {@link #warn}. */
    public PrintStream err() {
        return err;
    }

    /** Flushes both streams. */
    public void flush() {
        out.flush();
        err.flush();
    }

    private String onError(Style style, String text) {
        return paintsErr() ? style.around(text) : text;
    }

    private boolean paints(boolean isTerminal) {
        return color.resolve(isTerminal && !terminal.plain());
    }
}
