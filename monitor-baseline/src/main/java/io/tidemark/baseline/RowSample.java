package io.tidemark.baseline;

import io.tidemark.baseline.csv.CsvRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A fixed sample of a table's rows: ordered by a 64-bit hash of (file, offset of the row in the uncompressed file), the
 * longest run of first rows that has at most {@value #MOST_ROWS} rows and at most {@value #MOST_BYTES} bytes of text. A
 * table within both limits is its own sample. Which rows are taken does not depend on threads, splits or compression.
 *
 * <p>Rows are dropped as soon as smaller ones exceed a limit, which is safe: a row's predecessors only become more. At
 * most a quarter more than the limits is held before that, so a sample takes up to 80 MiB of text and 5 MB of numbers.
 * Filled by several threads at once; read when they have ended.
 */
final class RowSample {
    static final int MOST_ROWS = 200_000;
    static final long MOST_BYTES = 64L << 20;

    private static final int ROOM_ROWS = MOST_ROWS + MOST_ROWS / 4;
    private static final long ROOM_BYTES = MOST_BYTES + MOST_BYTES / 4;
    private static final int CHUNK_BYTES = 1 << 20;

    /** So much more than a sample is taken under a guess: a guess that is a seventh too high still suffices. */
    private static final double ROOM_OF_GUESS = 1.2;

    private final int[] columns;
    private final List<byte[]> chunks = new ArrayList<>();
    private long[] hashes = new long[1024];
    private int[] chunkOf = new int[1024];
    private int[] offsetOf = new int[1024];
    private int[] lengthOf = new int[1024];
    private int rows;
    private long bytes;
    private int chunk = -1;
    private int used;

    /** Hashes above it, as signed numbers, are out already. */
    private volatile long largest;

    private volatile boolean isCut;
    private boolean isFull;

    /** An empty sample of these columns, given by their index in the table. */
    RowSample(int[] columns) {
        this(columns, 0);
    }

    /**
     * An empty sample of a table of which the number of rows is guessed. Far more rows than the sample takes are then
     * never copied: without a guess those that are dropped later are three times the sample in a table of 3,000,000
     * rows. After the pass {@link #isTooSmall} tells whether the guess was too high to be sure; then the rows are to be
     * offered anew, to a sample without a guess.
     *
     * @param guessedRows of the table; 0 or less if nothing is known
     */
    RowSample(int[] columns, long guessedRows) {
        this.columns = columns.clone();
        double share = guessedRows <= 0 ? 1 : ROOM_OF_GUESS * MOST_ROWS / guessedRows;
        this.largest = share >= 1 ? Long.MAX_VALUE : Long.MIN_VALUE + ((long) (share * 0x1p63)) * 2;
    }

    /** Rows in the sample. */
    int rows() {
        return rows;
    }

    /** Takes the row if it is among the first. */
    void offer(CsvRows row, int file) {
        long hash = hash(file, row.rowOffset());
        if (hash <= largest) {
            keep(row, hash);
        } else if (!isCut) {
            isCut = true;
        }
    }

    /** Drops all rows beyond the limits; to be called once, when all rows were offered. */
    void complete() {
        compact();
    }

    /** Whether rows are missing because the guess was too high; to be asked after {@link #complete}. */
    boolean isTooSmall() {
        return isCut && !isFull;
    }

    /**
     * A bijection of (file, offset) for fewer than 2^20 files of less than 2^44 bytes, so that no two rows are equal.
     */
    static long hash(int file, long offset) {
        // Finalizer of MurmurHash3 (Appleby, public domain): every input bit changes half of the output bits.
        long mixed = ((long) file << 44) ^ offset;
        mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }

    private synchronized void keep(CsvRows row, long hash) {
        int length = encodedLength(row);
        if (rows == hashes.length) {
            grow();
        }
        place(length);
        hashes[rows] = hash;
        chunkOf[rows] = chunk;
        offsetOf[rows] = used;
        lengthOf[rows] = length;
        rows++;
        bytes += length;
        used = encode(row, chunks.get(chunk), used);
        if (rows >= ROOM_ROWS || bytes >= ROOM_BYTES) {
            compact();
        }
    }

    private int encodedLength(CsvRows row) {
        int length = 0;
        for (int column : columns) {
            int field = row.to(column) - row.from(column);
            length += field + (field < 0x80 ? 1 : 5);
        }
        return length;
    }

    /** Each field: its length in one byte, or 0x80 and four bytes; then its text. */
    private int encode(CsvRows row, byte[] into, int from) {
        int at = from;
        byte[] text = row.bytes();
        for (int column : columns) {
            int start = row.from(column);
            int length = row.to(column) - start;
            if (length < 0x80) {
                into[at++] = (byte) length;
            } else {
                into[at++] = (byte) 0x80;
                for (int shift = 24; shift >= 0; shift -= 8) {
                    into[at++] = (byte) (length >>> shift);
                }
            }
            System.arraycopy(text, start, into, at, length);
            at += length;
        }
        return at;
    }

    /** Makes room for so many bytes behind the last row. */
    private void place(int length) {
        if (chunk >= 0 && chunks.get(chunk).length - used >= length) {
            return;
        }
        chunk++;
        used = 0;
        if (chunk == chunks.size()) {
            chunks.add(new byte[Math.max(CHUNK_BYTES, length)]);
        } else if (chunks.get(chunk).length < length) {
            chunks.set(chunk, new byte[length]);
        }
    }

    private void grow() {
        int size = Math.min(ROOM_ROWS, hashes.length * 2);
        hashes = Arrays.copyOf(hashes, size);
        chunkOf = Arrays.copyOf(chunkOf, size);
        offsetOf = Arrays.copyOf(offsetOf, size);
        lengthOf = Arrays.copyOf(lengthOf, size);
    }

    private void compact() {
        if (rows <= MOST_ROWS && bytes <= MOST_BYTES) {
            return;
        }
        isFull = true;
        long last = lastWithinLimits();
        largest = last;
        int kept = 0;
        bytes = 0;
        // Rows lie in the order of their arrival, so moving them down in that order overwrites only what was moved.
        List<byte[]> old = new ArrayList<>(chunks);
        chunk = -1;
        used = 0;
        for (int i = 0; i < rows; i++) {
            if (hashes[i] <= last) {
                int length = lengthOf[i];
                place(length);
                System.arraycopy(old.get(chunkOf[i]), offsetOf[i], chunks.get(chunk), used, length);
                hashes[kept] = hashes[i];
                chunkOf[kept] = chunk;
                offsetOf[kept] = used;
                lengthOf[kept] = length;
                kept++;
                used += length;
                bytes += length;
            }
        }
        rows = kept;
    }

    /** The hash of the last row in the run of first rows; at least the first row is in it. */
    private long lastWithinLimits() {
        long[] sorted = Arrays.copyOf(hashes, rows);
        Arrays.sort(sorted);
        long lastByRows = sorted[Math.min(rows, MOST_ROWS) - 1];
        return bytes <= MOST_BYTES ? lastByRows : Math.min(lastByRows, lastByBytes(sorted));
    }

    private long lastByBytes(long[] sorted) {
        long[] lengths = new long[rows];
        for (int i = 0; i < rows; i++) {
            lengths[Arrays.binarySearch(sorted, hashes[i])] = lengthOf[i];
        }
        long sum = lengths[0];
        int last = 0;
        while (last + 1 < rows && sum + lengths[last + 1] <= MOST_BYTES) {
            sum += lengths[++last];
        }
        return sorted[last];
    }

    /** Takes the fields of some columns of all sampled rows. */
    interface FieldVisitor {
        /** Takes a field of the column with this position among the sample's columns. */
        void visit(int position, byte[] text, int from, int to);
    }

    /** Visits the fields at positions {@code first} to {@code end} (exclusive) of every row, row by row. */
    void forEach(int first, int end, FieldVisitor visitor) {
        for (int row = 0; row < rows; row++) {
            byte[] text = chunks.get(chunkOf[row]);
            int at = offsetOf[row];
            for (int position = 0; position < end; position++) {
                int length = text[at++];
                if (length < 0) {
                    length = ((text[at] & 0xff) << 24)
                            | ((text[at + 1] & 0xff) << 16)
                            | ((text[at + 2] & 0xff) << 8)
                            | (text[at + 3] & 0xff);
                    at += 4;
                }
                if (position >= first) {
                    visitor.visit(position, text, at, at + length);
                }
                at += length;
            }
        }
    }
}
