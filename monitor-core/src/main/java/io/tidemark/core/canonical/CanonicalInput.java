package io.tidemark.core.canonical;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what {@link CanonicalOutput} wrote. Bytes that end too early or hold a length out of range are an
 * {@link IllegalArgumentException} that names the position: stored state is ours, so such bytes are a defect or damage.
 */
public final class CanonicalInput {
    private final byte[] bytes;
    private int position;

    public CanonicalInput(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads one byte as 0 to 255. */
    public int getByte() {
        require(1);
        return bytes[position++] & 0xFF;
    }

    /** Reads a version byte and refuses one that is not {@code expected}. */
    public void expectVersion(int expected, String what) {
        int version = getByte();
        if (version != expected) {
            throw new IllegalArgumentException(what + " has version " + version + "; this program reads version "
                    + expected + ": run the release that wrote it, or a later one");
        }
    }

    /** Reads four bytes, highest first. */
    public int getInt() {
        require(4);
        int value = 0;
        for (int i = 0; i < 4; i++) {
            value = (value << 8) | (bytes[position++] & 0xFF);
        }
        return value;
    }

    /** Reads eight bytes, highest first. */
    public long getLong() {
        require(8);
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = (value << 8) | (bytes[position++] & 0xFF);
        }
        return value;
    }

    /** Reads eight bytes as a double. */
    public double getDouble() {
        return Double.longBitsToDouble(getLong());
    }

    /** Reads an unsigned varint of at most ten bytes. */
    public long getVarint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = getByte();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw damaged("varint longer than ten bytes");
    }

    /** Reads a varint that counts something: one that is not in [0, most] is damage. */
    public long getCount(long most) {
        long count = getVarint();
        if (count < 0 || count > most) {
            throw damaged("count " + Long.toUnsignedString(count) + " is not in [0, " + most + "]");
        }
        return count;
    }

    /** Reads a varint that counts something: one that no long holds is damage. */
    public long getCount() {
        return getCount(Long.MAX_VALUE);
    }

    /** Reads a text with its four-byte length. */
    public String getText() {
        return new String(getBytes(), StandardCharsets.UTF_8);
    }

    /** Reads bytes with their four-byte length. */
    public byte[] getBytes() {
        int length = getInt();
        require(length);
        position += length;
        return Arrays.copyOfRange(bytes, position - length, position);
    }

    /** Refuses bytes behind the end of what was read. */
    public void expectEnd() {
        if (!isAtEnd()) {
            throw damaged("nothing more was expected");
        }
    }

    /** Returns whether every byte was read. */
    public boolean isAtEnd() {
        return position == bytes.length;
    }

    private void require(int more) {
        if (more < 0 || bytes.length - position < more) {
            throw damaged("wanted " + more + " more bytes");
        }
    }

    private IllegalArgumentException damaged(String what) {
        return new IllegalArgumentException(
                "canonical form is damaged at byte " + position + " of " + bytes.length + ": " + what);
    }
}
