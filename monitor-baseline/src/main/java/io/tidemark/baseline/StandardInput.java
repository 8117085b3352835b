package io.tidemark.baseline;

import io.tidemark.baseline.csv.CsvException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A stream that can be read once, as a temporary file that can be read twice. It is copied as it comes, packed if it
 * is.
 *
 * <p>Two passes are needed because the grids come from a sample of the whole table. Doing without the file would mean
 * to choose the edges from the first rows, which are mostly the oldest ones, or to keep the table in memory. The copy
 * costs its bytes on disk and about 0.3 CPU s a gigabyte, and is removed on {@link #close}, or when the JVM ends before
 * that.
 */
public final class StandardInput implements Closeable {
    /** What messages call it. */
    public static final String NAME = "stdin";

    private static final int CHUNK_BYTES = 1 << 16;
    private static final int MIB = 20;

    private final Path file;

    private StandardInput(Path file) {
        this.file = file;
    }

    /**
     * Copies a stream to its end.
     *
     * @param in the stream, which stays open
     * @param folder for the temporary file
     * @param mostBytes that it may take
     * @throws CsvException if the stream is longer, cannot be read, or the file cannot be written
     */
    public static StandardInput spool(InputStream in, Path folder, long mostBytes) {
        try {
            Path file = Files.createTempFile(folder, "tidemark-stdin-", ".spool");
            file.toFile().deleteOnExit();
            StandardInput spooled = new StandardInput(file);
            boolean isWhole = false;
            try {
                spooled.copy(in, mostBytes);
                isWhole = true;
                return spooled;
            } finally {
                if (!isWhole) {
                    spooled.close();
                }
            }
        } catch (IOException e) {
            CsvException problem = CsvException.inFile(
                    NAME,
                    "cannot be copied to " + folder + ": " + e.getMessage(),
                    "a table is read twice, and a stream can be read only once",
                    "make room, or write the table to a file and name that");
            problem.initCause(e);
            throw problem;
        }
    }

    private void copy(InputStream in, long mostBytes) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        long copied = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                copied += read;
                if (copied > mostBytes) {
                    throw tooLong(mostBytes);
                }
                out.write(chunk, 0, read);
            }
        }
    }

    private static CsvException tooLong(long mostBytes) {
        return CsvException.inFile(
                NAME,
                "more than " + String.format(Locale.ROOT, "%,d", mostBytes >> MIB) + " MiB",
                "it is copied to a temporary file, because a table is read twice",
                "write the table to a file and name that, or pipe it packed (gzip, zstd)");
    }

    /** The copy. */
    public Path path() {
        return file;
    }

    /** Removes the copy. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
