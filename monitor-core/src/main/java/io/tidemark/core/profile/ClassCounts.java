package io.tidemark.core.profile;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.feature.ValueClass;
import java.util.Arrays;

/**
 * How many present values read as a whole number, a fraction, a boolean or a text: the type a value has by its
 * spelling, whatever the feature's own type is. Missing values are not counted here. Mutable; merge adds.
 */
public final class ClassCounts {
    private static final ValueClass[] COUNTED = {
        ValueClass.INTEGRAL, ValueClass.FRACTIONAL, ValueClass.BOOLEAN, ValueClass.STRING
    };

    private final long[] counts = new long[ValueClass.values().length];

    /** Counts one value; a missing one is ignored. */
    public void increment(ValueClass valueClass) {
        counts[valueClass.index()]++;
    }

    /** Counts one value by its {@link ValueClass#index}. */
    void increment(int valueClassIndex) {
        counts[valueClassIndex]++;
    }

    /** Counts {@code n} values of one class. */
    public void add(ValueClass valueClass, long n) {
        int index = valueClass.index();
        counts[index] = Math.addExact(counts[index], n);
    }

    /** Adds the counts of another. */
    public void addAll(ClassCounts other) {
        for (ValueClass counted : COUNTED) {
            add(counted, other.get(counted));
        }
    }

    /** Returns the number of values of a class; 0 for {@link ValueClass#MISSING}. */
    public long get(ValueClass valueClass) {
        return valueClass == ValueClass.MISSING ? 0 : counts[valueClass.index()];
    }

    /** Returns the number of present values. */
    public long total() {
        long total = 0;
        for (ValueClass counted : COUNTED) {
            total += get(counted);
        }
        return total;
    }

    /**
     * Returns the number of values that suit a feature of this type: whole numbers suit a fractional feature too, and
     * everything suits a text feature or one of unknown type.
     */
    public long matching(FeatureType type) {
        return switch (type) {
            case INTEGRAL -> get(ValueClass.INTEGRAL);
            case FRACTIONAL -> get(ValueClass.INTEGRAL) + get(ValueClass.FRACTIONAL);
            case STRING, UNKNOWN -> total();
        };
    }

    void clear() {
        Arrays.fill(counts, 0);
    }

    void writeTo(CanonicalOutput out) {
        for (ValueClass counted : COUNTED) {
            out.putVarint(get(counted));
        }
    }

    void readFrom(CanonicalInput in) {
        for (ValueClass counted : COUNTED) {
            add(counted, in.getCount());
        }
    }
}
