package io.tidemark.core.capture;

import java.nio.charset.StandardCharsets;

/** The shape of a refused record without its contents: enough to see what is wrong, too little to tell whose it was. */
public final class Excerpt {
    /** Longest excerpt, in bytes. */
    public static final int MOST_BYTES = 1_024;

    private Excerpt() {}

    /**
     * Returns the first bytes with {@code x} for every letter, {@code 9} for every digit and {@code ?} for every other
     * character beyond printable ASCII; at most {@value #MOST_BYTES} bytes.
     */
    public static String of(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + MOST_BYTES);
        String text = new String(bytes, from, end - from, StandardCharsets.UTF_8);
        StringBuilder redacted = new StringBuilder(text.length());
        text.codePoints().forEach(c -> redacted.append(shapeOf(c)));
        return redacted.toString();
    }

    private static char shapeOf(int c) {
        if (Character.isLetter(c)) {
            return 'x';
        }
        if (Character.isDigit(c)) {
            return '9';
        }
        return c >= ' ' && c < 0x7f ? (char) c : '?';
    }
}
