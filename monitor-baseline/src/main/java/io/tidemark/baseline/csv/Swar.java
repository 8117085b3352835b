package io.tidemark.baseline.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes compared in one long. Results have the top bit of each byte that matches set and nothing else, the first
 * byte lowest; unlike the usual shorter forms they are exact in every byte, so all bits may be walked or counted.
 */
final class Swar {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private Swar() {}

    /** Eight bytes from this index, the first in the lowest bits. */
    static long word(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    /** The byte in all eight places, as {@link #matches} wants it. */
    static long pattern(char ascii) {
        return ascii * LOW;
    }

    /** Marks the bytes equal to the pattern's. */
    static long matches(long word, long pattern) {
        long difference = word ^ pattern;
        return ~(((difference & ~HIGH) + ~HIGH) | difference) & HIGH;
    }

    /** Marks the bytes below 0x20: line breaks, tabs, NUL. Bits 5, 6, 7 are folded onto the top bit of their byte. */
    static long controls(long word) {
        return ~(word | word << 1 | word << 2) & HIGH;
    }

    /** Place of the first mark, 0 to 7; 8 if there is none. */
    static int first(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }

    /** How often the byte of the pattern stands in a range. */
    static long count(byte[] bytes, int from, int to, long pattern) {
        long count = 0;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            count += Long.bitCount(matches(word(bytes, at), pattern));
        }
        for (; at < to; at++) {
            count += bytes[at] == (byte) pattern ? 1 : 0;
        }
        return count;
    }
}
