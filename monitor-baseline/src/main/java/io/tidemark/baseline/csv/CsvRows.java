package io.tidemark.baseline.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table row by row and hands out each field as a range of bytes; nothing is allocated per row once the buffers
 * have grown to the longest row. For one thread.
 *
 * <pre>
 * try (CsvRows rows = new CsvRows(input.open(), input.name(), CsvFormat.rfc4180())) {
 *     CsvHeader header = rows.readHeader();
 *     while (rows.next()) {
 *         use(rows.bytes(), rows.from(0), rows.to(0));
 *     }
 * }
 * </pre>
 *
 * <p>What is accepted is RFC 4180 with these additions: a UTF-8 byte order mark before the first row is skipped; rows
 * end with {@code \n} or {@code \r\n}, also mixed; the last row needs no line break, and a {@code \r} that ends the
 * file counts as one; any other {@code \r} outside quotes is data. Lines without a byte are skipped, except after a
 * header of one column, where each is a row with one empty field. What is refused, with a {@link CsvException}: text
 * after a closing quote, a quote inside an unquoted field, a quote that is never closed, NUL bytes, a row with more
 * or fewer fields than expected, a row longer than {@link CsvFormat#maxRowBytes} or of more than 65,536 fields.
 *
 * <p>Memory: the buffer has 1 MiB and grows with the longest row, once more if that row holds doubled quotes: with the
 * copy while it grows at most 3 × {@code maxRowBytes}, or 3 MiB if that is more. Plus up to 18 bytes for each field of
 * the widest row.
 */
public final class CsvRows implements Closeable {
    private static final int BUFFER_BYTES = 1 << 20;
    private static final int UNKNOWN = 0;

    private final InputStream in;
    private final CsvBuffer buffer;
    private final String name;
    private final CsvFormat format;
    private final LongSupplier linesBefore;
    private final RowScanner scanner;

    private int expected = UNKNOWN;
    private int rowFrom;
    private int rowEnd;
    private long line = 1;
    private boolean linesCounted;
    private long rows;
    private @Nullable BadRows badRows;
    private int problemAt;

    /** Reads a whole table from a stream of uncompressed bytes, which {@link #close} closes. */
    public CsvRows(InputStream in, String name, CsvFormat format) {
        this(in, name, format, new Part(0, Long.MAX_VALUE, () -> 0, BUFFER_BYTES));
    }

    CsvRows(InputStream in, String name, CsvFormat format, Part part) {
        this.in = in;
        this.name = name;
        this.format = format;
        this.buffer = new CsvBuffer(in, part, format.maxRowBytes());
        this.linesBefore = part.linesBefore;
        this.scanner = new RowScanner(buffer, format, this::placeOf);
    }

    /**
     * What of a file is read.
     *
     * @param offset of the stream's first byte in the file
     * @param length bytes to read at most
     * @param linesBefore line feeds before the offset, asked only when a line number is needed
     * @param bufferBytes of the buffer at first
     */
    record Part(long offset, long length, LongSupplier linesBefore, int bufferBytes) {}

    /** Reads the first row as names of the columns and expects as many fields of every row that follows. */
    public CsvHeader readHeader() {
        if (!advanceToContent()) {
            throw CsvException.inFile(
                    name,
                    "the file is empty",
                    "a table needs a first row with the names of its columns",
                    "check how the file was written, or leave it out");
        }
        CsvHeader header = CsvHeader.of(this);
        expect(header.size());
        return header;
    }

    /** Expects this many fields, 1 or more, of every row that follows. */
    void expect(int columns) {
        this.expected = columns;
    }

    /**
     * Moves to the next row; what the former one gave out is void then. Before {@link #readHeader} the first row is one
     * like the others and their widths may differ.
     *
     * @return false after the last row
     * @throws CsvException for a row that is refused, and when the stream cannot be read
     */
    public boolean next() {
        BadRows tolerated = badRows;
        if (tolerated == null) {
            return nextGood();
        }
        while (true) {
            try {
                return nextGood();
            } catch (CsvException problem) {
                if (problem.line().isEmpty()) {
                    throw problem; // The stream broke: what follows is unknown.
                }
                tolerated.add(problem);
                skipBadRow();
            }
        }
    }

    private boolean nextGood() {
        if (!advanceToContent()) {
            return false;
        }
        if (expected != UNKNOWN && fields() != expected) {
            throw ragged();
        }
        rows++;
        return true;
    }

    /** From now on {@link #next} leaves out rows that cannot be read, up to the end of the line of the mistake. */
    void leaveOut(BadRows counted) {
        this.badRows = counted;
    }

    /**
     * Goes to the end of the line in which the mistake was found. After a row of the wrong width this is the row's own
     * end; after a quote that is never closed it is the end of the line that the quote is in.
     */
    private void skipBadRow() {
        if (rowEnd > rowFrom) {
            return;
        }
        long lineFeeds = Swar.count(buffer.bytes(), rowFrom, problemAt, Swar.pattern('\n'));
        int at = problemAt;
        while (true) {
            while (at < buffer.limit() && buffer.bytes()[at] != '\n') {
                at++;
            }
            if (at < buffer.limit() || buffer.ended()) {
                break;
            }
            rowFrom = at;
            readMore();
            at = 0;
        }
        boolean isLineFeed = at < buffer.limit();
        scanner.skipLineFeeds(lineFeeds + (isLineFeed ? 1 : 0));
        rowEnd = isLineFeed ? at + 1 : at;
    }

    /** Fields of this row, 1 or more. */
    public int fields() {
        return scanner.fields();
    }

    /** The array that {@link #from} and {@link #to} point into, as UTF-8 if the file is; only to be read. */
    public byte[] bytes() {
        return buffer.bytes();
    }

    /** Index of the first byte of field {@code i} (from 0), enclosing quotes left out. */
    public int from(int i) {
        return scanner.from(i);
    }

    /** Index after the last byte of field {@code i}; equal to {@link #from} for an empty one. */
    public int to(int i) {
        return scanner.to(i);
    }

    /** Whether the field was enclosed in quotes: tells {@code ""} from a field of no bytes. */
    public boolean quoted(int i) {
        return scanner.quoted(i);
    }

    /** A copy of field {@code i} as text, malformed UTF-8 replaced; allocates, so not for every row. */
    public String text(int i) {
        return new String(bytes(), from(i), to(i) - from(i), StandardCharsets.UTF_8);
    }

    /**
     * Physical line where this row starts, counted from 1 by line feeds. The first call in a {@link CsvRange} reads the
     * file up to the range, so it is for messages.
     */
    public long line() {
        if (!linesCounted) {
            line += linesBefore.getAsLong();
            linesCounted = true;
        }
        return line;
    }

    /** Rows that {@link #next} has given, this one included: the number of this data row, counted from 1. */
    public long row() {
        return rows;
    }

    /** Offset of this row's first byte in the uncompressed file; a byte order mark counts. */
    public long rowOffset() {
        return buffer.offsetOf(rowFrom);
    }

    /** Name of the file for messages. */
    public String name() {
        return name;
    }

    /** Offset of the byte after this row and its line break, where the next row starts. */
    long endOffset() {
        return buffer.offsetOf(rowEnd);
    }

    /** A problem of a value in this row, placed at the first character of its field (its quote, if it has one). */
    public CsvException problemAt(int field, String what, String why, String fix) {
        scanner.restoreRawRanges();
        int at = quoted(field) ? from(field) - 1 : from(field);
        return CsvException.at(placeOf(at), what, why, fix);
    }

    /** Closes the stream. */
    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private boolean advanceToContent() {
        do {
            if (!advance()) {
                return false;
            }
        } while (expected != 1 && scanner.isBlank());
        return true;
    }

    private boolean advance() {
        line += scanner.takeLineFeeds();
        rowFrom = rowEnd;
        problemAt = rowFrom;
        if (buffer.offsetOf(rowFrom) == 0 && !buffer.ended()) {
            readMore();
            rowFrom = afterByteOrderMark();
            rowEnd = rowFrom;
            problemAt = rowFrom;
        }
        int end = RowScanner.INCOMPLETE;
        while (end == RowScanner.INCOMPLETE) {
            if (rowFrom == buffer.limit() && buffer.ended()) {
                rowEnd = rowFrom;
                return false;
            }
            end = scanner.scan(rowFrom);
            requireBounded(end);
            if (end == RowScanner.INCOMPLETE) {
                readMore();
            }
        }
        rowEnd = end;
        scanner.undoubleQuotes(rowEnd - rowFrom);
        return true;
    }

    private int afterByteOrderMark() {
        byte[] bytes = buffer.bytes();
        boolean marked =
                buffer.limit() >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
        return marked ? 3 : 0;
    }

    private void readMore() {
        try {
            buffer.readMore(rowFrom);
            rowFrom = 0;
            rowEnd = 0;
            problemAt = 0;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private void requireBounded(int end) {
        int known = end == RowScanner.INCOMPLETE ? buffer.limit() : end;
        if (known - rowFrom > format.maxRowBytes()) {
            throw CsvProblems.rowTooLong(name, line(), format);
        }
    }

    private CsvException ragged() {
        return CsvProblems.ragged(name, line(), new CsvProblems.Counts(fields(), expected), format);
    }

    private CsvException unreadable(IOException cause) {
        return CsvProblems.unreadable(name, buffer.offsetOf(buffer.limit()), cause);
    }

    /** Line and column of a byte of this row, which may span lines. */
    private CsvException.Place placeOf(int index) {
        problemAt = index;
        byte[] bytes = buffer.bytes();
        long ownLine = line();
        long column = 1;
        for (int at = rowFrom; at < index; at++) {
            if (bytes[at] == '\n') {
                ownLine++;
                column = 1;
            } else if ((bytes[at] & 0xC0) != 0x80) { // not a byte that continues a UTF-8 character
                column++;
            }
        }
        return new CsvException.Place(name, ownLine, column);
    }
}
