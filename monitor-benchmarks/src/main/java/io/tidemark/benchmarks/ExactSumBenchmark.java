package io.tidemark.benchmarks;

import io.tidemark.stats.summary.ExactSum;
import io.tidemark.stats.summary.Moments;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Claim: a sum that no order of addition changes costs a few nanoseconds a value more than one that any order changes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ExactSumBenchmark {
    private static final int VALUES = 4_096;

    private final double[] values = values();
    private final ExactSum sum = new ExactSum();
    private final Moments moments = new Moments();
    private double plain;
    private double compensation;
    private int next;

    private static double[] values() {
        Random random = new Random(1);
        return IntStream.range(0, VALUES)
                .mapToDouble(i -> Math.exp(4 * random.nextGaussian()) * (random.nextBoolean() ? 1 : -1))
                .toArray();
    }

    private double nextValue() {
        next = next + 1 & VALUES - 1;
        return values[next];
    }

    /** One value into an exact sum. */
    @Benchmark
    public ExactSum exactSum() {
        sum.add(nextValue());
        return sum;
    }

    /** One value into count, exact sum, exact sum of squares, minimum and maximum. */
    @Benchmark
    public Moments moments() {
        moments.add(nextValue());
        return moments;
    }

    /** Yardstick: one value into a double. */
    @Benchmark
    public double plainSum() {
        plain += nextValue();
        return plain;
    }

    /** Yardstick: one value into a compensated (Kahan) sum, which still depends on the order. */
    @Benchmark
    public double compensatedSum() {
        double corrected = nextValue() - compensation;
        double grown = plain + corrected;
        compensation = grown - plain - corrected;
        plain = grown;
        return plain;
    }
}
