package io.tidemark.app.console;

import java.time.Duration;

/**
 * How far a command has come, on standard error, as {@code --progress} has it. For several threads if they take turns;
 * what was drawn is wiped by {@link #close}.
 */
public final class Progress implements AutoCloseable {
    private static final long BETWEEN_DRAWINGS = Duration.ofMillis(100).toNanos();
    private static final long BETWEEN_LINES = Duration.ofSeconds(1).toNanos();

    private final Console console;
    private final String what;
    private final ProgressMode mode;
    private final long between;
    private long shownAt;
    private boolean hasShown;
    private int width;

    /** Progress of a command, named by one word. */
    public Progress(Console console, String what) {
        this.console = console;
        this.what = what;
        this.mode = console.progress();
        this.between = mode == ProgressMode.AUTO ? BETWEEN_DRAWINGS : BETWEEN_LINES;
    }

    /** Text and numbers of one moment, made only when they are shown. */
    public interface Moment {
        /** The sentence for people: {@code 3 of 96 files, 120 MB/s}. */
        String text();

        /** The fields of an object without its braces: {@code "files":3,"bytes":120}. */
        String json();
    }

    /** Shows the moment, unless the last one was shown just now. */
    public synchronized void show(Moment moment) {
        long now = System.nanoTime();
        if (mode == ProgressMode.NONE || (hasShown && now - shownAt < between)) {
            return;
        }
        hasShown = true;
        shownAt = now;
        switch (mode) {
            case AUTO -> draw(what + ": " + moment.text());
            case PLAIN -> console.err().println(what + ": " + moment.text());
            case JSON ->
                console.err().println("{\"schemaVersion\":1,\"progress\":\"" + what + "\"," + moment.json() + "}");
            case NONE -> throw new AssertionError(mode);
        }
    }

    private void draw(String line) {
        console.err().print('\r' + line + " ".repeat(Math.max(0, width - line.length())));
        console.err().flush();
        width = line.length();
    }

    @Override
    public synchronized void close() {
        if (width > 0) {
            draw("");
            console.err().print('\r');
            console.err().flush();
        }
    }
}
