package io.tidemark.baseline;

import io.tidemark.core.profile.CategoryIndex;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Counts of distinct texts: an open-address table keyed by bytes, so that no String is made for a value. Each text has
 * an index, from 0 in the order of insertion. Mutable, not thread-safe.
 *
 * <p>What belongs to a text stands in 32 neighbouring bytes, so that a value of a column with many texts costs three
 * cache misses (slot, entry, text). Memory: about 45 bytes a text and the text itself, up to twice that after growing.
 */
final class TextTable {
    private static final int NONE = -1;

    private static final int HASH = 0;
    private static final int COUNT = 1;
    private static final int START = 2;
    private static final int LENGTH_AND_CODE = 3;
    private static final int STRIDE = 4;
    private static final int CODE_BITS = 8;

    private int[] slots = emptySlots(64);
    private long[] entries = new long[32 * STRIDE];
    private byte[] texts = new byte[512];
    private int textBytes;
    private int size;

    /** Number of distinct texts. */
    int size() {
        return size;
    }

    /** Bytes of all distinct texts. */
    int textBytes() {
        return textBytes;
    }

    /** The hash under which a text stands. */
    static long hashOf(byte[] text, int from, int to) {
        return CategoryIndex.hash(text, from, to);
    }

    /** Index of a text, or a negative number; hot path. */
    int find(byte[] text, int from, int to, long hash) {
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (slots[slot] != NONE) {
            int index = slots[slot];
            if (entries[index * STRIDE + HASH] == hash && isText(index, text, from, to)) {
                return index;
            }
            slot = (slot + 1) & mask;
        }
        return NONE;
    }

    /** Index here of a text of another table, or a negative number. */
    int find(TextTable other, int index) {
        return find(other.texts, other.start(index), other.end(index), other.hash(index));
    }

    /** Adds a text that is not in the table, with a count of 0; its index is the former size. */
    void insert(byte[] text, int from, int to, long hash, int code) {
        if ((size + 1) * STRIDE > entries.length) {
            growEntries();
        }
        int end = Math.addExact(textBytes, to - from);
        if (end > texts.length) {
            texts = Arrays.copyOf(texts, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(end, 2L * texts.length)));
        }
        System.arraycopy(text, from, texts, textBytes, to - from);
        int entry = size * STRIDE;
        entries[entry + HASH] = hash;
        entries[entry + COUNT] = 0;
        entries[entry + START] = textBytes;
        entries[entry + LENGTH_AND_CODE] = ((long) (to - from) << CODE_BITS) | code;
        textBytes = end;
        place(size);
        size++;
    }

    /** Adds a text of another table, which is not in this one, with a count of 0. */
    void insert(TextTable other, int index) {
        insert(other.texts, other.start(index), other.end(index), other.hash(index), other.code(index));
    }

    /** Removes the texts from this index on. */
    void truncate(int newSize) {
        textBytes = newSize == 0 ? 0 : end(newSize - 1);
        size = newSize;
        Arrays.fill(slots, NONE);
        for (int index = 0; index < size; index++) {
            place(index);
        }
    }

    void count(int index, long n) {
        entries[index * STRIDE + COUNT] += n;
    }

    long count(int index) {
        return entries[index * STRIDE + COUNT];
    }

    long hash(int index) {
        return entries[index * STRIDE + HASH];
    }

    /** What the text reads as: a result of {@code ValueScanner.scan}. */
    int code(int index) {
        return (int) entries[index * STRIDE + LENGTH_AND_CODE] & ((1 << CODE_BITS) - 1);
    }

    int length(int index) {
        return (int) (entries[index * STRIDE + LENGTH_AND_CODE] >>> CODE_BITS);
    }

    byte[] text(int index) {
        return Arrays.copyOfRange(texts, start(index), end(index));
    }

    /** Indexes of the most frequent texts, at most so many, the most frequent first, ties by the unsigned bytes. */
    int[] mostFrequent(int most) {
        Comparator<Integer> mostFrequentFirst = this::compare;
        PriorityQueue<Integer> kept = new PriorityQueue<>(mostFrequentFirst.reversed());
        for (int index = 0; index < size; index++) {
            if (kept.size() < most) {
                kept.add(index);
            } else if (!kept.isEmpty() && compare(index, kept.element()) < 0) {
                kept.remove();
                kept.add(index);
            }
        }
        int[] order = new int[kept.size()];
        for (int i = order.length - 1; i >= 0; i--) {
            order[i] = kept.remove();
        }
        return order;
    }

    /** These texts with counts of 0, or as many of the most frequent ones as the limits admit. */
    TextTable within(TextLimits limits) {
        if (size <= limits.texts() && textBytes <= limits.bytes()) {
            TextTable all = copy();
            for (int index = 0; index < size; index++) {
                all.entries[index * STRIDE + COUNT] = 0;
            }
            return all;
        }
        TextTable first = new TextTable();
        for (int index : mostFrequent(limits.texts())) {
            if (!limits.admits(first, length(index))) {
                break;
            }
            first.insert(this, index);
        }
        return first;
    }

    /** A copy that counts by itself. */
    TextTable copy() {
        TextTable copy = new TextTable();
        copy.slots = slots.clone();
        copy.entries = entries.clone();
        copy.texts = texts.clone();
        copy.textBytes = textBytes;
        copy.size = size;
        return copy;
    }

    private int compare(int left, int right) {
        int byCount = Long.compare(count(right), count(left));
        return byCount != 0
                ? byCount
                : Arrays.compareUnsigned(texts, start(left), end(left), texts, start(right), end(right));
    }

    private int start(int index) {
        return (int) entries[index * STRIDE + START];
    }

    private int end(int index) {
        return start(index) + length(index);
    }

    private boolean isText(int index, byte[] text, int from, int to) {
        return Arrays.equals(texts, start(index), end(index), text, from, to);
    }

    private void place(int index) {
        int mask = slots.length - 1;
        int slot = (int) hash(index) & mask;
        while (slots[slot] != NONE) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = index;
    }

    private void growEntries() {
        entries = Arrays.copyOf(entries, entries.length * 2);
        slots = emptySlots(slots.length * 2);
        for (int index = 0; index < size; index++) {
            place(index);
        }
    }

    private static int[] emptySlots(int size) {
        int[] empty = new int[size];
        Arrays.fill(empty, NONE);
        return empty;
    }
}
