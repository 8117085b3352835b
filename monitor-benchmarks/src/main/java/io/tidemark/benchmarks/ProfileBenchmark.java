package io.tidemark.benchmarks;

import io.tidemark.benchmarks.sample.SampleCaptures;
import io.tidemark.benchmarks.sample.SampleTable;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.capture.CapturedRecord;
import io.tidemark.core.capture.FieldTable;
import io.tidemark.core.feature.ValueScanner;
import io.tidemark.core.profile.FeatureProfile;
import io.tidemark.core.profile.RowCounter;
import io.tidemark.core.profile.WindowProfile;
import java.util.concurrent.TimeUnit;
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
 * Claim: counting a row of 20 features exactly (cell, class, exact sums) costs about what reading its record costs. The
 * figure a value is the one a record divided by 20.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ProfileBenchmark {
    private static final int RECORDS = 1_024;

    private final CapturedRecord[] numeric = new SampleCaptures(0, 1).parsed(RECORDS);
    private final CapturedRecord[] categorical = SampleCaptures.categorical().parsed(RECORDS);
    private final Baseline numericBaseline = SampleTable.numericBaseline(SampleCaptures.FEATURES);
    private final Baseline categoricalBaseline = SampleTable.categoricalBaseline(SampleCaptures.FEATURES);
    private final RowCounter numericCounter = numericBaseline.newRowCounter();
    private final RowCounter categoricalCounter = categoricalBaseline.newRowCounter();
    private final WindowProfile numericWindow = WindowProfile.empty(numericBaseline);
    private final WindowProfile categoricalWindow = WindowProfile.empty(categoricalBaseline);
    private final FeatureProfile oneFeature = numericBaseline.emptyFeature(0);
    private final ValueScanner scanner = new ValueScanner();
    private int next;

    private FieldTable nextOf(CapturedRecord[] records) {
        next = next + 1 & RECORDS - 1;
        return records[next].input();
    }

    /** A parsed record of 20 numeric features into the counts of its window. */
    @Benchmark
    public long numericRecord() {
        numericCounter.addRecord(nextOf(numeric), numericWindow);
        return numericWindow.counts().records();
    }

    /** A parsed record of 20 features with 30 categories each into the counts of its window. */
    @Benchmark
    public long categoricalRecord() {
        categoricalCounter.addRecord(nextOf(categorical), categoricalWindow);
        return categoricalWindow.counts().records();
    }

    /** One number, alone, with everything in cache. */
    @Benchmark
    public FeatureProfile numericValue() {
        FieldTable row = nextOf(numeric);
        oneFeature.add(row.bytes(), row.from(0), row.to(0), scanner);
        return oneFeature;
    }

    /** Yardstick: the 20 numbers read and added to plain doubles, nothing else kept. */
    @Benchmark
    public double plainSum() {
        FieldTable row = nextOf(numeric);
        double sum = 0;
        for (int field = 0; field < row.fields(); field++) {
            scanner.scan(row.bytes(), row.from(field), row.to(field));
            sum += scanner.value();
        }
        return sum;
    }
}
