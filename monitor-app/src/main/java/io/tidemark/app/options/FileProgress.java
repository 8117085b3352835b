package io.tidemark.app.options;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.Figures;
import io.tidemark.replay.AuditProgress;
import io.tidemark.replay.CaptureFile;
import java.time.Duration;

/**
 * One line on standard error, drawn over itself after each file: files, megabytes, megabytes a second. Only on a terminal.
 * It also adds up what was read, for the result line. Wiped by {@link #close}.
 */
public final class FileProgress implements AuditProgress, AutoCloseable {
    private static final long BETWEEN_DRAWINGS = Duration.ofMillis(100).toNanos();

    private final Console console;
    private final String what;
    private final long began = System.nanoTime();
    private int files;
    private int filesDone;
    private long bytes;
    private long bytesDone;
    private long drawn = began - BETWEEN_DRAWINGS;
    private int width;

    /** A line that begins with this word: {@code audit}. */
    public FileProgress(Console console, String what) {
        this.console = console;
        this.what = what;
    }

    @Override
    public synchronized void begun(int files, long bytes) {
        this.files = files;
        this.bytes = bytes;
        draw();
    }

    @Override
    public synchronized void fileDone(CaptureFile file, long records) {
        filesDone++;
        bytesDone += file.bytes();
        draw();
    }

    /** Size on disk of all files. */
    public synchronized long bytes() {
        return bytes;
    }

    /** The number of files to be read. */
    public synchronized int files() {
        return files;
    }

    /** The running time since this was made. */
    public Duration taken() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Override
    public synchronized void close() {
        if (width > 0) {
            print("");
            console.err().print('\r');
            console.err().flush();
        }
    }

    private void draw() {
        long now = System.nanoTime();
        if (console.showsProgress() && now - drawn >= BETWEEN_DRAWINGS) {
            drawn = now;
            print(what + ": " + Figures.grouped(filesDone) + " of " + Figures.count(files, "file") + ", "
                    + Figures.megabytes(bytesDone) + " of " + Figures.megabytes(bytes) + ", "
                    + Figures.rate(bytesDone, taken()));
        }
    }

    private void print(String line) {
        console.err().print('\r' + line + " ".repeat(Math.max(0, width - line.length())));
        console.err().flush();
        width = line.length();
    }
}
