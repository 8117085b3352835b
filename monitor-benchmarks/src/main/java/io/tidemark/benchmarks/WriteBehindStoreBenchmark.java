package io.tidemark.benchmarks;

import io.tidemark.benchmarks.sample.SampleCaptures;
import io.tidemark.benchmarks.sample.SampleTable;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.capture.CapturedRecord;
import io.tidemark.core.profile.RowCounter;
import io.tidemark.core.profile.WindowProfile;
import io.tidemark.streams.store.Live;
import io.tidemark.streams.store.WriteBehindOptions;
import io.tidemark.streams.store.WriteBehindStore;
import io.tidemark.streams.store.WriteBehindStores;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Claim: a live object costs a look-up a record, and its writing once per commit hardly counts. The store is in memory
 * and has no changelog: what is measured is the store and the coding of blocks, not Kafka.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class WriteBehindStoreBenchmark {
    private static final int RECORDS = 1_024;

    /** Blocks of 20 features that are dirty when the flush comes. */
    @Param({"1", "16"})
    public int dirtyBlocks = 1;

    private final Baseline baseline = SampleTable.numericBaseline(SampleCaptures.FEATURES);
    private final RowCounter counter = baseline.newRowCounter();
    private final CapturedRecord[] records = new SampleCaptures(0, 1).parsed(RECORDS);
    private final WriteBehindStore<Long, WindowProfile> store = open(baseline);
    private int next;

    private static WriteBehindStore<Long, WindowProfile> open(Baseline baseline) {
        WriteBehindStore<Long, WindowProfile> store = WriteBehindStores.builder(
                        "windows", new WindowCodec(baseline), WriteBehindOptions.inMemory())
                .withLoggingDisabled()
                .build();
        store.init(new MockProcessorContext<Void, Void>(new Properties()).getStateStoreContext(), store);
        return store;
    }

    private WindowProfile newWindow(long number) {
        return WindowProfile.empty(baseline);
    }

    /** What a record pays for the store: look-up and mark. */
    @Benchmark
    public Live<WindowProfile> lookUpAndMark() {
        Live<WindowProfile> live = store.liveOrCreate(0L, this::newWindow);
        live.markDirty();
        return live;
    }

    /**
     * What a commit pays: each dirty block coded and put. Every cell is counted, which is the longest form of a block.
     */
    @Benchmark
    public int flush() {
        for (long window = 0; window < dirtyBlocks; window++) {
            next = next + 1 & RECORDS - 1;
            counter.addRecord(
                    records[next].input(),
                    store.liveOrCreate(window, this::newWindow).value());
        }
        store.flushCache();
        return store.liveCount();
    }

    /** Yardstick: the same records counted and never written. */
    @Benchmark
    public int countOnly() {
        for (long window = 0; window < dirtyBlocks; window++) {
            next = next + 1 & RECORDS - 1;
            counter.addRecord(
                    records[next].input(),
                    store.liveOrCreate(window, this::newWindow).value());
        }
        return store.liveCount();
    }

    /** Yardstick: what every record would pay in a store of bytes: read, decode, count, encode, put. */
    @Benchmark
    public int readAndWriteEachRecord() {
        store.clearCache();
        next = next + 1 & RECORDS - 1;
        counter.addRecord(
                records[next].input(), store.liveOrCreate(0L, this::newWindow).value());
        store.flushCache();
        return store.liveCount();
    }

    /** Closes the store. */
    @TearDown
    public void close() {
        store.close();
    }
}
