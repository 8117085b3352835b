package io.tidemark.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.evaluation.Evaluation;
import io.tidemark.core.evaluation.WindowState;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchmarksTest {
    @Test
    void bothParsersReadTheSameRecord() throws IOException {
        // Given
        CaptureParseBenchmark own = new CaptureParseBenchmark();
        CaptureParseBenchmark yardstick = new CaptureParseBenchmark();
        // When
        double parsed = own.parse();
        double scanned = own.parseAndScan();
        // Then
        assertThat(parsed).isGreaterThan(1.6e12);
        assertThat(scanned).isNotNaN();
        assertThat(yardstick.jackson()).isGreaterThan(200);
        assertThat(yardstick.jacksonAndNumbers()).isNotNaN();
    }

    @Test
    void everyInvocationOfTheProfileCountsOneRecord() {
        // Given
        ProfileBenchmark benchmark = new ProfileBenchmark();
        // When, then
        assertThat(benchmark.numericRecord()).isEqualTo(1);
        assertThat(benchmark.numericRecord()).isEqualTo(2);
        assertThat(benchmark.categoricalRecord()).isEqualTo(1);
        assertThat(benchmark.numericValue().valid()).isEqualTo(1);
        assertThat(benchmark.plainSum()).isNotNaN();
    }

    @Test
    void gridAndBinarySearchAgreeOnTheCell() {
        // Given
        GridLookupBenchmark grid = new GridLookupBenchmark();
        GridLookupBenchmark yardstick = new GridLookupBenchmark();
        // When
        int found = yardstick.binarySearch();
        // Then
        assertThat(grid.cellOfNormal()).isEqualTo(found >= 0 ? found : -found - 1);
        assertThat(grid.cellOfSkewed()).isPositive();
    }

    @Test
    void exactAndPlainSumsAgreeOnFewValues() {
        // Given
        ExactSumBenchmark exact = new ExactSumBenchmark();
        ExactSumBenchmark plain = new ExactSumBenchmark();
        ExactSumBenchmark compensated = new ExactSumBenchmark();
        // When
        double sum = exact.exactSum().round();
        // Then
        assertThat(plain.plainSum()).isEqualTo(sum);
        assertThat(compensated.compensatedSum()).isEqualTo(sum);
        assertThat(exact.moments().count()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "16, 16"})
    void flushKeepsTheDirtyBlocksLive(int dirtyBlocks, int live) {
        // Given
        WriteBehindStoreBenchmark benchmark = new WriteBehindStoreBenchmark();
        benchmark.dirtyBlocks = dirtyBlocks;
        // When, then
        assertThat(benchmark.lookUpAndMark().value().counts().records()).isZero();
        assertThat(benchmark.countOnly()).isEqualTo(live);
        assertThat(benchmark.flush()).isEqualTo(live);
        assertThat(benchmark.readAndWriteEachRecord()).isEqualTo(1);
        assertThat(benchmark.lookUpAndMark().value().counts().records()).isEqualTo(3);
        benchmark.close();
    }

    @ParameterizedTest
    @CsvSource({"20, 0, OK", "200, 0, OK", "20, 1, ALARM"})
    void windowIsJudgedAsItsShiftDeserves(int features, double shift, WindowState state) {
        // Given
        EvaluateBenchmark benchmark = new EvaluateBenchmark();
        benchmark.features = features;
        benchmark.shift = shift;
        benchmark.fill();
        // When
        Evaluation evaluation = benchmark.evaluate();
        // Then
        assertThat(evaluation.report().state()).isEqualTo(state);
        assertThat(evaluation.report().features()).hasSize(features);
    }

    @Test
    void bothCsvReadersSeeTheSameFieldsAndNumbers() throws IOException {
        // Given
        CsvBenchmark benchmark = new CsvBenchmark();
        // When, then
        assertThat(benchmark.split()).isEqualTo(25L * CsvBenchmark.ROWS).isEqualTo(benchmark.fastCsv());
        assertThat(benchmark.splitAndScan()).isCloseTo(benchmark.fastCsvAndNumbers(), within(1e-6));
    }
}
