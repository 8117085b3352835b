package io.tidemark.baseline;

import io.tidemark.core.profile.CategoryIndex;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Counts of distinct texts: an open-address table keyed by bytes, so that no String is made for a value. Each text has
 * an index, from 0 in the order of insertion. Mutable, not thread-safe.
 *
 * <p>What belongs to a text stands in 32 neighbouring bytes of the table itself, a text of up to 16 bytes among them: a
 * value of a column with many short texts then costs one cache miss instead of three (table, entry, text), which was a
 * quarter of a whole job. Longer texts stand in an array of their own and are found by their 64-bit hash first. Memory:
 * 40 to 80 bytes a text, and a longer text itself, up to twice that after growing.
 */
final class TextTable {
    private static final int NONE = -1;
    private static final int STRIDE = 4;

    /** First eight bytes, or the hash of a longer text. */
    private static final int HEAD = 0;
    /** Last eight bytes if the text has more than eight, or where a longer text starts. */
    private static final int TAIL = 1;

    private static final int COUNT = 2;
    /** Index plus one, length, and what the text reads as; 0 where no text stands. */
    private static final int META = 3;

    private static final int CODE_BITS = 8;
    private static final int LENGTH_BITS = 31;
    private static final int INDEX_SHIFT = CODE_BITS + LENGTH_BITS;
    private static final int MOST_TEXTS = (1 << 24) - 1;
    private static final int INLINE_BYTES = 2 * Long.BYTES;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private long[] slots = new long[32 * STRIDE];
    private int shift = Long.SIZE - 5;
    private int[] slotOf = new int[32];
    private byte[] longTexts = new byte[64];
    private int longBytes;
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

    /** Adds one to the count of a text; false, and nothing is done, if it is not in the table; hot path. */
    boolean tally(byte[] text, int from, int to) {
        int slot = slotOf(text, from, to);
        if (slot < 0) {
            return false;
        }
        slots[slot + COUNT]++;
        return true;
    }

    /** Index of a text, or a negative number. */
    int find(byte[] text, int from, int to) {
        int slot = slotOf(text, from, to);
        return slot < 0 ? NONE : indexAt(slot);
    }

    /** Index here of a text of another table, or a negative number. */
    int find(TextTable other, int index) {
        byte[] text = other.text(index);
        return find(text, 0, text.length);
    }

    /** Adds a text that is not in the table, with a count of 0; its index is the former size. */
    void insert(byte[] text, int from, int to, int code) {
        int length = to - from;
        if (size == MOST_TEXTS) {
            throw new IllegalStateException("more than " + MOST_TEXTS + " texts in one table");
        }
        if ((size + 1) * 16L > slots.length / STRIDE * 13L) {
            grow();
        }
        long head = head(text, from, length);
        long tail = length <= INLINE_BYTES ? tail(text, to, length) : keep(text, from, length);
        long meta = (size + 1L) << INDEX_SHIFT | (long) length << CODE_BITS | code;
        if (size == slotOf.length) {
            slotOf = Arrays.copyOf(slotOf, size * 2);
        }
        place(head, tail, 0, meta);
        textBytes = Math.addExact(textBytes, length);
        size++;
    }

    /** Adds a text of another table, which is not in this one, with a count of 0. */
    void insert(TextTable other, int index) {
        byte[] text = other.text(index);
        insert(text, 0, text.length, other.code(index));
    }

    /** Removes the texts from this index on. */
    void truncate(int newSize) {
        TextTable kept = new TextTable();
        for (int index = 0; index < newSize; index++) {
            kept.insert(this, index);
            kept.count(index, count(index));
        }
        become(kept);
    }

    void count(int index, long n) {
        slots[slotOf[index] + COUNT] += n;
    }

    long count(int index) {
        return slots[slotOf[index] + COUNT];
    }

    /** The hash under which the text stands in a domain. */
    long hash(int index) {
        byte[] text = text(index);
        return CategoryIndex.hash(text, 0, text.length);
    }

    /** What the text reads as: a result of {@code ValueScanner.scan}. */
    int code(int index) {
        return (int) meta(index) & ((1 << CODE_BITS) - 1);
    }

    int length(int index) {
        return length(meta(index));
    }

