package io.tidemark.replay;

import io.tidemark.core.capture.CaptureLimits;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of files one after the other; a file is opened when the one before it has ended. Mutable; used once.
 *
 * @param <F> captures or labels
 */
final class LinesOfFiles<F extends SourceFile> implements Closeable {
    private final Iterator<F> files;
    private final Opener<F> opener;
    private final AuditProgress progress;
    private @Nullable OpenFile<F> open;

    /** Opens a file for its lines. */
    @FunctionalInterface
    interface Opener<F> {
        /** Returns its lines, none longer than allowed. */
        LineReader open(F file, int mostBytes) throws IOException;
    }

    /**
     * A file that is being read.
     *
     * @param file which one
     * @param lines stands at a line of it
     */
    record Line<F extends SourceFile>(F file, LineReader lines) {
        String place() {
            return file.at(lines.line());
        }
    }

    private static final class OpenFile<F extends SourceFile> {
        private final Line<F> line;
        private long records;

        OpenFile(Line<F> line) {
            this.line = line;
        }
    }

    /**
     * @param files in the order in which they are read
     * @param opener opens one
     * @param progress is told of each that has ended, and of how many of its lines were counted
     */
    LinesOfFiles(List<F> files, Opener<F> opener, AuditProgress progress) {
        this.files = files.iterator();
        this.opener = opener;
        this.progress = progress;
    }

    /** Goes to the next line; null after the last one of the last file. */
    @Nullable
    Line<F> next() throws IOException {
        OpenFile<F> at = openOrNext();
        while (at != null && !at.line.lines().next()) {
            at.line.lines().close();
            progress.fileDone(at.line.file(), at.records);
            open = null;
            at = openOrNext();
        }
        return at == null ? null : at.line;
    }

    /** Counts the line at hand as a record of its file. */
    void count() {
        OpenFile<F> at = open;
        if (at != null) {
            at.records++;
        }
    }

    private @Nullable OpenFile<F> openOrNext() throws IOException {
        OpenFile<F> at = open;
        if (at == null && files.hasNext()) {
            F file = files.next();
            at = new OpenFile<>(new Line<>(file, opener.open(file, CaptureLimits.DEFAULT.recordBytes())));
            open = at;
        }
        return at;
    }

    @Override
    public void close() throws IOException {
        OpenFile<F> at = open;
        if (at != null) {
            at.line.lines().close();
        }
    }
}
