package io.tidemark.core.capture;

/**
 * Room for the strings of one record as they are without escapes and Base64. They are never longer than as they stand,
 * so room for the length of the record is enough for all its strings, and ranges given out stay valid until the next
 * record.
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
        makeRoom();
        int start = used;
        used = JsonText.unescape(slice.bytes(), slice.from(), slice.firstEscape(), slice.to(), bytes, start);
        slice.set(bytes, start, used, -1);
    }

    /** Makes a slice point at what its Base64 stands for; false if it is none. */
    boolean decode(TextSlice slice) {
        makeRoom();
        boolean isHere = slice.bytes() == bytes;
        int start = isHere ? slice.from() : used;
        int end = Base64Text.decode(slice.bytes(), slice.from(), slice.to(), bytes, start);
        if (end < 0) {
            return false;
        }
        used = Math.max(used, end);
        slice.set(bytes, start, end, -1);
        return true;
    }

    /** Makes a slice point at a copy of its text, which readers may write into. */
    void copy(TextSlice slice) {
        makeRoom();
        int length = slice.to() - slice.from();
        System.arraycopy(slice.bytes(), slice.from(), bytes, used, length);
        slice.set(bytes, used, used + length, -1);
        used += length;
    }

    private void makeRoom() {
        if (bytes.length < needed) {
            // Nothing has been given out yet in this record: the first use makes all the room it can need.
            bytes = new byte[Math.max(needed, 2 * bytes.length)];
        }
    }
}
