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

    private static final int QUEUE = 64;
    private static final long NOT_ASCII = 0x8080808080808080L;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private long[] slots = new long[32 * STRIDE];
    private int shift = Long.SIZE - 5;
    private int[] slotOf = new int[32];
    private byte[] longTexts = new byte[64];
    private int longBytes;
    private int textBytes;
    private int size;

    private final long[] queue = new long[QUEUE * STRIDE];
    private final byte[] unknownText = new byte[INLINE_BYTES];
    private int queued;

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

    /**
     * Queues a text to be tallied with others by {@link #settle}: in a table beyond the cache each look-up waits for
     * memory, and those of a queue wait together (a third of the time with 100,000 texts).
     *
     * @return false if the text is not of 1 to 16 ASCII characters; it is not queued then
     */
    boolean queue(byte[] text, int from, int to) {
        int length = to - from;
        if (length > INLINE_BYTES || queued == QUEUE) {
            return false;
        }
        long head = head(text, from, length);
        long tail = tail(text, to, length);
        if (((head | tail) & NOT_ASCII) != 0) {
            return false;
        }
        int at = STRIDE * queued++;
        queue[at + HEAD] = head;
        queue[at + TAIL] = tail;
        queue[at + META] = length;
        return true;
    }

    /** Whether the queue has no room. */
    boolean isQueueFull() {
        return queued == QUEUE;
    }

    /**
     * Tallies the queued texts, in their order, and empties the queue.
     *
     * @param unknown takes those that are not in the table when their turn comes; it may insert them
     */
    void settle(Unknown unknown) {
        long seen = 0;
        for (int i = 0; i < queued; i++) {
            int at = STRIDE * i;
            seen |= slots[firstSlot(queue[at + HEAD], queue[at + TAIL], (int) queue[at + META]) + META];
        }
        if (seen < 0) { // never: lengths and places are positive. Without a use the reads ahead would be left out.
            throw new IllegalStateException("a place in the table is negative");
        }
        int waiting = queued;
        queued = 0;
        for (int i = 0; i < waiting; i++) {
            int at = STRIDE * i;
            int length = (int) queue[at + META];
            int slot = slotOf(queue[at + HEAD], queue[at + TAIL], length);
            if (slot >= 0) {
                slots[slot + COUNT]++;
            } else {
                unknown.take(write(queue[at + HEAD], queue[at + TAIL], length, unknownText), 0, length);
            }
        }
    }

    /** Takes a text that a table does not hold. */
    interface Unknown {
        /** Takes it; the array is used again for the next one. */
        void take(byte[] text, int from, int to);
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
        boolean isInline = length <= INLINE_BYTES;
        long head = isInline ? head(text, from, length) : CategoryIndex.hash(text, from, to);
        long tail = isInline ? tail(text, to, length) : keep(text, from, length);
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
        byte[] words = write(slots[slot + HEAD], slots[slot + TAIL], length, new byte[INLINE_BYTES]);
        return Arrays.copyOf(words, length);
    }

    private static byte[] write(long head, long tail, int length, byte[] into) {
        LONGS.set(into, 0, head);
        if (length > Long.BYTES) {
            LONGS.set(into, length - Long.BYTES, tail);
        }
        return into;
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
        if (length <= INLINE_BYTES) {
            return slotOf(head(text, from, length), tail(text, to, length), length);
        }
        long hash = CategoryIndex.hash(text, from, to);
        int at = firstSlot(hash, 0, length);
        while (slots[at + META] != 0) {
            if (slots[at + HEAD] == hash && length(slots[at + META]) == length && isLong(at, text, from, to)) {
                return at;
            }
            at = at + STRIDE & slots.length - 1;
        }
        return NONE;
    }

    private int slotOf(long head, long tail, int length) {
        long[] table = slots;
        int mask = table.length - 1;
        int at = firstSlot(head, tail, length);
        for (long meta = table[at + META]; meta != 0; meta = table[at + META]) {
            if (table[at + HEAD] == head && table[at + TAIL] == tail && length(meta) == length) {
                return at;
            }
            at = at + STRIDE & mask;
        }
        return NONE;
    }

    private int firstSlot(long head, long tail, int length) {
        return (int) (hash(head, tail, length) >>> shift) * STRIDE;
    }

    private boolean isLong(int slot, byte[] text, int from, int to) {
        int start = (int) slots[slot + TAIL];
        return Arrays.equals(longTexts, start, start + to - from, text, from, to);
    }

    /** The first eight bytes of a text of up to 16. */
    private static long head(byte[] text, int from, int length) {
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

    /** The last eight bytes of a text of 9 to 16; 0 for a shorter one. */
    private static long tail(byte[] text, int to, int length) {
        return length > Long.BYTES ? (long) LONGS.get(text, to - Long.BYTES) : 0;
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
        int at = firstSlot(head, length <= INLINE_BYTES ? tail : 0, length);
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
