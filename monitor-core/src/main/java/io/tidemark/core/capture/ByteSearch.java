package io.tidemark.core.capture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds bytes eight at a time. A word of eight bytes is turned into one whose byte i has its high bit set if byte i
 * matches; in little-endian order the lowest set bit is then the first match. Subtraction borrows from the byte above,
 * so bits above the first match may lie; {@link #matches} is the form without borrows, for callers that want them all.
 */
final class ByteSearch {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private ByteSearch() {}

    /** Eight bytes, the first one lowest. */
    static long word(byte[] bytes, int at) {
        return (long) WORDS.get(bytes, at);
    }

    /** The first quote, backslash or control character (below 0x20) in a range, else the end of the range. */
    static int stringStop(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long word = word(bytes, at);
            // Flipping bit 1 moves the quote (0x22) to 0x20 and space to 0x22, so one comparison with 0x21 finds both
            // the quote and the control characters.
            long quoteOrControl = word ^ ONES * 0x02;
            long backslash = word ^ ONES * '\\';
            long below = (quoteOrControl - ONES * 0x21) & ~quoteOrControl;
            long zero = (backslash - ONES) & ~backslash;
            long hit = (below | zero) & HIGH_BITS;
            if (hit != 0) {
                return at + (Long.numberOfTrailingZeros(hit) >>> 3);
            }
        }
        while (at < to && bytes[at] != '"' && bytes[at] != '\\' && (bytes[at] & 0xff) >= 0x20) {
            at++;
        }
        return at;
    }

    /** The first occurrence of a byte in a range, else the end of the range. */
    static int indexOf(byte[] bytes, int from, int to, char wanted) {
        int at = from;
        long pattern = ONES * wanted;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long difference = word(bytes, at) ^ pattern;
            long hit = (difference - ONES) & ~difference & HIGH_BITS;
            if (hit != 0) {
                return at + (Long.numberOfTrailingZeros(hit) >>> 3);
            }
        }
        while (at < to && bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    /** The high bit of every byte of a word that equals an ASCII character, and no other bit. */
    static long matches(long word, char wanted) {
        long difference = word ^ ONES * wanted;
        return ~((difference & ~HIGH_BITS) + ~HIGH_BITS | difference) & HIGH_BITS;
    }
}
