package io.tidemark.app.options;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.Figures;
import io.tidemark.app.console.Progress;
import io.tidemark.app.console.StopSignal;
import io.tidemark.replay.AuditProgress;
import io.tidemark.replay.SourceFile;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a command that reads files has come: files, megabytes, megabytes a second, and how long it will take. It also
 * adds up what was read, for the result line, and hands on the wish to stop.
 */
public final class FileProgress implements AuditProgress, AutoCloseable {
    private final Progress progress;
    private final @Nullable StopSignal stop;
    private final long began = System.nanoTime();
    private int files;
    private int filesDone;
    private long bytes;
    private long bytesDone;

    /** Progress of a command, named by one word: {@code audit}. */
    public FileProgress(Console console, String what) {
        this(console, what, null);
    }

    /** As the other, for a command that ends early when the signal says so. */
    public FileProgress(Console console, String what, @Nullable StopSignal stop) {
        this.progress = new Progress(console, what);
        this.stop = stop;
    }

    @Override
    public synchronized void begun(int files, long bytes) {
        this.files = files;
        this.bytes = bytes;
        show();
    }

    @Override
    public synchronized void fileDone(SourceFile file, long records) {
        filesDone++;
        bytesDone += file.bytes();
        show();
    }

    @Override
    public boolean isStopped() {
        return stop != null && stop.isStopped();
    }

    /** Size on disk of the files that were read. */
    public synchronized long bytes() {
        return bytesDone;
    }

    /** The number of files that were read. */
    public synchronized int files() {
        return filesDone;
    }

    /** The number of files that there are to read. */
    public synchronized int allFiles() {
        return files;
    }

    /** The running time since this was made. */
    public Duration taken() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Override
    public void close() {
        progress.close();
    }

    private void show() {
        progress.show(new Moment(files, filesDone, bytes, bytesDone, taken()));
    }

    private record Moment(int files, int filesDone, long bytes, long bytesDone, Duration time)
            implements Progress.Moment {
        @Override
        public String text() {
            return Figures.grouped(filesDone) + " of " + Figures.count(files, "file") + ", "
                    + Figures.megabytes(bytesDone) + " of " + Figures.megabytes(bytes) + ", "
                    + Figures.rate(bytesDone, time) + rest();
        }

        private String rest() {
            return bytesDone == 0 || bytesDone >= bytes
                    ? ""
                    : ", " + Figures.taken(time.multipliedBy(bytes - bytesDone).dividedBy(bytesDone)) + " left";
        }

        @Override
        public String json() {
            return "\"filesDone\":" + filesDone + ",\"files\":" + files + ",\"bytesDone\":" + bytesDone + ",\"bytes\":"
                    + bytes;
        }
    }
}
