package io.tidemark.core.profile;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.feature.ValueClass;
import io.tidemark.core.feature.ValueScanner;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Counts of a categorical feature: one counter per tracked category of the baseline, {@code otherKnown} for further
 * values of the training data, {@code unseen} for all else. A text that is not UTF-8 is malformed.
 */
public final class CategoricalProfile implements FeatureProfile {
    private final CategoryIndex index;
    private final long[] counts;
    private final ClassCounts classes = new ClassCounts();
    private final UnseenValues unseenValues = new UnseenValues();
    private long otherKnown;
    private long unseen;
    private long missing;
    private long malformed;

    /** Returns an empty profile over these categories. */
    public CategoricalProfile(CategoryIndex index) {
        this.index = index;
        this.counts = new long[index.categories().size()];
    }

    @Override
    public void add(byte[] text, int from, int to, ValueScanner scanner) {
        if (from == to) {
            missing++;
            return;
        }
        long hash = CategoryIndex.hash(text, from, to);
        int category = index.find(text, from, to, hash);
        if (category == CategoryIndex.UNSEEN) {
            if (!isUtf8(text, from, to)) {
                addMalformed();
                return;
            }
            unseen++;
            unseenValues.add(hash);
        } else if (category == CategoryIndex.OTHER_KNOWN) {
            otherKnown++;
        } else {
            counts[category]++;
        }
        scanner.scan(text, from, to);
        classes.increment(scanner.valueClass());
    }

    @Override
    public void addMissing() {
        missing++;
    }

    @Override
    public void addMalformed() {
        malformed++;
        classes.increment(ValueClass.STRING);
    }

    @Override
    public void merge(FeatureProfile other) {
        if (!(other instanceof CategoricalProfile that) || !that.index.countsLike(index)) {
            throw new IllegalArgumentException("only profiles over the same categories can be merged");
        }
        for (int i = 0; i < counts.length; i++) {
            counts[i] += that.counts[i];
        }
        classes.addAll(that.classes);
        unseenValues.addAll(that.unseenValues);
        otherKnown += that.otherKnown;
        unseen += that.unseen;
        missing += that.missing;
        malformed += that.malformed;
    }

    @Override
    public void clear() {
        Arrays.fill(counts, 0);
        classes.clear();
        unseenValues.clear();
        otherKnown = 0;
        unseen = 0;
        missing = 0;
        malformed = 0;
    }

    @Override
    public long valid() {
        long valid = otherKnown + unseen;
        for (long count : counts) {
            valid += count;
        }
        return valid;
    }

    @Override
    public long missing() {
        return missing;
    }

    @Override
    public long malformed() {
        return malformed;
    }

    @Override
    public long rows() {
        return valid() + missing + malformed;
    }

    @Override
    public ClassCounts classes() {
        return classes;
    }

    /** Returns the categories that are counted one by one. */
    public CategoryIndex index() {
        return index;
    }

    /** Returns the counts in the order of {@link CategoryIndex#categories()}, then otherKnown, then unseen. */
    public long[] categoryCounts() {
        long[] all = Arrays.copyOf(counts, counts.length + 2);
        all[counts.length] = otherKnown;
        all[counts.length + 1] = unseen;
        return all;
    }

    /** Returns the counts in the order of {@link CategoryIndex#categories()}, then all other values together. */
    public long[] knownOrOtherCounts() {
        long[] all = Arrays.copyOf(counts, counts.length + 1);
        all[counts.length] = otherKnown + unseen;
        return all;
    }

    /** Returns the values that are in the training data but not tracked one by one. */
    public long otherKnown() {
        return otherKnown;
    }

    /** Returns the values that are not in the training data (or not known to be, if the domain is not complete). */
    public long unseen() {
        return unseen;
    }

    /** Returns a sample of the unseen values; read only. */
    public UnseenValues unseenValues() {
        return unseenValues;
    }

    /** Adds {@code n} values of a category at once; for profiles made from counts. */
    public void addCategory(int category, long n) {
        counts[category] += n;
    }

    /** Adds {@code n} known values that are not tracked one by one; for profiles made from counts. */
    public void addOtherKnown(long n) {
        otherKnown += n;
    }

    /** Adds {@code n} values that are outside the categories and the domain; for profiles made from counts. */
    public void addUnseen(long n) {
        unseen += n;
    }

    /** Adds {@code n} missing values at once; for profiles made from counts. */
    public void addMissing(long n) {
        missing += n;
    }

    /** Adds {@code n} malformed values at once; for profiles made from counts. */
    public void addMalformed(long n) {
        malformed += n;
    }

    @Override
    public void writeTo(CanonicalOutput out) {
        out.putVarint(missing).putVarint(malformed).putVarint(otherKnown).putVarint(unseen);
        classes.writeTo(out);
        unseenValues.writeTo(out);
        StoredCounts.write(
                new StoredCounts.Source() {
                    @Override
                    public int length() {
                        return counts.length;
                    }

                    @Override
                    public long get(int i) {
                        return counts[i];
                    }
                },
                out);
    }

    /** Reads what {@link #writeTo} wrote over the same categories. */
    public static CategoricalProfile readFrom(CanonicalInput in, CategoryIndex index) {
        CategoricalProfile read = new CategoricalProfile(index);
        read.missing = in.getCount();
        read.malformed = in.getCount();
        read.otherKnown = in.getCount();
        read.unseen = in.getCount();
        read.classes.readFrom(in);
        read.unseenValues.readFrom(in);
        StoredCounts.read(in, read.counts.length, (i, n) -> read.counts[i] += n);
        return read;
    }

    private static boolean isUtf8(byte[] text, int from, int to) {
        if (isAscii(text, from, to)) {
            return true;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text, from, to - from));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Most texts are: a column of ids asks this of every value, and a decoder costs two objects each. */
    private static boolean isAscii(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
