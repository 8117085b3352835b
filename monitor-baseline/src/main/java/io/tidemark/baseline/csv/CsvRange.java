package io.tidemark.baseline.csv;

import java.io.IOException;
import java.io.InputStream;

/**
 * Whole data rows of one file that stand next to each other, for one thread.
 *
 * @param input the file
 * @param format of the file
 * @param columns of its header
 * @param from offset of the first byte in the uncompressed file, where a row starts
 * @param to offset after the last byte, where the next range starts; {@code Long.MAX_VALUE} for the end of the file
 */
public record CsvRange(CsvInput input, CsvFormat format, int columns, long from, long to) {
    private static final int BUFFER_BYTES = 1 << 20;

    /** Refuses a range that ends before it starts. */
    public CsvRange {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("from = " + from + ", to = " + to + " is no range");
        }
    }

    /**
     * A reader of these rows; the header is not among them. Lines and offsets are those of the file, {@link
     * CsvRows#row} counts from the start of the range.
     */
    public CsvRows open() {
        return open(BUFFER_BYTES);
    }

    /** A reader of these rows that leaves out those that cannot be read, and tells which. */
    public CsvRows open(BadRows badRows) {
        CsvRows rows = open(BUFFER_BYTES);
        rows.leaveOut(badRows);
        return rows;
    }

    CsvRows open(int bufferBytes) {
        CsvRows rows = new CsvRows(
                positioned(),
                input.name(),
                format,
                new CsvRows.Part(from, to - from, this::lineFeedsBefore, bufferBytes));
        rows.expect(columns);
        return rows;
    }

    private InputStream positioned() {
        InputStream in = input.open();
        try {
            in.skipNBytes(from);
            return in;
        } catch (IOException e) {
            CsvException problem = CsvProblems.unreadable(input.name(), from, e);
            closeAfter(problem, in);
            throw problem;
        }
    }

    private static void closeAfter(CsvException problem, InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            problem.addSuppressed(e);
        }
    }

    private long lineFeedsBefore() {
        byte[] chunk = new byte[BUFFER_BYTES];
        long lineFeeds = 0;
        try (InputStream in = input.open()) {
            long left = from;
            while (left > 0) {
                int read = in.readNBytes(chunk, 0, (int) Math.min(chunk.length, left));
                if (read == 0) {
                    throw new IOException("the file became shorter while it was read");
                }
                lineFeeds += Swar.count(chunk, 0, read, Swar.pattern('\n'));
                left -= read;
            }
        } catch (IOException e) {
            throw CsvProblems.unreadable(input.name(), 0, e);
        }
        return lineFeeds;
    }
}
