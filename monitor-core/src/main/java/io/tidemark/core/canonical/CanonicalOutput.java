package io.tidemark.core.canonical;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the one binary form that Tidemark hashes and stores: big-endian integers, doubles as raw long bits with one
 * NaN and no negative zero, texts in UTF-8 behind a four-byte length, counts as unsigned varints (seven bits a byte,
 * lowest first). Equal values give equal bytes on every machine and JVM. Not thread-safe.
 */
public final class CanonicalOutput {
    private byte[] bytes;
    private int size;

    public CanonicalOutput() {
        this(256);
    }

    /**
     * @param capacity first capacity in bytes; the output grows as needed
     */
    public CanonicalOutput(int capacity) {
        this.bytes = new byte[Math.max(16, capacity)];
    }

    /** Writes the lowest eight bits. */
    public CanonicalOutput putByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
        return this;
    }

    /** Writes four bytes, highest first. */
    public CanonicalOutput putInt(int value) {
        reserve(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** Writes eight bytes, highest first. */
    public CanonicalOutput putLong(long value) {
        reserve(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** Writes the raw long bits; every NaN as 0x7ff8000000000000 and -0.0 as 0.0. */
    public CanonicalOutput putDouble(double value) {
        return putLong(Double.doubleToLongBits(value == 0 ? 0.0 : value));
    }

    /** Writes an unsigned varint of one to ten bytes; a negative number takes all ten. */
    public CanonicalOutput putVarint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    /** Writes the UTF-8 bytes of a text behind their four-byte number. */
    public CanonicalOutput putText(String text) {
        return putBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes bytes behind their four-byte number. */
    public CanonicalOutput putBytes(byte[] value) {
        putInt(value.length);
        reserve(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    /** Returns the number of bytes written so far. */
    public int size() {
        return size;
    }

    /** Forgets what was written and keeps the buffer. */
    public void clear() {
        size = 0;
    }

    /** Returns a copy of the bytes written so far. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
