package io.tidemark.core.capture;

/**
 * Room for the strings of one record without their escapes. They are never longer than with them, so room for the
 * length of the record is enough for all its strings, and ranges given out stay valid until the next record.
 */
final class Scratch {
    private byte[] bytes = new byte[0];
    private int needed;
    private int used;

    void begin(int recordLength) {
        needed = recordLength;
        used = 0;
    }

    /** Makes a slice point at its text without escapes. */
    void unescape(TextSlice slice) {
        if (!slice.hasEscapes()) {
            return;
        }
        if (bytes.length < needed) {
            // Nothing has been given out yet in this record: the first use makes all the room it can need.
            bytes = new byte[Math.max(needed, 2 * bytes.length)];
        }
        int start = used;
        used = JsonText.unescape(slice.bytes(), slice.from(), slice.firstEscape(), slice.to(), bytes, start);
        slice.set(bytes, start, used, -1);
    }
}
