package io.tidemark.benchmarks;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.tidemark.baseline.csv.CsvFormat;
import io.tidemark.baseline.csv.CsvRows;
import io.tidemark.benchmarks.sample.SampleTable;
import io.tidemark.core.feature.ValueScanner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Claim: rows of 25 columns are cut into byte ranges, and their numbers read, without a String. Figures are per row.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CsvBenchmark {
    static final int ROWS = 10_000;
    private static final int COLUMNS = 25;

    private final byte[] table =
            (String.join("\n", new SampleTable(COLUMNS, 0, 3).rows(ROWS)) + "\n").getBytes(StandardCharsets.UTF_8);
    private final ValueScanner scanner = new ValueScanner();

    /** Byte ranges of all fields. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long split() {
        long fields = 0;
        try (CsvRows rows = open()) {
            while (rows.next()) {
                fields += rows.fields();
            }
        }
        return fields;
    }

    /** The same and the numbers in them. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public double splitAndScan() {
        double sum = 0;
        try (CsvRows rows = open()) {
            while (rows.next()) {
                for (int field = 0; field < rows.fields(); field++) {
                    scanner.scan(rows.bytes(), rows.from(field), rows.to(field));
                    sum += scanner.value();
                }
            }
        }
        return sum;
    }

    /** Yardstick: FastCSV, fields as Strings. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long fastCsv() throws IOException {
        long fields = 0;
        try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(new ByteArrayInputStream(table))) {
            for (CsvRecord row : rows) {
                fields += row.getFieldCount();
            }
        }
        return fields;
    }

    /** Yardstick: the same and the numbers in them, read by the JDK. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public double fastCsvAndNumbers() throws IOException {
        double sum = 0;
        try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(new ByteArrayInputStream(table))) {
            for (CsvRecord row : rows) {
                for (int field = 0; field < row.getFieldCount(); field++) {
                    sum += Double.parseDouble(row.getField(field));
                }
            }
        }
        return sum;
    }

    private CsvRows open() {
        return new CsvRows(new ByteArrayInputStream(table), "table", CsvFormat.rfc4180());
    }
}
