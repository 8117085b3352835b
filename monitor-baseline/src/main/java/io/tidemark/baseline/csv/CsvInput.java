package io.tidemark.baseline.csv;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;

/**
 * One file of a training table, plain or gzip. Nothing is open until {@link #open}.
 *
 * @param path of the file
 * @param name for messages: the path as the caller gave it, below a folder with the way into it
 * @param size bytes on disk, compressed if the file is
 * @param compressed whether the bytes are gzip: the name ends in {@code .gz} or the file starts with gzip's mark
 */
public record CsvInput(Path path, String name, long size, boolean compressed) {
    private static final int UNZIP_BUFFER_BYTES = 1 << 16;
    private static final int LOOK_BYTES = 1 << 16;
    private static final int LOOKS = 3;

    /**
     * The files that paths stand for: a file is itself, whatever its name; a folder is all {@code *.csv} and
     * {@code *.csv.gz} files in it and below (case of the ending ignored), sorted by the UTF-8 bytes of their paths
     * inside the folder. Names that start with a dot are skipped, links to folders are not followed. The order of the
     * paths is kept.
     *
     * @throws CsvException for a path that is not there, a folder without such a file, a file that cannot be read or
     *     that is meant twice
     */
    public static List<CsvInput> resolve(List<Path> paths) {
        return CsvFiles.resolve(paths);
    }

    /**
     * About how many lines the file has, from a look at its start, middle and end; empty for a compressed file.
     *
     * @throws CsvException if the file cannot be read
     */
    public OptionalLong guessedLines() {
        if (compressed) {
            return OptionalLong.empty();
        }
        byte[] chunk = new byte[(int) Math.min(size, LOOK_BYTES)];
        long seen = 0;
        long lineFeeds = 0;
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            for (int look = 0; look < LOOKS; look++) {
                file.seek((size - chunk.length) / (LOOKS - 1) * look);
                int read = Math.max(0, file.read(chunk));
                seen += read;
                lineFeeds += Swar.count(chunk, 0, read, Swar.pattern('\n'));
            }
        } catch (IOException e) {
            throw CsvProblems.unreadable(name, 0, e);
        }
        return OptionalLong.of(seen == 0 ? 0 : (long) (size * (double) lineFeeds / seen));
    }

    /**
     * The uncompressed bytes from the start. The caller closes the stream.
     *
     * @throws CsvException if the file cannot be opened or is not gzip though its name says so
     */
    public InputStream open() {
        try {
            return opened();
        } catch (IOException e) {
            throw CsvProblems.unreadable(name, 0, e);
        }
    }

    private InputStream opened() throws IOException {
        InputStream raw = Files.newInputStream(path);
        if (!compressed) {
            return raw;
        }
        try {
            return new GZIPInputStream(new BufferedInputStream(raw, UNZIP_BUFFER_BYTES), UNZIP_BUFFER_BYTES);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }
}