    /** A copy of the text. */
    byte[] text(int index) {
        int length = length(index);
        int slot = slotOf[index];
        if (length > INLINE_BYTES) {
            int start = (int) slots[slot + TAIL];
            return Arrays.copyOfRange(longTexts, start, start + length);
        }
        byte[] words = new byte[INLINE_BYTES];
        LONGS.set(words, 0, slots[slot + HEAD]);
        if (length > Long.BYTES) {
            LONGS.set(words, length - Long.BYTES, slots[slot + TAIL]);
        }
        return Arrays.copyOf(words, length);
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
                all.slots[all.slotOf[index] + COUNT] = 0;
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
        copy.become(this);
        copy.slots = slots.clone();
        copy.slotOf = slotOf.clone();
        copy.longTexts = longTexts.clone();
        return copy;
    }

    private void become(TextTable other) {
        slots = other.slots;
        shift = other.shift;
        slotOf = other.slotOf;
        longTexts = other.longTexts;
        longBytes = other.longBytes;
        textBytes = other.textBytes;
        size = other.size;
    }

    private int compare(int left, int right) {
        int byCount = Long.compare(count(right), count(left));
        return byCount != 0 ? byCount : Arrays.compareUnsigned(text(left), text(right));
    }

    /** Where the text stands in {@code slots}, or a negative number; per value, so on locals. */
    private int slotOf(byte[] text, int from, int to) {
        int length = to - from;
        long head = head(text, from, length);
        long tail = tail(text, to, length);
        long[] table = slots;
        int mask = table.length - 1;
        int at = (int) (hash(head, tail, length) >>> shift) * STRIDE;
        for (long meta = table[at + META]; meta != 0; meta = table[at + META]) {
            if (table[at + HEAD] == head
                    && length(meta) == length
                    && (length <= INLINE_BYTES ? table[at + TAIL] == tail : isLong(at, text, from, to))) {
                return at;
            }
            at = at + STRIDE & mask;
        }
        return NONE;
    }

    private boolean isLong(int slot, byte[] text, int from, int to) {
        int start = (int) slots[slot + TAIL];
        return Arrays.equals(longTexts, start, start + to - from, text, from, to);
    }

    private static long head(byte[] text, int from, int length) {
        if (length > INLINE_BYTES) {
            return CategoryIndex.hash(text, from, from + length);
        }
        if (length >= Long.BYTES) {
            return (long) LONGS.get(text, from);
        }
        if (from + Long.BYTES <= text.length) {
            return (long) LONGS.get(text, from) & ~(-1L << (Byte.SIZE * length));
        }
        long word = 0;
        for (int i = 0; i < length; i++) {
            word |= (text[from + i] & 0xffL) << (Byte.SIZE * i);
        }
        return word;
    }

    /** The last eight bytes of a text of 9 to 16; 0 for others. */
    private static long tail(byte[] text, int to, int length) {
        return length > Long.BYTES && length <= INLINE_BYTES ? (long) LONGS.get(text, to - Long.BYTES) : 0;
    }

    /** Spreads both words over the top bits, by odd constants without a pattern; good enough for data of one's own. */
    private static long hash(long head, long tail, int length) {
        long mixed = head * 0x9e3779b97f4a7c15L + Long.rotateLeft(tail * 0xc2b2ae3d27d4eb4fL, 29) + length;
        return (mixed ^ (mixed >>> 32)) * 0xd6e8feb86659fd93L;
    }

    private int keep(byte[] text, int from, int length) {
        int start = longBytes;
        int end = Math.addExact(start, length);
        if (end > longTexts.length) {
            longTexts = Arrays.copyOf(longTexts, (int)
                    Math.min(Integer.MAX_VALUE - 8, Math.max(end, 2L * longTexts.length)));
        }
        System.arraycopy(text, from, longTexts, start, length);
        longBytes = end;
        return start;
    }

    private void place(long head, long tail, long count, long meta) {
        int length = length(meta);
        int mask = slots.length - 1;
        int at = (int) (hash(head, length <= INLINE_BYTES ? tail : 0, length) >>> shift) * STRIDE;
        while (slots[at + META] != 0) {
            at = at + STRIDE & mask;
        }
        slots[at + HEAD] = head;
        slots[at + TAIL] = tail;
        slots[at + COUNT] = count;
        slots[at + META] = meta;
        slotOf[indexAt(at)] = at;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[Math.multiplyExact(old.length, 2)];
        shift--;
        for (int at = 0; at < old.length; at += STRIDE) {
            if (old[at + META] != 0) {
                place(old[at + HEAD], old[at + TAIL], old[at + COUNT], old[at + META]);
            }
        }
    }

    private int indexAt(int slot) {
        return (int) (slots[slot + META] >>> INDEX_SHIFT) - 1;
    }

    private long meta(int index) {
        return slots[slotOf[index] + META];
    }

    private static int length(long meta) {
        return (int) (meta >>> CODE_BITS) & Integer.MAX_VALUE;
    }
}
