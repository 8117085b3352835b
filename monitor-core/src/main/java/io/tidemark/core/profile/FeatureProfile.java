package io.tidemark.core.profile;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.feature.ValueScanner;

/**
 * The mergeable counts of one feature over some rows. Every row is counted exactly once, as one of valid, missing, NaN,
 * infinite or malformed. Merging is associative and commutative with the empty profile as identity, and profiling a
 * split stream and merging equals profiling the whole, byte for byte. Mutable; not thread-safe.
 */
public sealed interface FeatureProfile permits NumericProfile, CategoricalProfile {

    /**
     * Counts one value by its text.
     *
     * @param text holds the UTF-8 bytes of the value
     * @param from first byte of the value
     * @param to end of the value, exclusive; an empty text is missing
     * @param scanner scratch of the calling thread
     */
    void add(byte[] text, int from, int to, ValueScanner scanner);

    /** Counts one row without a value. */
    void addMissing();

    /** Counts one value that cannot be read as a value at all, such as a nested object; its spelling is a text. */
    void addMalformed();

    /** Adds a profile over the same grid or categories; another kind is an {@link IllegalArgumentException}. */
    void merge(FeatureProfile other);

    /** Sets every count to zero. */
    void clear();

    /** Returns the values that entered the distribution. */
    long valid();

    /** Returns the rows without a value. */
    long missing();

    /** Returns the rows whose value could not be read as one of this feature. */
    long malformed();

    /** Returns the rows counted: valid, missing, NaN, infinite and malformed together. */
    long rows();

    /** Returns the counts of the values' spellings. */
    ClassCounts classes();

    /** Writes the canonical form: equal profiles are equal bytes. */
    void writeTo(CanonicalOutput out);
}
