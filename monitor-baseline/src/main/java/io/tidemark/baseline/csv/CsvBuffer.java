package io.tidemark.baseline.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The part of a stream that is in memory: the row being read, in one piece, and what follows it.
 *
 * <p>After the last byte read stands a line feed of our own, so that a search needs no check of the end; behind it lies
 * room for a word that is read across the end, then scratch space for fields whose quotes were doubled. The raw bytes
 * are never changed, so a place in the file can be named exactly.
 */
final class CsvBuffer {
    private static final int OVERREAD = Long.BYTES + 1;

    private final InputStream in;
    private final int maxRowBytes;
    private long unread;
    private byte[] bytes;
    private int capacity;
    private int limit;
    private int scratchUsed;
    private long offset;
    private boolean ended;

    CsvBuffer(InputStream in, CsvRows.Part part, int maxRowBytes) {
        this.in = in;
        this.offset = part.offset();
        this.unread = part.length();
        this.capacity = part.bufferBytes();
        this.maxRowBytes = maxRowBytes;
        this.bytes = new byte[capacity + OVERREAD];
        bytes[0] = '\n';
    }

    byte[] bytes() {
        return bytes;
    }

    /** Index after the last byte read; a line feed stands there that is not in the file. */
    int limit() {
        return limit;
    }

    /** Whether the bytes up to {@link #limit} are the last of the stream. */
    boolean ended() {
        return ended;
    }

    /** Offset in the uncompressed stream of the byte with this index. */
    long offsetOf(int index) {
        return offset + index;
    }

    /**
     * Moves the bytes from this index to the front and reads more behind them, until the buffer is full or the stream
     * ends. A buffer that these bytes fill is doubled first.
     */
    void readMore(int from) throws IOException {
        int kept = limit - from;
        byte[] source = bytes;
        if (kept == capacity) {
            capacity = Math.min(2 * capacity, Math.max(capacity, maxRowBytes) + 1);
            bytes = new byte[capacity + OVERREAD];
        }
        System.arraycopy(source, from, bytes, 0, kept);
        offset += from;
        limit = kept;
        while (limit < capacity && !ended) {
            readOnce();
        }
        bytes[limit] = '\n';
    }

    private void readOnce() throws IOException {
        int wanted = (int) Math.min(capacity - limit, unread);
        int read = wanted == 0 ? -1 : in.read(bytes, limit, wanted);
        if (read < 0) {
            ended = true;
        } else {
            limit += read;
            unread -= read;
        }
    }

    /** Frees the scratch space and makes room for this many bytes in it; {@link #bytes} may be another array after. */
    void resetScratch(int size) {
        if (bytes.length < capacity + OVERREAD + size) {
            // Twice the need: rows that grow byte by byte must not copy the buffer each time.
            bytes = Arrays.copyOf(bytes, capacity + OVERREAD + Math.min(2 * size, maxRowBytes));
        }
        scratchUsed = capacity + OVERREAD;
    }

    /** Copies a range with each doubled quote made one; returns where the copy starts, {@link #scratchEnd} its end. */
    int undouble(int from, int to, byte quote) {
        int start = scratchUsed;
        int out = start;
        for (int at = from; at < to; at++) {
            bytes[out++] = bytes[at];
            if (bytes[at] == quote) {
                at++;
            }
        }
        scratchUsed = out;
        return start;
    }

    int scratchEnd() {
        return scratchUsed;
    }
}
