package io.tidemark.baseline;

import io.tidemark.core.feature.Numeric;
import io.tidemark.core.feature.ValueClass;
import io.tidemark.core.feature.ValueScanner;
import io.tidemark.core.profile.ClassCounts;

/**
 * How often the values of a column read as what: counts by the result of {@link ValueScanner#scan}, which packs the
 * reading as a number and the class of the spelling. Mutable, not thread-safe.
 */
final class Readings {
    private static final int MISSING = 0;
    private static final ValueClass[] CLASSES = ValueClass.values();

    /** Present values of which more than one in so many are no numbers make the column one of texts. */
    private static final long TOLERATED_ONE_IN = 100;

    private final long[] counts = new long[64];

    /** Counts one value; hot path. */
    void increment(int code) {
        counts[code]++;
    }

    void add(int code, long n) {
        counts[code] += n;
    }

    void addAll(Readings other) {
        for (int code = 0; code < counts.length; code++) {
            counts[code] += other.counts[code];
        }
    }

    /** Visited values, missing ones included. */
    long total() {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        return total;
    }

    long missing() {
        return counts[MISSING];
    }

    long present() {
        return total() - missing();
    }

    long of(Numeric numeric) {
        long sum = 0;
        for (int code = 0; code < counts.length; code++) {
            sum += ValueScanner.numericIndex(code) == numeric.index() ? counts[code] : 0;
        }
        return sum;
    }

    long of(ValueClass valueClass) {
        long sum = 0;
        for (int code = 0; code < counts.length; code++) {
            sum += ValueScanner.classIndex(code) == valueClass.index() ? counts[code] : 0;
        }
        return sum;
    }

    /** Whether the column is one of numbers: some are finite, and at most 1 % of the present values are no numbers. */
    boolean areNumbers() {
        return of(Numeric.FINITE) > 0 && of(Numeric.MALFORMED) * TOLERATED_ONE_IN <= present();
    }

    /** The classes of the present values. */
    ClassCounts classes() {
        ClassCounts classes = new ClassCounts();
        for (ValueClass each : CLASSES) {
            if (each != ValueClass.MISSING) {
                classes.add(each, of(each));
            }
        }
        return classes;
    }
}
