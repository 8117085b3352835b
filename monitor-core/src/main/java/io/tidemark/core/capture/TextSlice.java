package io.tidemark.core.capture;

/** Where one string of a record stands, perhaps with escapes. Mutable scratch. */
final class TextSlice {
    private byte[] bytes = new byte[0];
    private int from;
    private int to;
    private int firstEscape = -1;
    private boolean present;

    void clear() {
        present = false;
        from = 0;
        to = 0;
        firstEscape = -1;
    }

    void set(byte[] buffer, int start, int end, int escapeAt) {
        bytes = buffer;
        from = start;
        to = end;
        firstEscape = escapeAt;
        present = true;
    }

    /** Whether the record holds the string at all. */
    boolean isPresent() {
        return present;
    }

    /** Whether it is present and not the empty text. */
    boolean hasText() {
        return present && from < to;
    }

    boolean hasEscapes() {
        return firstEscape >= 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    int firstEscape() {
        return firstEscape;
    }
}
