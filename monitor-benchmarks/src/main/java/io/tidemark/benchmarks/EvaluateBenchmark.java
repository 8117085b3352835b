package io.tidemark.benchmarks;

import io.tidemark.benchmarks.sample.SampleTable;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.evaluation.Evaluation;
import io.tidemark.core.evaluation.Evaluator;
import io.tidemark.core.feature.ValueScanner;
import io.tidemark.core.profile.WindowProfile;
import io.tidemark.core.window.WindowKey;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Claim: the verdict on a closed window is a matter of milliseconds, and grows with the number of features and not with
 * the number of records. Every feature has drifted, which is the dearest case: each violation carries its evidence.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EvaluateBenchmark {
    private static final int ROWS = 5_000;
    private static final WindowKey WINDOW = new WindowKey("endpoint", "AllTraffic", 0);

    /** Numeric features of the window. */
    @Param({"20", "200"})
    public int features;

    /** Shift of the window from the baseline, in units of a column's spread: none, and more than any tolerance. */
    @Param({"0", "1"})
    public double shift;

    private final Evaluator evaluator = MonitorConfig.defaults().newEvaluator();
    private Baseline baseline;
    private WindowProfile window;

    /** JMH fills the parameters, then calls {@link #fill}. */
    @SuppressWarnings("NullAway.Init") // the baseline depends on a parameter, which JMH sets after construction
    public EvaluateBenchmark() {}

    /** Makes a window of 5,000 rows. */
    @Setup
    public void fill() {
        baseline = SampleTable.numericBaseline(features);
        window = WindowProfile.empty(baseline);
        SampleTable rows = new SampleTable(features, shift, 5);
        ValueScanner scanner = new ValueScanner();
        for (int row = 0; row < ROWS; row++) {
            window.counts().addRecord();
            window.counts().addRow(false, false);
            String[] texts = rows.nextRow().split(",", -1);
            for (int feature = 0; feature < features; feature++) {
                byte[] text = texts[feature].getBytes(StandardCharsets.UTF_8);
                window.feature(feature).add(text, 0, text.length, scanner);
            }
        }
    }

    /** One verdict with its violations. */
    @Benchmark
    public Evaluation evaluate() {
        return evaluator.evaluate(WINDOW, window, baseline);
    }
}
