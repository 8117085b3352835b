package io.tidemark.core.capture;

import java.util.Arrays;

/** A buffer of ours for the rows of one table, where their texts do not stand in the payload as they are needed. */
final class RowArena {
    private byte[] bytes = new byte[256];
    private int used;

    /** Empties a table, which will point into this buffer. */
    void begin(FieldTable table) {
        used = 0;
        table.reset(bytes);
    }

    /** Appends a text; where it begins. It ends at {@link #used}. */
    int put(byte[] source, int from, int to) {
        int length = to - from;
        if (bytes.length - used < length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, used + length));
        }
        System.arraycopy(source, from, bytes, used, length);
        used += length;
        return used - length;
    }

    int put(byte[] text) {
        return put(text, 0, text.length);
    }

    int used() {
        return used;
    }

    /** Lets a table point at what was put, after the last text. */
    void end(FieldTable table) {
        table.moveTo(bytes);
    }
}
