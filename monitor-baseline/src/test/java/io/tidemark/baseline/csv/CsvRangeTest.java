package io.tidemark.baseline.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CsvRangeTest {
    private static final CsvFormat FORMAT = CsvFormat.rfc4180();

    @TempDir
    Path folder;

    @Test
    void problemInALaterRangeHasTheLineOfTheFile() throws IOException {
        CsvInput input = input("a,b\n" + "\"1\n\",2\n".repeat(500) + "3\n");
        List<CsvRange> ranges = CsvSplits.of(input, FORMAT, 3).ranges();
        try (CsvRows rows = ranges.get(2).open()) {
            assertThatThrownBy(() -> Tables.rest(rows))
                    .hasMessageStartingWith(input.name() + ":1002: the row has 1 field, the header has 2\n");
        }
    }

    @Test
    void linesBeforeARangeAreReadOnlyWhenALineIsAsked() throws IOException {
        CsvInput input = input("a,b\n" + "1,2\n".repeat(500));
        CsvRange last = CsvSplits.of(input, FORMAT, 2).ranges().get(1);
        try (CsvRows rows = last.open(64)) {
            Files.delete(input.path());
            while (rows.next()) {
                assertThat(rows.fields()).isEqualTo(2);
            }
            assertThat(rows.row()).isEqualTo(249);
            assertThatThrownBy(rows::line).isInstanceOf(CsvException.class);
        }
    }

    @Test
    void rowsAreCountedFromTheStartOfTheRange() throws IOException {
        CsvRange last = CsvSplits.of(input("a,b\n" + "1,2\n".repeat(8)), FORMAT, 2)
                .ranges()
                .get(1);
        try (CsvRows rows = last.open()) {
            rows.next();
            assertThat(List.of(rows.row(), rows.line(), rows.rowOffset())).containsExactly(1L, 7L, 24L);
            rows.next();
            assertThat(List.of(rows.row(), rows.line(), rows.rowOffset())).containsExactly(2L, 8L, 28L);
        }
    }

    @Test
    void rangesAreReadByThreadsOfTheirOwn() throws IOException, InterruptedException, ExecutionException {
        StringBuilder table = new StringBuilder("n,text\n");
        for (int i = 1; i <= 20_000; i++) {
            table.append(i).append(",\"x, \"\"\n").append(i).append("\"\"\"\n");
        }
        List<CsvRange> ranges = CsvSplits.of(input(table.toString()), FORMAT, 6).ranges();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<Long>> sums = new ArrayList<>();
            for (CsvRange range : ranges) {
                sums.add(threads.submit(() -> sumOfFirstColumn(range)));
            }
            long sum = 0;
            for (Future<Long> each : sums) {
                sum += each.get();
            }
            assertThat(sum).isEqualTo(20_000L * 20_001 / 2);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long sumOfFirstColumn(CsvRange range) {
        long sum = 0;
        try (CsvRows rows = range.open(256)) {
            while (rows.next()) {
                assertThat(rows.text(1)).isEqualTo("x, \"\n" + rows.text(0) + "\"");
                sum += Long.parseLong(rows.text(0));
            }
        }
        return sum;
    }

    @Test
    void missingFileIsRefusedWhenTheRangeIsOpened() throws IOException {
        CsvInput input = input("a\n1\n");
        CsvRange range = CsvSplits.of(input, FORMAT, 1).ranges().get(0);
        Files.delete(input.path());
        assertThatThrownBy(range::open).isInstanceOf(CsvException.class).hasMessageContaining("cannot be read");
    }

    @Test
    void endBeforeTheStartIsRefused() throws IOException {
        CsvInput input = input("a\n1\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CsvRange(input, FORMAT, 1, 4, 3))
                .withMessage("from = 4, to = 3 is no range");
    }

    private CsvInput input(String table) throws IOException {
        Path file = Files.writeString(folder.resolve("t.csv"), table);
        return CsvInput.resolve(List.of(file)).get(0);
    }
}
