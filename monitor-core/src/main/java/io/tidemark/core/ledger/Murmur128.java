package io.tidemark.core.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The 128-bit hash MurmurHash3 (x64 variant, Austin Appleby 2011, seed 0), fed in pieces of 16 bytes and a last one of
 * any length. Fast and well distributed, not secret: whoever may choose ids may make two that meet. Mutable scratch.
 */
final class Murmur128 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long C1 = 0x87c37b91114253d5L;
    private static final long C2 = 0x4cf5ad432745937fL;
    private static final int BLOCK = 16;

    private long h1;
    private long h2;
    private long length;

    Murmur128 begin() {
        h1 = 0;
        h2 = 0;
        length = 0;
        return this;
    }

    /** Takes 16 bytes: these two numbers, lowest byte first. */
    Murmur128 add(long first, long second) {
        h1 = (Long.rotateLeft(h1 ^ mixFirst(first), 27) + h2) * 5 + 0x52dce729;
        h2 = (Long.rotateLeft(h2 ^ mixSecond(second), 31) + h1) * 5 + 0x38495ab5;
        length += BLOCK;
        return this;
    }

    /** Takes the last bytes and finishes. */
    void end(byte[] bytes, int from, int to) {
        int at = from;
        for (; to - at >= BLOCK; at += BLOCK) {
            add((long) LONGS.get(bytes, at), (long) LONGS.get(bytes, at + Long.BYTES));
        }
        int rest = to - at;
        h2 ^= rest > Long.BYTES ? mixSecond(tail(bytes, at + Long.BYTES, to)) : 0;
        h1 ^= rest > 0 ? mixFirst(tail(bytes, at, Math.min(to, at + Long.BYTES))) : 0;
        length += rest;
        h1 ^= length;
        h2 ^= length;
        h1 += h2;
        h2 += h1;
        h1 = finish(h1);
        h2 = finish(h2);
        h1 += h2;
        h2 += h1;
    }

    long high() {
        return h1;
    }

    long low() {
        return h2;
    }

    private static long tail(byte[] bytes, int from, int to) {
        long value = 0;
        for (int i = to - 1; i >= from; i--) {
            value = (value << 8) | (bytes[i] & 0xFF);
        }
        return value;
    }

    private static long mixFirst(long k) {
        return Long.rotateLeft(k * C1, 31) * C2;
    }

    private static long mixSecond(long k) {
        return Long.rotateLeft(k * C2, 33) * C1;
    }

    private static long finish(long k) {
        long mixed = (k ^ (k >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
