package io.tidemark.benchmarks;

import io.tidemark.benchmarks.sample.SampleCaptures;
import io.tidemark.benchmarks.sample.SampleTable;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.capture.CaptureParser;
import io.tidemark.core.capture.CapturedRecord;
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
 * Claim: a captured record goes from its bytes into the counts of its window without an allocation ({@code -prof gc}
 * shows about 0 bytes an operation), and counting its 20 features exactly costs no more than reading it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RecordBenchmark {
    private static final int RECORDS = 4_096;

    private final byte[][] records = new SampleCaptures(0, 1).records(RECORDS);
    private final Baseline baseline = SampleTable.numericBaseline(SampleCaptures.FEATURES);
    private final CaptureParser parser = new CaptureParser();
    private final CapturedRecord record = new CapturedRecord();
    private final RowCounter counter = baseline.newRowCounter();
    private final WindowProfile window = WindowProfile.empty(baseline);
    private int next;

    private CapturedRecord parseNext() {
        next = next + 1 & RECORDS - 1;
        byte[] bytes = records[next];
        if (!parser.parse(bytes, 0, bytes.length, record)) {
            throw new AssertionError(record.detail());
        }
        return record;
    }

    /** The whole path of a record: 530 bytes of JSON to 20 cells and 40 exact sums. */
    @Benchmark
    public long parseAndCount() {
        counter.addRecord(parseNext().input(), window);
        return window.counts().records();
    }

    /** Yardstick: the record parsed and nothing counted. */
    @Benchmark
    public long parseOnly() {
        return parseNext().eventTimeMs();
    }
}
