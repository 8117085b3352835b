package io.tidemark.baseline;

import io.tidemark.core.profile.CategoryIndex;
import java.util.Arrays;

/**
 * Counts of distinct texts: an open-address table keyed by bytes, so that no String is made for a value. Each text has
 * an index, from 0 in the order of insertion. Mutable, not thread-safe.
 *
 * <p>Memory: about 45 bytes a text and the text itself, up to twice that while it grows.
 */
final class TextTable {
    private static final int EMPTY = -1;

    private int[] slots = emptySlots(64);
    private long[] hashes = new long[32];
    private long[] counts = new long[32];
    private int[] starts = new int[33];
    private byte[] codes = new byte[32];
    private byte[] texts = new byte[512];
    private int size;

    /** Number of distinct texts. */
    int size() {
        return size;
    }

    /** Bytes of all distinct texts. */
    int textBytes() {
        return starts[size];
    }

    /** Index of a text, or a negative number. */
    int find(byte[] text, int from, int to, long hash) {
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (slots[slot] != EMPTY) {
            int index = slots[slot];
            if (hashes[index] == hash && isText(index, text, from, to)) {
                return index;
            }
            slot = slot + 1 & mask;
        }
        return EMPTY;
    }

    /** Adds a text that is not in the table, with a count of 0; its index is the former size. */
    void insert(byte[] text, int from, int to, long hash, int code) {
        if (size == hashes.length) {
            growEntries();
        }
        int start = starts[size];
        int end = Math.addExact(start, to - from);
        if (end > texts.length) {
            texts = Arrays.copyOf(texts, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(end, 2L * texts.length)));
        }
        System.arraycopy(text, from, texts, start, to - from);
        hashes[size] = hash;
        codes[size] = (byte) code;
        starts[size + 1] = end;
        place(size);
        size++;
    }

    /** Removes the texts from this index on. */
    void truncate(int newSize) {
        Arrays.fill(slots, EMPTY);
        Arrays.fill(counts, newSize, size, 0);
        size = newSize;
        for (int index = 0; index < size; index++) {
            place(index);
        }
    }

    void count(int index, long n) {
        counts[index] += n;
    }

    long count(int index) {
        return counts[index];
    }

    long hash(int index) {
        return hashes[index];
    }

    /** What the text reads as: a result of {@code ValueScanner.scan}. */
    int code(int index) {
        return codes[index];
    }

    byte[] text(int index) {
        return Arrays.copyOfRange(texts, starts[index], starts[index + 1]);
    }

    /** Indexes of all texts, the most frequent first, ties by the unsigned bytes of the texts. */
    int[] mostFrequentFirst() {
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, this::compare);
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    /** A table of the first so many of these texts, with counts of 0, that have at most so many bytes together. */
    TextTable firstOf(int[] order, TextLimits limits) {
        TextTable first = new TextTable();
        for (int index : order) {
            int length = starts[index + 1] - starts[index];
            if (!limits.admits(first, length)) {
                break;
            }
            first.insert(texts, starts[index], starts[index + 1], hashes[index], codes[index]);
        }
        return first;
    }

    /** A copy that counts by itself. */
    TextTable copy() {
        TextTable copy = new TextTable();
        copy.slots = slots.clone();
        copy.hashes = hashes.clone();
        copy.counts = counts.clone();
        copy.starts = starts.clone();
        copy.codes = codes.clone();
        copy.texts = texts.clone();
        copy.size = size;
        return copy;
    }

    /** Index of a text of another table here, or a negative number. */
    int find(TextTable other, int index) {
        return find(other.texts, other.starts[index], other.starts[index + 1], other.hashes[index]);
    }

    /** Adds a text of another table, which is not in this one. */
    void insert(TextTable other, int index) {
        insert(other.texts, other.starts[index], other.starts[index + 1], other.hashes[index], other.codes[index]);
    }

    int length(int index) {
        return starts[index + 1] - starts[index];
    }

    /** The hash under which a text stands. */
    static long hashOf(byte[] text, int from, int to) {
        return CategoryIndex.hash(text, from, to);
    }

    private int compare(int left, int right) {
        int byCount = Long.compare(counts[right], counts[left]);
        return byCount != 0
                ? byCount
                : Arrays.compareUnsigned(
                        texts, starts[left], starts[left + 1], texts, starts[right], starts[right + 1]);
    }

    private boolean isText(int index, byte[] text, int from, int to) {
        return Arrays.equals(texts, starts[index], starts[index + 1], text, from, to);
    }

    private void place(int index) {
        int mask = slots.length - 1;
        int slot = (int) hashes[index] & mask;
        while (slots[slot] != EMPTY) {
            slot = slot + 1 & mask;
        }
        slots[slot] = index;
    }

    private void growEntries() {
        int room = hashes.length * 2;
        hashes = Arrays.copyOf(hashes, room);
        counts = Arrays.copyOf(counts, room);
        codes = Arrays.copyOf(codes, room);
        starts = Arrays.copyOf(starts, room + 1);
        slots = emptySlots(room * 2);
        for (int index = 0; index < size; index++) {
            place(index);
        }
    }

    private static int[] emptySlots(int size) {
        int[] empty = new int[size];
        Arrays.fill(empty, EMPTY);
        return empty;
    }
}
