package io.tidemark.core.capture;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The keys seen in some JSON objects, to find duplicates without a String per key: an open-addressing table of
 * (object, key) pairs with the bytes of the keys in one arena. Clearing is O(1) by generation stamps, and a steady
 * stream of like records allocates nothing. The number of keys is capped and so is the work spent on collisions, so
 * keys that were chosen to collide cost no more than others before they are refused.
 */
final class KeySet {
    private static final int STAMP = 0;
    private static final int OWNER = 1;
    private static final int FROM = 2;
    private static final int LENGTH = 3;
    private static final int SLOT_INTS = 4;
    /** Random keys at load 1/2 meet half a taken slot each; 16 of them per key do not happen by chance. */
    private static final int PROBES_PER_KEY = 16;

    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    private final int maxKeys;
    private int[] slots = new int[64 * SLOT_INTS];
    private byte[] arena = new byte[1024];
    private int arenaUsed;
    private int generation = 1;
    private int owners;
    private int size;
    private int probesLeft;

    KeySet(int maxKeys) {
        this.maxKeys = maxKeys;
        clear();
    }

    void clear() {
        generation++;
        if (generation == 0) {
            Arrays.fill(slots, 0);
            generation = 1;
        }
        owners = 0;
        size = 0;
        arenaUsed = 0;
        probesLeft = (int) Math.min((long) maxKeys * PROBES_PER_KEY, Integer.MAX_VALUE);
    }

    /** A number for one more object. */
    int newOwner() {
        return ++owners;
    }

    /** Adds a key of an object; a message if it is there already or cannot be kept, else null. */
    @Nullable
    String add(int owner, byte[] bytes, int from, int to) {
        if (size >= maxKeys) {
            return "too many keys";
        }
        int length = to - from;
        int mask = slots.length / SLOT_INTS - 1;
        int slot = hash(owner, bytes, from, to) & mask;
        while (slots[slot * SLOT_INTS + STAMP] == generation) {
            if (holds(slot * SLOT_INTS, owner, bytes, from, to)) {
                return "duplicate key";
            }
            if (--probesLeft < 0) {
                return "colliding keys";
            }
            slot = (slot + 1) & mask;
        }
        keep(bytes, from, length);
        fill(slot * SLOT_INTS, owner, arenaUsed - length, length);
        size++;
        if (2 * size > mask) {
            grow();
        }
        return null;
    }

    private boolean holds(int base, int owner, byte[] bytes, int from, int to) {
        int start = slots[base + FROM];
        return slots[base + OWNER] == owner
                && Arrays.equals(arena, start, start + slots[base + LENGTH], bytes, from, to);
    }

    private void keep(byte[] bytes, int from, int length) {
        if (arena.length - arenaUsed < length) {
            arena = Arrays.copyOf(arena, Math.max(2 * arena.length, arenaUsed + length));
        }
        System.arraycopy(bytes, from, arena, arenaUsed, length);
        arenaUsed += length;
    }

    private void fill(int base, int owner, int from, int length) {
        slots[base + STAMP] = generation;
        slots[base + OWNER] = owner;
        slots[base + FROM] = from;
        slots[base + LENGTH] = length;
    }

    private void grow() {
        int[] old = slots;
        slots = new int[2 * old.length];
        int mask = slots.length / SLOT_INTS - 1;
        for (int base = 0; base < old.length; base += SLOT_INTS) {
            if (old[base + STAMP] == generation) {
                int from = old[base + FROM];
                int length = old[base + LENGTH];
                int slot = hash(old[base + OWNER], arena, from, from + length) & mask;
                while (slots[slot * SLOT_INTS + STAMP] == generation) {
                    slot = (slot + 1) & mask;
                }
                fill(slot * SLOT_INTS, old[base + OWNER], from, length);
            }
        }
    }

    private static int hash(int owner, byte[] bytes, int from, int to) {
        long hash = owner * MULTIPLIER;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            hash = mix(hash ^ ByteSearch.word(bytes, at));
        }
        long tail = (long) to - from;
        for (; at < to; at++) {
            tail = tail << 8 | (bytes[at] & 0xff);
        }
        return (int) (mix(hash ^ tail) >>> 32);
    }

    private static long mix(long value) {
        long product = value * MULTIPLIER;
        return product ^ product >>> 29;
    }
}
