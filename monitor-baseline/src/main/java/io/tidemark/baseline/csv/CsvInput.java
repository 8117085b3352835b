package io.tidemark.baseline.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * One file of a training table, plain or packed. Nothing is open until {@link #open}.
 *
 * @param path of the file
 * @param name for messages: the path as the caller gave it, below a folder with the way into it
 * @param size bytes on disk, packed if the file is
 * @param compression how the bytes are packed
 * @param charset of the text
 */
public record CsvInput(Path path, String name, long size, Compression compression, Charset charset) {
    private static final int LOOK_BYTES = 1 << 16;
    private static final int LOOKS = 3;

    /**
     * The files that paths stand for: a file is itself, whatever its name; a folder is all {@code *.csv},
     * {@code *.csv.gz} and {@code *.csv.zst} files in it and below (case of the ending ignored), sorted by the UTF-8
     * bytes of their paths inside the folder. Names that start with a dot are skipped, links to folders are not
     * followed. The order of the paths is kept.
     *
     * @throws CsvException for a path that is not there, a folder without such a file, a file that cannot be read or
     *     that is meant twice
     */
    public static List<CsvInput> resolve(List<Path> paths) {
        return resolve(paths, CsvOptions.DEFAULT);
    }

    /** The files that paths stand for, with the charset and the names of these options. */
    public static List<CsvInput> resolve(List<Path> paths, CsvOptions options) {
        return CsvFiles.resolve(paths, options);
    }

    /** One file, whatever its name, in UTF-8. */
    public static CsvInput of(Path path) {
        return resolve(List.of(path)).get(0);
    }

    /**
     * Whether a place in the text is a place in the file, so that it can be read from there; else from its start only.
     */
    public boolean isSeekable() {
        return compression == Compression.NONE && charset.equals(StandardCharsets.UTF_8);
    }

    /**
     * About how many lines the file has, from a look at its start, middle and end; empty for a file that is not
     * seekable.
     *
     * @throws CsvException if the file cannot be read
     */
    public OptionalLong guessedLines() {
        if (!isSeekable()) {
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
     * The unpacked text in UTF-8 from the start. The caller closes the stream.
     *
     * @throws CsvException if the file cannot be opened or is not packed though its name says so
     */
    public InputStream open() {
        try {
            return opened();
        } catch (IOException e) {
            throw CsvProblems.unreadable(name, 0, e);
        }
    }

    private InputStream opened() throws IOException {
        InputStream unpacked = compression.unpacked(Files.newInputStream(path));
        return charset.equals(StandardCharsets.UTF_8) ? unpacked : new Utf8Stream(unpacked, charset);
    }
}
