package io.tidemark.app.console;

import java.time.Duration;

/** How far a command that reads tables has come: pass, rows, and megabytes a second. For several threads. */
public final class ProgressLine implements AutoCloseable {
    private final Progress progress;
    private int pass;
    private long rows;
    private long bytes;
    private long passBegan;

    private ProgressLine(Progress progress) {
        this.progress = progress;
    }

    /** A line that begins with this word: {@code baseline}. */
    public static ProgressLine on(Console console, String what) {
        return new ProgressLine(new Progress(console, what));
    }

    /** More was read; shows it now and then. */
    public synchronized void advanced(int inPass, long moreRows, long moreBytes) {
        if (inPass != pass) {
            pass = inPass;
            rows = 0;
            bytes = 0;
            passBegan = System.nanoTime();
        }
        rows += moreRows;
        bytes += moreBytes;
        if (rows > moreRows) {
            progress.show(new Pass(pass, rows, bytes, Duration.ofNanos(System.nanoTime() - passBegan)));
        }
    }

    @Override
    public void close() {
        progress.close();
    }

    private record Pass(int pass, long rows, long bytes, Duration time) implements Progress.Moment {
        @Override
        public String text() {
            return "pass " + pass + ", " + Figures.count(rows, "row") + ", " + Figures.rate(bytes, time);
        }

        @Override
        public String json() {
            return "\"pass\":" + pass + ",\"rows\":" + rows + ",\"bytes\":" + bytes;
        }
    }
}
