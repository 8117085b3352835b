package io.tidemark.core.capture;

import java.util.Arrays;

/**
 * Base64 of RFC 4648 with its standard alphabet, from bytes to bytes without allocation. Padding may be left out;
 * white space and bits that stand for no byte are refused, so that a payload has one spelling.
 */
final class Base64Text {
    private static final byte[] DIGITS = digits();

    private Base64Text() {}

    /**
     * Decodes a text.
     *
     * @param target takes three bytes for each four of the text; may be the source if start is not after from
     * @return one past the last byte written, or -1 if the text is no Base64
     */
    static int decode(byte[] source, int from, int to, byte[] target, int start) {
        int end = to;
        if ((to - from) % 4 == 0) {
            end -= end > from && source[end - 1] == '=' ? 1 : 0;
            end -= end < to && end > from && source[end - 1] == '=' ? 1 : 0;
        }
        int write = start;
        int at = from;
        for (; end - at >= 4; at += 4) {
            int bits = digit(source[at]) << 18
                    | digit(source[at + 1]) << 12
                    | digit(source[at + 2]) << 6
                    | digit(source[at + 3]);
            if (bits < 0) {
                return -1;
            }
            target[write++] = (byte) (bits >> 16);
            target[write++] = (byte) (bits >> 8);
            target[write++] = (byte) bits;
        }
        return decodeTail(source, at, end, target, write);
    }

    /** Two digits are one byte, three are two, one is none. */
    private static int decodeTail(byte[] source, int at, int end, byte[] target, int start) {
        int rest = end - at;
        if (rest == 0) {
            return start;
        }
        int third = rest == 3 ? digit(source[at + 2]) : 0;
        int bits = rest == 1 ? -1 : digit(source[at]) << 12 | digit(source[at + 1]) << 6 | third;
        int unused = rest == 3 ? bits & 0x3 : bits >> 6 & 0xF;
        if (bits < 0 || unused != 0) {
            return -1;
        }
        int write = start;
        target[write++] = (byte) (bits >> 10);
        if (rest == 3) {
            target[write++] = (byte) (bits >> 2);
        }
        return write;
    }

    /** The value of a digit; negative in its highest bits, and so after any shift and or, if it is none. */
    private static int digit(byte c) {
        return c < 0 ? -1 : DIGITS[c];
    }

    private static byte[] digits() {
        byte[] digits = new byte[128];
        Arrays.fill(digits, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            digits[alphabet.charAt(i)] = (byte) i;
        }
        return digits;
    }
}
