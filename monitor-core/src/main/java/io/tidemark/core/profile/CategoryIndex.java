package io.tidemark.core.profile;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Finds a category by the bytes of its text: an open-address table keyed by bytes, so that no String is made for a
 * value. It also knows the hashed domain: the 64-bit hashes of every other value that the training data held.
 *
 * <p>The hash is KomiHash 5.0 with a fixed seed; it is part of the stored format.
 */
public final class CategoryIndex {
    /** Returned where a text is neither a category nor in the domain. */
    static final int UNSEEN = -1;

    /** Returned where a text is in the hashed domain but not among the categories. */
    static final int OTHER_KNOWN = -2;

    private static final Hasher64 HASHER = Hashing.komihash5_0(0x7469_6465_6d61_726bL);

    private final List<String> categories;
    private final long[] domain;
    private final boolean domainComplete;
    private final byte[][] texts;
    private final long[] hashes;
    private final int[] slots;

    /**
     * @param categories the tracked categories in the order of their counters; distinct
     * @param domain strictly ascending hashes of the other values of the training data, copied
     * @param domainComplete whether {@code categories} and {@code domain} together hold every value of the training
     *     data; if not, an unseen value proves nothing
     */
    public CategoryIndex(List<String> categories, long[] domain, boolean domainComplete) {
        this.categories = List.copyOf(categories);
        this.domain = domain.clone();
        requireAscending(this.domain);
        this.domainComplete = domainComplete;
        this.texts = new byte[categories.size()][];
        this.hashes = new long[categories.size()];
        this.slots = new int[Integer.highestOneBit(Math.max(4, categories.size() * 4))];
        Arrays.fill(slots, UNSEEN);
        for (int i = 0; i < texts.length; i++) {
            texts[i] = this.categories.get(i).getBytes(StandardCharsets.UTF_8);
            hashes[i] = hash(texts[i], 0, texts[i].length);
            insert(i);
        }
    }

    /** Returns the hash under which a text stands in a domain. */
    public static long hash(byte[] text, int from, int to) {
        return HASHER.hashBytesToLong(text, from, to - from);
    }

    /** Returns the tracked categories in the order of their counters. */
    public List<String> categories() {
        return categories;
    }

    /** Returns the ascending hashes of the domain beyond the categories. */
    public long[] domain() {
        return domain.clone();
    }

    /** Returns whether every value of the training data is known here. */
    public boolean isDomainComplete() {
        return domainComplete;
    }

    /** Returns whether counters over the other index mean the same as counters over this one. */
    boolean countsLike(CategoryIndex other) {
        return other == this
                || (domainComplete == other.domainComplete
                        && categories.equals(other.categories)
                        && Arrays.equals(domain, other.domain));
    }

    /** Returns the counter of the category, {@link #OTHER_KNOWN} or {@link #UNSEEN}. */
    int find(byte[] text, int from, int to, long hash) {
        int slot = (int) hash & slots.length - 1;
        while (slots[slot] != UNSEEN) {
            int category = slots[slot];
            if (hashes[category] == hash && Arrays.equals(texts[category], 0, texts[category].length, text, from, to)) {
                return category;
            }
            slot = slot + 1 & slots.length - 1;
        }
        return Arrays.binarySearch(domain, hash) >= 0 ? OTHER_KNOWN : UNSEEN;
    }

    private static void requireAscending(long[] domain) {
        for (int i = 1; i < domain.length; i++) {
            if (domain[i - 1] >= domain[i]) {
                throw new IllegalArgumentException("hash " + i + " of a domain is not above the one before");
            }
        }
    }

    private void insert(int category) {
        int slot = (int) hashes[category] & slots.length - 1;
        while (slots[slot] != UNSEEN) {
            if (Arrays.equals(texts[slots[slot]], texts[category])) {
                throw new IllegalArgumentException("category '" + categories.get(category) + "' stands twice");
            }
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = category;
    }
}
