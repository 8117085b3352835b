package io.tidemark.baseline;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts a stream into lines; of one beyond the limit only the first bytes are kept, one more than the limit. */
final class CaptureLines {
    private static final int CHUNK = 1 << 16;

    private final InputStream in;
    private final int limit;
    private final byte[] chunk = new byte[CHUNK];
    private byte[] text = new byte[1 << 12];
    private int next;
    private int end;
    private int length;
    private long line;

    CaptureLines(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /** Goes to the next line; false at the end. */
    boolean next() throws IOException {
        length = 0;
        boolean any = false;
        while (true) {
            if (next == end) {
                end = Math.max(0, in.read(chunk));
                next = 0;
                if (end == 0) {
                    line += any ? 1 : 0;
                    return any;
                }
            }
            any = true;
            int stop = next;
            while (stop < end && chunk[stop] != '\n') {
                stop++;
            }
            keep(next, stop);
            next = stop;
            if (stop < end) {
                next++;
                line++;
                return true;
            }
        }
    }

    private void keep(int from, int to) {
        int kept = Math.min(to - from, limit + 1 - length);
        if (length + kept > text.length) {
            text = Arrays.copyOf(text, Math.max(length + kept, Math.min(limit + 1, 2 * text.length)));
        }
        System.arraycopy(chunk, from, text, length, kept);
        length += kept;
    }

    byte[] text() {
        return text;
    }

    /** Index of the first byte of the line: behind a byte order mark, if it is the first line. */
    int from() {
        boolean marked =
                line == 1 && length >= 3 && text[0] == (byte) 0xEF && text[1] == (byte) 0xBB && text[2] == (byte) 0xBF;
        return marked ? 3 : 0;
    }

    int to() {
        return length;
    }

    /** Number of the line, from 1. */
    long line() {
        return line;
    }

    boolean isBlank() {
        for (int at = from(); at < length; at++) {
            if (text[at] != ' ' && text[at] != '\t' && text[at] != '\r') {
                return false;
            }
        }
        return true;
    }
}
