package io.tidemark.baseline.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CsvSplitsTest {
    @TempDir
    Path folder;

    @Test
    void rangesTogetherAreTheWholeForEverySplitCount() throws IOException {
        for (long seed = 0; seed < 60; seed++) {
            GeneratedTable table = GeneratedTable.of(seed);
            CsvFormat format = CsvFormat.rfc4180().withDelimiter(table.delimiter());
            CsvInput input = input(table.bytes());
            List<Seen> whole = whole(input, format);
            for (int parts = 1; parts <= 40; parts++) {
                List<Seen> together = new ArrayList<>();
                for (CsvRange range : CsvSplits.of(input, format, parts).ranges()) {
                    together.addAll(seen(range.open(48)));
                }
                assertThat(together).as("seed %d, %d parts", seed, parts).isEqualTo(whole);
            }
        }
    }

    @Test
    void rangesStandNextToEachOtherFromTheHeaderToTheEnd() throws IOException {
        CsvInput input = input("a,b\n".concat("\"1\n\",2\n".repeat(1_000)).getBytes(StandardCharsets.UTF_8));
        CsvSplits splits = CsvSplits.of(input, CsvFormat.rfc4180(), 4);
        assertThat(splits.header().names()).containsExactly("a", "b");
        assertThat(splits.ranges()).extracting(CsvRange::from).containsExactly(4L, 1754L + 7, 3504L + 7, 5254L + 7);
        assertThat(splits.ranges()).extracting(CsvRange::to).containsExactly(1761L, 3511L, 5261L, Long.MAX_VALUE);
    }

    @Test
    void cutsAreRightInAFileOfSeveralChunks() throws IOException {
        String row = "\"some, text\nover lines \"\"and\"\" quotes\",12345\n";
        byte[] table = "a,b\n".concat(row.repeat(60_000)).getBytes(StandardCharsets.UTF_8);
        for (CsvRange range : CsvSplits.of(input(table), CsvFormat.rfc4180(), 7).ranges()) {
            assertThat((range.from() - 4) % row.length()).isZero();
        }
    }

    @Test
    void firstProblemOfTheLowestRangeIsTheProblemOfTheWhole() throws IOException {
        for (long seed = 0; seed < 300; seed++) {
            CsvInput input = input(damaged(seed));
            CsvFormat format =
                    CsvFormat.rfc4180().withDelimiter(GeneratedTable.of(seed).delimiter());
            CsvException whole = catchThrowableOfType(CsvException.class, () -> whole(input, format));
            for (int parts = 2; parts <= 9; parts++) {
                assertThat(messageOf(lowestProblem(input, format, parts)))
                        .as("seed %d, %d parts", seed, parts)
                        .isEqualTo(messageOf(whole));
            }
        }
    }

    @Test
    void compressedFileIsOneRangeWithoutItsHeader() throws IOException {
        Path file = folder.resolve("t.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("\uFEFFa,b\n1,2\n3,4\n".getBytes(StandardCharsets.UTF_8));
        }
        CsvSplits splits = CsvSplits.of(CsvInput.resolve(List.of(file)).get(0), CsvFormat.rfc4180(), 8);
        assertThat(splits.ranges()).hasSize(1);
        assertThat(seen(splits.ranges().get(0).open()))
                .containsExactly(new Seen(2, 7, List.of("1", "2")), new Seen(3, 11, List.of("3", "4")));
    }

    @Test
    void tableWithoutRowsIsOneEmptyRange() throws IOException {
        CsvSplits splits = CsvSplits.of(input("a,b".getBytes(StandardCharsets.UTF_8)), CsvFormat.rfc4180(), 5);
        assertThat(splits.ranges()).hasSize(1);
        assertThat(seen(splits.ranges().get(0).open())).isEmpty();
    }

    @Test
    void partsBelowOneAreRefused() throws IOException {
        CsvInput input = input("a\n".getBytes(StandardCharsets.UTF_8));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CsvSplits.of(input, CsvFormat.rfc4180(), 0))
                .withMessage("parts = 0 is not in [1, 2^31)");
    }

    /** What a row shows: where it starts and what it holds. */
    private record Seen(long line, long offset, List<String> fields) {}

    private static List<Seen> whole(CsvInput input, CsvFormat format) {
        try (CsvRows rows = new CsvRows(input.open(), input.name(), format)) {
            rows.readHeader();
            return seen(rows);
        }
    }

    private static List<Seen> seen(CsvRows open) {
        List<Seen> seen = new ArrayList<>();
        try (CsvRows rows = open) {
            while (rows.next()) {
                seen.add(new Seen(rows.line(), rows.rowOffset(), Tables.fieldsOf(rows)));
            }
        }
        return seen;
    }

    private static @Nullable CsvException lowestProblem(CsvInput input, CsvFormat format, int parts) {
        return catchThrowableOfType(CsvException.class, () -> {
            for (CsvRange range : CsvSplits.of(input, format, parts).ranges()) {
                seen(range.open(48));
            }
        });
    }

    private static String messageOf(@Nullable CsvException problem) {
        return problem == null ? "none" : String.valueOf(problem.getMessage());
    }

    /** A generated table with one byte replaced, behind the header mostly. */
    private static byte[] damaged(long seed) {
        Random random = new Random(seed);
        byte[] table = GeneratedTable.of(seed).bytes();
        table[random.nextInt(table.length)] = (byte) "\"\"x,\n\0".charAt(random.nextInt(6));
        return table;
    }

    private CsvInput input(byte[] table) throws IOException {
        Path file = Files.write(folder.resolve("t.csv"), table);
        return CsvInput.resolve(List.of(file)).get(0);
    }
}
