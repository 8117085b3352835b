package io.tidemark.app.console;

import java.time.Duration;
import java.util.Locale;

/**
 * One line on standard error that is drawn over itself while a command reads: pass, rows, and megabytes a second. Only on a
 * terminal. For several threads; wiped by {@link #close}.
 */
public final class ProgressLine implements AutoCloseable {
    private static final long BETWEEN_DRAWINGS = Duration.ofMillis(200).toNanos();
    private static final double BYTES_PER_MEGABYTE = 1e6;

    private final Console console;
    private final String what;
    private final boolean shown;
    private int pass;
    private long rows;
    private long bytes;
    private long passBegan;
    private long drawn;
    private int width;

    private ProgressLine(Console console, String what) {
        this.console = console;
        this.what = what;
        this.shown = console.showsProgress();
    }

    /** A line that begins with this word: {@code baseline}. */
    public static ProgressLine on(Console console, String what) {
        return new ProgressLine(console, what);
    }

    /** More was read; draws now and then. */
    public synchronized void advanced(int inPass, long moreRows, long moreBytes) {
        if (!shown) {
            return;
        }
        long now = System.nanoTime();
        if (inPass != pass) {
            pass = inPass;
            rows = 0;
            bytes = 0;
            passBegan = now;
        }
        rows += moreRows;
        bytes += moreBytes;
        if (now - drawn > BETWEEN_DRAWINGS && now > passBegan) {
            drawn = now;
            double seconds = (now - passBegan) / 1e9;
            draw(String.format(
                    Locale.ROOT,
                    "%s: pass %d, %,d rows, %.0f MB/s",
                    what,
                    pass,
                    rows,
                    bytes / BYTES_PER_MEGABYTE / seconds));
        }
    }

    @Override
    public synchronized void close() {
        if (width > 0) {
            draw("");
            console.err().print('\r');
            console.err().flush();
        }
    }

    private void draw(String line) {
        console.err().print('\r' + line + " ".repeat(Math.max(0, width - line.length())));
        console.err().flush();
        width = line.length();
    }
}
