package io.tidemark.replay;

import com.github.luben.zstd.ZstdIOException;
import io.tidemark.core.canonical.ContentHash;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipException;

/**
 * Cuts a file into lines without allocation per line. What is packed is unpacked, see {@link Unpacking}. Lines end
 * with {@code \n} or {@code \r\n}; a byte-order mark is dropped; blank lines are passed over but counted. Of a line over the limit the first bytes are kept and the rest is passed
 * over, so that memory is bounded whatever the file holds. Mutable; not thread-safe.
 */
final class LineReader implements Closeable {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final int SMALLEST_BUFFER = 1 << 20;

    private final String file;
    private final InputStream in;
    private final int limit;
    private final byte[] buffer;
    private int next;
    private int filled;
    private boolean atEnd;
    private int from;
    private int to;
    private long line;
    private long length;
    private boolean oversize;
    private ContentHash oversizeDigest = ContentHash.NONE;

    private LineReader(String file, InputStream in, int limit) {
        this.file = file;
        this.in = in;
        this.limit = limit;
        this.buffer = new byte[Math.max(SMALLEST_BUFFER, limit + 2)];
    }

    /**
     * Opens lines on disk, within their limits if they are packed.
     *
     * @param limit longest line that is handed over whole, in bytes without its end
     */
    static LineReader open(Stored stored, int limit) throws IOException {
        return over(stored.open(), stored.name(), limit, stored.archives());
    }

    /** Opens a file that belongs to no endpoint. */
    static LineReader open(Path file, int limit) throws IOException {
        return open(file, limit, ArchiveLimits.DEFAULT);
    }

    /** Opens a file that belongs to no endpoint, within these limits if it is packed. */
    static LineReader open(Path file, int limit, ArchiveLimits archives) throws IOException {
        return over(Files.newInputStream(file), file.toString(), limit, archives);
    }

    private static LineReader over(InputStream raw, String name, int limit, ArchiveLimits archives) throws IOException {
        try {
            return new LineReader(name, Unpacking.of(raw, archives), limit);
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /** Goes to the next line that is not blank; false at the end of the file. */
    boolean next() throws IOException {
        while (nextLine()) {
            if (oversize || !isBlank()) {
                return true;
            }
        }
        return false;
    }

    private boolean nextLine() throws IOException {
        oversize = false;
        int scanned = next;
        while (true) {
            int end = indexOfNewline(buffer, scanned, filled);
            if (end < filled) {
                take(end, end + 1);
                return true;
            }
            scanned = filled;
            if (filled - next > limit + 1) {
                passOver();
                return true;
            }
            if (atEnd) {
                boolean isLast = next < filled;
                if (isLast) {
                    take(filled, filled);
                }
                return isLast;
            }
            scanned -= fill();
        }
    }

    /** Sets the current line; a line that is just over the limit can end inside the buffer. */
    private void take(int end, int following) {
        line++;
        from = next;
        to = end > from && buffer[end - 1] == '\r' ? end - 1 : end;
        if (line == 1 && to - from >= 3 && buffer[from] == (byte) 0xef && buffer[from + 1] == (byte) 0xbb) {
            from += buffer[from + 2] == (byte) 0xbf ? 3 : 0;
        }
        int bytes = to - from;
        length = bytes;
        oversize = length > limit;
        if (oversize) {
            MessageDigest sha256 = sha256();
            sha256.update(buffer, from, to - from);
            oversizeDigest = new ContentHash(HexFormat.of().formatHex(sha256.digest()));
        }
        next = following;
    }

    /** Moves what is unread to the front and reads more; returns by how much it was moved. */
    private int fill() throws IOException {
        int moved = next;
        System.arraycopy(buffer, next, buffer, 0, filled - next);
        next = 0;
        readBehind(filled - moved);
        return moved;
    }

    /** Reads more into the buffer from a position on, which becomes the end of what was there before. */
    private void readBehind(int position) throws IOException {
        try {
            int read = in.read(buffer, position, buffer.length - position);
            atEnd = read < 0;
            filled = position + Math.max(0, read);
        } catch (EOFException | ZipException | ZstdIOException e) {
            throw new IOException(file + ": the compressed data is damaged or cut off after line " + line, e);
        } catch (IOException e) {
            throw new IOException(file + ": cannot be read after line " + line + ": " + e.getMessage(), e);
        }
    }

    /**
     * Keeps the first bytes of a line over the limit at the front of the buffer and reads on to its end behind them. A
     * carriage return at its end counts as one of its bytes.
     */
    private void passOver() throws IOException {
        line++;
        MessageDigest sha256 = sha256();
        sha256.update(buffer, next, filled - next);
        int inBuffer = filled - next;
        length = inBuffer;
        from = 0;
        to = Math.min(limit, buffer.length / 2);
        System.arraycopy(buffer, next, buffer, 0, to);
        int end;
        do {
            readBehind(to);
            end = indexOfNewline(buffer, to, filled);
            sha256.update(buffer, to, end - to);
            length += end - to;
        } while (!atEnd && end == filled);
        next = Math.min(end + 1, filled);
        oversize = true;
        oversizeDigest = new ContentHash(HexFormat.of().formatHex(sha256.digest()));
    }

    private boolean isBlank() {
        for (int i = from; i < to; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    /** The buffer that holds the line, until the next call of {@link #next}. */
    byte[] bytes() {
        return buffer;
    }

    int from() {
        return from;
    }

    /** One past the last byte kept of the line. */
    int to() {
        return to;
    }

    /** The line's number, the first is 1; blank lines count. */
    long line() {
        return line;
    }

    /** The line's length in bytes without its end, also where only its first bytes are kept. */
    long length() {
        return length;
    }

    /** Whether the line is over the limit, so that perhaps only its first bytes are kept. */
    boolean isOversize() {
        return oversize;
    }

    /** SHA-256 of the whole line. */
    ContentHash digest() {
        if (oversize) {
            return oversizeDigest;
        }
        MessageDigest sha256 = sha256();
        sha256.update(buffer, from, to - from);
        return new ContentHash(HexFormat.of().formatHex(sha256.digest()));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Eight bytes at a time: finding line ends byte by byte costs a tenth of an audit. */
    private static int indexOfNewline(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long difference = (long) WORDS.get(bytes, at) ^ ONES * '\n';
            long hit = (difference - ONES) & ~difference & HIGH_BITS;
            if (hit != 0) {
                return at + (Long.numberOfTrailingZeros(hit) >>> 3);
            }
        }
        while (at < to && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
