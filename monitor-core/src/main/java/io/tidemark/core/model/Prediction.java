package io.tidemark.core.model;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.util.Arrays;

/**
 * What a model answered for one row, as far as quality, bias and attribution need it. Classes, groups and segments are
 * numbers of the model's {@link ModelSpec}. Compared by content; stored in at most 40 bytes without scores and
 * attributions.
 *
 * @param predicted number of the predicted class; {@link #NONE} for a regression
 * @param value the forecast of a regression, the score of a binary answer, the score of the answered class of several;
 *     NaN if there is none. Never infinite
 * @param scores one score per class in the order of the classes; empty if they are not captured
 * @param facets two bits per facet, the first facet lowest: {@link Facet#UNKNOWN}, {@link Facet#ADVANTAGED} or
 *     {@link Facet#DISADVANTAGED}
 * @param group number of the group for conditional disparity; {@link #NONE} if the model has no such column
 * @param segment number of the segment; {@link #NONE} if the model has no segments
 * @param attributions one local attribution per feature; empty if they are not captured
 * @param flipRow what the flip test of its window compares; of a stored prediction only the key, for which the stored form
 *     takes 8 bytes more
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode compare contents; millions of these are open at a time
public record Prediction(
        int predicted,
        double value,
        double[] scores,
        long facets,
        int group,
        int segment,
        double[] attributions,
        FlipRow flipRow) {
    /** Stands for no class, no group, no segment. */
    public static final int NONE = -1;

    private static final double[] NOTHING = {};
    private static final int HAS_VALUE = 1;
    private static final int HAS_SCORES = 2;
    private static final int HAS_ATTRIBUTIONS = 4;
    private static final int HAS_FLIP_ROW = 8;
    private static final int VERSION = 1;
    private static final int VERSION_SHIFT = 4;
    private static final int MOST_NUMBERS = 100_000;

    /**
     * Takes the arrays as they are: they are not to be changed afterwards.
     *
     * @throws IllegalArgumentException if a number is infinite, or a score or attribution NaN
     */
    public Prediction {
        if (predicted < NONE || group < NONE || segment < NONE || Double.isInfinite(value)) {
            throw new IllegalArgumentException("predicted = " + predicted + ", value = " + value + ", group = " + group
                    + ", segment = " + segment);
        }
        value += 0.0;
        requireFinite(scores);
        requireFinite(attributions);
    }

    /** A prediction that no flip test compares. */
    public Prediction(
            int predicted, double value, double[] scores, long facets, int group, int segment, double[] attributions) {
        this(predicted, value, scores, facets, group, segment, attributions, FlipRow.NONE);
    }

    /** A prediction without attributions. */
    public Prediction(int predicted, double value, double[] scores, long facets, int group, int segment) {
        this(predicted, value, scores, facets, group, segment, NOTHING);
    }

    /** The answer of a binary model; the score may be NaN. No facets, groups or segments. */
    public static Prediction ofBinary(boolean isPositive, double score) {
        return new Prediction(isPositive ? 1 : 0, score, NOTHING, 0, NONE, NONE);
    }

    /** The forecast of a regression. No facets, groups or segments. */
    public static Prediction ofNumber(double forecast) {
        return new Prediction(NONE, forecast, NOTHING, 0, NONE, NONE);
    }

    /** This prediction with another row for the flip test. */
    public Prediction with(FlipRow row) {
        return row.isNone() && flipRow.isNone()
                ? this
                : new Prediction(predicted, value, scores, facets, group, segment, attributions, row);
    }

    /** Whether {@link #value} is a number. */
    public boolean hasValue() {
        return !Double.isNaN(value);
    }

    /** The side of a facet: {@link Facet#UNKNOWN}, {@link Facet#ADVANTAGED} or {@link Facet#DISADVANTAGED}. */
    public int side(int facet) {
        return (int) (facets >>> (2 * facet)) & 3;
    }

    /** The compact form: equal predictions are equal bytes. */
    public byte[] encode() {
        CanonicalOutput out = new CanonicalOutput(48);
        writeTo(out);
        return out.toByteArray();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if it is damaged
     */
    public static Prediction decode(byte[] bytes) {
        CanonicalInput in = new CanonicalInput(bytes);
        Prediction prediction = readFrom(in);
        in.expectEnd();
        return prediction;
    }

    /** Appends the compact form, which knows its own end. The numbers of the row for the flip test are no part of it. */
    public void writeTo(CanonicalOutput out) {
        int parts = (hasValue() ? HAS_VALUE : 0)
                | (scores.length > 0 ? HAS_SCORES : 0)
                | (attributions.length > 0 ? HAS_ATTRIBUTIONS : 0)
                | (flipRow.isNone() ? 0 : HAS_FLIP_ROW);
        out.putByte(VERSION << VERSION_SHIFT | parts);
        out.putVarint(predicted + 1L).putVarint(facets).putVarint(group + 1L).putVarint(segment + 1L);
        if (hasValue()) {
            out.putDouble(value);
        }
        writeNumbers(scores, out);
        writeNumbers(attributions, out);
        if (!flipRow.isNone()) {
            out.putLong(flipRow.key());
        }
    }

    /**
     * Reads one prediction.
     *
     * @throws IllegalArgumentException if it is damaged
     */
    public static Prediction readFrom(CanonicalInput in) {
        int head = in.getByte();
        if (head >>> VERSION_SHIFT != VERSION) {
            throw new IllegalArgumentException("a stored prediction has version " + (head >>> VERSION_SHIFT)
                    + "; this program reads version " + VERSION);
        }
        int predicted = readIndex(in);
        long facets = in.getVarint();
        int group = readIndex(in);
        int segment = readIndex(in);
        double value = (head & HAS_VALUE) == 0 ? Double.NaN : in.getDouble();
        double[] scores = (head & HAS_SCORES) == 0 ? NOTHING : readNumbers(in);
        double[] attributions = (head & HAS_ATTRIBUTIONS) == 0 ? NOTHING : readNumbers(in);
        FlipRow row = (head & HAS_FLIP_ROW) == 0 ? FlipRow.NONE : FlipRow.ofKey(in.getLong());
        return new Prediction(predicted, value, scores, facets, group, segment, attributions, row);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Prediction that
                && predicted == that.predicted
                && Double.compare(value, that.value) == 0
                && facets == that.facets
                && group == that.group
                && segment == that.segment
                && Arrays.equals(scores, that.scores)
                && Arrays.equals(attributions, that.attributions)
                && flipRow.equals(that.flipRow);
    }

    @Override
    public int hashCode() {
        int hash = Double.hashCode(value) + 31 * (predicted + 31 * Arrays.hashCode(scores));
        return 31 * (31 * (31 * hash + Long.hashCode(facets)) + group)
                + segment
                + Arrays.hashCode(attributions)
                + flipRow.hashCode();
    }

    @Override
    public String toString() {
        return "Prediction[predicted=" + predicted + ", value=" + value + ", scores=" + Arrays.toString(scores)
                + ", facets=" + Long.toBinaryString(facets) + ", group=" + group + ", segment=" + segment
                + ", attributions=" + Arrays.toString(attributions) + (flipRow.isNone() ? "" : ", flipRow=" + flipRow)
                + "]";
    }

    private static void writeNumbers(double[] numbers, CanonicalOutput out) {
        if (numbers.length > 0) {
            out.putVarint(numbers.length);
            for (double number : numbers) {
                out.putDouble(number);
            }
        }
    }

    private static double[] readNumbers(CanonicalInput in) {
        double[] numbers = new double[(int) in.getCount(MOST_NUMBERS)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.getDouble();
        }
        return numbers;
    }

    private static int readIndex(CanonicalInput in) {
        return (int) in.getCount(Integer.MAX_VALUE) - 1;
    }

    /** Also makes -0.0 0.0, so that equal numbers are equal predictions. */
    private static void requireFinite(double[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            if (!Double.isFinite(numbers[i])) {
                throw new IllegalArgumentException("number " + i + " = " + numbers[i] + " is not finite");
            }
            numbers[i] += 0.0;
        }
    }
}
