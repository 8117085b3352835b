package io.tidemark.core.capture;

/**
 * JSON string escapes: how long they are and what they stand for. Text without its escapes is never longer than with
 * them, so unescaping may write over its own source.
 */
final class JsonText {
    private static final int REPLACEMENT = 0xFFFD;

    private JsonText() {}

    /** One past the escape whose backslash stands at a position; -1 if it is none that JSON knows. */
    static int escapeEnd(byte[] bytes, int backslashAt, int to) {
        if (backslashAt + 1 >= to) {
            return -1;
        }
        return switch (bytes[backslashAt + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> backslashAt + 2;
            case 'u' -> codeUnit(bytes, backslashAt + 2, to) < 0 ? -1 : backslashAt + 6;
            default -> -1;
        };
    }

    /**
     * Writes a string without its escapes as UTF-8. Half of a surrogate pair becomes U+FFFD.
     *
     * @param source holds the string, whose escapes are known to be valid, in [from, to)
     * @param firstEscape the first backslash in it
     * @param target where to write; may be the source itself if {@code start} is not after {@code from}
     * @return one past the last byte written
     */
    static int unescape(byte[] source, int from, int firstEscape, int to, byte[] target, int start) {
        int at = from;
        int write = start;
        int escape = firstEscape;
        while (escape < to) {
            System.arraycopy(source, at, target, write, escape - at);
            write += escape - at;
            byte c = source[escape + 1];
            at = escape + 2;
            if (c == 'u') {
                int high = codeUnit(source, at, to);
                at += 4;
                int low = isHighSurrogate(high) && at + 1 < to && source[at] == '\\' && source[at + 1] == 'u'
                        ? codeUnit(source, at + 2, to)
                        : -1;
                boolean pair = low >= 0xDC00 && low <= 0xDFFF;
                at += pair ? 6 : 0;
                write = encode(pair ? Character.toCodePoint((char) high, (char) low) : high, target, write);
            } else {
                target[write++] = simpleEscape(c);
            }
            escape = ByteSearch.indexOf(source, at, to, '\\');
        }
        System.arraycopy(source, at, target, write, to - at);
        return write + to - at;
    }

    private static boolean isHighSurrogate(int unit) {
        return unit >= 0xD800 && unit <= 0xDBFF;
    }

    private static byte simpleEscape(byte c) {
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> c;
        };
    }

    /** Four hexadecimal digits, or -1. */
    private static int codeUnit(byte[] bytes, int from, int to) {
        if (to - from < 4) {
            return -1;
        }
        int unit = 0;
        for (int i = from; i < from + 4; i++) {
            // Character.digit would take digits of other scripts, but a byte below 0 is no character of any.
            int digit = bytes[i] < 0 ? -1 : Character.digit(bytes[i], 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    private static int encode(int codePoint, byte[] target, int start) {
        int c = codePoint >= 0xD800 && codePoint <= 0xDFFF ? REPLACEMENT : codePoint;
        int write = start;
        if (c < 0x80) {
            target[write++] = (byte) c;
        } else if (c < 0x800) {
            target[write++] = (byte) (0xC0 | c >> 6);
            target[write++] = continuation(c);
        } else if (c < 0x10000) {
            target[write++] = (byte) (0xE0 | c >> 12);
            target[write++] = continuation(c >> 6);
            target[write++] = continuation(c);
        } else {
            target[write++] = (byte) (0xF0 | c >> 18);
            target[write++] = continuation(c >> 12);
            target[write++] = continuation(c >> 6);
            target[write++] = continuation(c);
        }
        return write;
    }

    private static byte continuation(int bits) {
        return (byte) (0x80 | (bits & 0x3F));
    }
}
