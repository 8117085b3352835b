package io.tidemark.core.service;

import io.tidemark.core.profile.CategoryIndex;
import io.tidemark.core.service.ColumnStatistics.ValueCount;
import io.tidemark.stats.summary.DistinctCount;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts the texts of a column: those that are known beforehand always, and others as long as they are few. Texts are told
 * apart by a 64-bit hash. Mutable, not thread-safe.
 */
public final class TextCounts {
    /** Deequ's default: no histogram of a column of more values. */
    static final int HISTOGRAM_VALUES = 120;

    private static final int FREE = -1;

    /** A String and its array without their characters, and its places in the arrays here. */
    private static final long BYTES_PER_TEXT = 96;

    private final int mostTexts;
    private final List<String> texts = new ArrayList<>();
    private final int known;
    private long[] hashes = new long[16];
    private long[] counts = new long[16];
    private int[] slots = new int[64];
    private @Nullable DistinctCount distinct;
    private long textBytes;

    /** Nothing is counted, and no text is known beforehand. */
    public TextCounts() {
        this(List.of(), HISTOGRAM_VALUES);
    }

    /**
     * @param knownTexts texts that are counted in any case, distinct
     * @param mostTexts how many different ones are told apart, the known ones included
     */
    TextCounts(Collection<String> knownTexts, int mostTexts) {
        this.mostTexts = Math.max(mostTexts, knownTexts.size());
        Arrays.fill(slots, FREE);
        for (String text : knownTexts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            append(CategoryIndex.hash(bytes, 0, bytes.length), text);
        }
        this.known = texts.size();
    }

    /**
     * Counts a text.
     *
     * @param text holds its bytes, UTF-8
     * @param from where it begins
     * @param to one past its last byte
     * @param n how many times it occurred, at least 0
     */
    public void add(byte[] text, int from, int to, long n) {
        if (n == 0) {
            return;
        }
        long hash = CategoryIndex.hash(text, from, to);
        if (distinct != null) {
            distinct.addHash(hash);
        }
        int index = slots[slotOf(hash)];
        if (index == FREE) {
            if (texts.size() >= mostTexts) {
                beginEstimate(hash);
                return;
            }
            index = append(hash, new String(text, from, to - from, StandardCharsets.UTF_8));
        }
        counts[index] += n;
    }

    /** Returns how often the texts known beforehand occurred, in their order. */
    long count(int knownIndex) {
        return counts[knownIndex];
    }

    /** Returns how many different texts occurred: exact while they are few, then an estimate. */
    long distinct() {
        return distinct == null
                ? Arrays.stream(counts, 0, texts.size()).filter(n -> n > 0).count()
                : distinct.estimate();
    }

    /** Returns each text that occurred, the most frequent first, ties by UTF-8 bytes; null if there were too many. */
    @Nullable
    List<ValueCount> histogram() {
        if (distinct != null) {
            return null;
        }
        List<ValueCount> values = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            if (counts[i] > 0) {
                values.add(new ValueCount(texts.get(i), counts[i]));
            }
        }
        values.sort(MOST_FREQUENT_FIRST);
        return values;
    }

    /** Orders values by falling count, ties by the bytes of their UTF-8. */
    static final Comparator<ValueCount> MOST_FREQUENT_FIRST = Comparator.comparingLong(ValueCount::count)
            .reversed()
            .thenComparing(value -> value.value().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    /** Returns about how much memory the texts take, at most. */
    long textBytes() {
        return textBytes;
    }

    int known() {
        return known;
    }

    private void beginEstimate(long hash) {
        if (distinct == null) {
            DistinctCount begun = new DistinctCount();
            for (int i = 0; i < texts.size(); i++) {
                if (counts[i] > 0) {
                    begun.addHash(hashes[i]);
                }
            }
            begun.addHash(hash);
            distinct = begun;
        }
    }

    private int append(long hash, String text) {
        int index = texts.size();
        texts.add(text);
        textBytes += BYTES_PER_TEXT + 2L * text.length();
        if (index == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * index);
            counts = Arrays.copyOf(counts, 2 * index);
        }
        hashes[index] = hash;
        if (4 * index >= slots.length) {
            slots = new int[2 * slots.length];
            Arrays.fill(slots, FREE);
            for (int i = 0; i < index; i++) {
                slots[slotOf(hashes[i])] = i;
            }
        }
        slots[slotOf(hash)] = index;
        return index;
    }

    private int slotOf(long hash) {
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (slots[slot] != FREE && hashes[slots[slot]] != hash) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
