package io.tidemark.core.model;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;

/**
 * The label of one row in the model's terms: a class, a number, or unusable.
 *
 * @param classIndex number of the true class; for several classes the number behind the last one is a class that the model
 *     does not know; -1 if there is no class
 * @param number the true number of a regression; NaN if there is none
 */
public record LabelValue(int classIndex, double number) {
    /** A label that is empty, no class of a binary model, or no finite number of a regression. */
    public static final LabelValue UNUSABLE = new LabelValue(-1, Double.NaN);

    private static final int IS_UNUSABLE = 0;
    private static final int IS_CLASS = 1;
    private static final int IS_NUMBER = 2;

    /** Checks that it is at most one of the two. */
    public LabelValue {
        if (classIndex < -1 || Double.isInfinite(number) || (classIndex >= 0 && !Double.isNaN(number))) {
            throw new IllegalArgumentException("class = " + classIndex + ", number = " + number);
        }
        number += 0.0;
    }

    /** A class by its number. */
    public static LabelValue ofClass(int classIndex) {
        return new LabelValue(classIndex, Double.NaN);
    }

    /** A finite number. */
    public static LabelValue ofNumber(double number) {
        return new LabelValue(-1, number);
    }

    /** Whether it says anything. */
    public boolean isUsable() {
        return classIndex >= 0 || !Double.isNaN(number);
    }

    /** Appends the stored form, which knows its own end. */
    public void writeTo(CanonicalOutput out) {
        if (classIndex >= 0) {
            out.putByte(IS_CLASS).putVarint(classIndex);
        } else if (isUsable()) {
            out.putByte(IS_NUMBER).putDouble(number);
        } else {
            out.putByte(IS_UNUSABLE);
        }
    }

    /**
     * Reads one label.
     *
     * @throws IllegalArgumentException if it is damaged
     */
    public static LabelValue readFrom(CanonicalInput in) {
        int kind = in.getByte();
        return switch (kind) {
            case IS_UNUSABLE -> UNUSABLE;
            case IS_CLASS -> ofClass((int) in.getCount(Integer.MAX_VALUE));
            case IS_NUMBER -> ofNumber(in.getDouble());
            default -> throw new IllegalArgumentException("a stored label is of kind " + kind);
        };
    }
}
