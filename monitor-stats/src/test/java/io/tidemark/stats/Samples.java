package io.tidemark.stats;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Seeded inputs of many shapes for tests of laws. */
public final class Samples {
    private static final double[] NASTY = {
        0.0,
        -0.0,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        1e308,
        -1e308,
        9007199254740994.0,
        1.0,
        Math.nextUp(1.0),
        Math.nextDown(1.0)
    };

    private final SplittableRandom random;

    public Samples(long seed) {
        this.random = new SplittableRandom(seed);
    }

    public SplittableRandom random() {
        return random;
    }

    /** A sum of uniforms, close enough to a bell shape. */
    public double bell() {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += random.nextDouble();
        }
        return sum;
    }

    /** Any finite bit pattern. */
    public double anyFinite() {
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) ? value : anyFinite();
    }

    public double nasty() {
        return NASTY[random.nextInt(NASTY.length)];
    }

    /** Values of one randomly chosen shape, in random order. */
    public double[] column(int size) {
        Supplier<Double> shape = switch (random.nextInt(8)) {
            case 0 -> this::bell;
            case 1 -> () -> Math.exp(3 * bell());
            case 2 -> () -> (double) random.nextInt(5);
            case 3 -> () -> random.nextInt(10) < 7 ? 0.0 : bell();
            case 4 -> this::anyFinite;
            case 5 -> () -> random.nextBoolean() ? nasty() : bell();
            case 6 -> () -> 1 + random.nextInt(2000) * Math.ulp(1.0);
            default -> () -> (double) random.nextInt(-500, 500);
        };
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = shape.get();
        }
        return values;
    }

    public double[] sortedColumn(int size) {
        double[] values = column(size);
        Arrays.sort(values);
        return values;
    }

    /** Counts with zeros among them and at least one positive. */
    public long[] counts(int bins) {
        long[] counts = new long[bins];
        for (int i = 0; i < bins; i++) {
            counts[i] = random.nextInt(3) == 0 ? 0 : random.nextInt(1000);
        }
        counts[random.nextInt(bins)] = 1L + random.nextInt(50);
        return counts;
    }

    public void shuffle(double[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double swap = values[i];
            values[i] = values[j];
            values[j] = swap;
        }
    }
}
