package io.tidemark.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.tidemark.baseline.csv.CsvException;
import io.tidemark.baseline.csv.CsvFormat;
import io.tidemark.baseline.csv.CsvOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One table in many dresses has one hash. */
final class BaselineInputsTest {
    private static final String HEADER = "n,text";

    @TempDir
    private Path folder = Path.of("");

    private TrainingFiles files = new TrainingFiles(folder);
    private final List<String> rows = new ArrayList<>();
    private String expected = "";

    @BeforeEach
    void writePlain() {
        files = new TrainingFiles(folder);
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            rows.add(random.nextInt(5_000) / 8.0 + ",Größe " + random.nextInt(30));
        }
        expected = TrainingFiles.hash(BaselinePlan.of(files.lines("plain.csv", HEADER, rows)));
    }

    private String table(String lineEnd) {
        return HEADER + lineEnd + String.join(lineEnd, rows) + lineEnd;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(CsvOptions options, Path file) {
        return TrainingFiles.hash(BaselinePlan.of(file).reading(options).onThreads(2));
    }

    @Test
    void zstdIsThePlainTable() {
        Path file = files.write("t.csv.zst", Zstd.compress(utf8(table("\n"))));
        assertThat(hash(CsvOptions.DEFAULT, file)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "windows-1252", "UTF-16", "UTF-16LE"})
    void otherCharsetsAreThePlainTable(String name) {
        Charset charset = Charset.forName(name);
        Path file = files.write("t.csv", table("\n").getBytes(charset));
        assertThat(hash(CsvOptions.DEFAULT.withCharset(charset), file)).isEqualTo(expected);
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsAreThePlainTable() {
        assertThat(hash(CsvOptions.DEFAULT, files.write("t.csv", utf8("\ufeff" + table("\r\n")))))
                .isEqualTo(expected);
    }

    @Test
    void otherDelimitersAndQuotesAreThePlainTable() {
        String other = table("\n").replace(",", "';'").replace("\n", "'\n'");
        Path file = files.write("t.csv", utf8("'" + other.substring(0, other.length() - 1)));
        CsvFormat format = new CsvFormat(';', '\'', 1 << 20);
        assertThat(hash(CsvOptions.DEFAULT.withFormat(format), file)).isEqualTo(expected);
    }

    @Test
    void aTableWithoutNamesIsReadUnderGivenOnes() {
        CsvOptions options = CsvOptions.DEFAULT.withColumns(List.of("n", "text"));
        Path file = files.write("t.csv", utf8("\ufeff" + String.join("\n", rows)));
        assertThat(hash(options, file)).isEqualTo(expected);
        assertThatThrownBy(() -> hash(options.withColumns(List.of("n", "text", "more")), file))
                .isInstanceOf(CsvException.class)
                .hasMessageContaining("t.csv:1: the row has 2 fields");
        assertThatThrownBy(() -> options.withColumns(List.of("n", "n"))).hasMessageContaining("[n, n]");
        assertThatThrownBy(() -> options.withColumns(List.of(""))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStreamIsThePlainTableAndLeavesNothingBehind() throws IOException {
        for (byte[] bytes : List.of(utf8(table("\n")), Zstd.compress(utf8(table("\n"))))) {
            Path copy;
            try (StandardInput in = StandardInput.spool(new ByteArrayInputStream(bytes), folder, 1 << 20)) {
                copy = in.path();
                CsvOptions named = CsvOptions.DEFAULT.withNames(Map.of(copy, StandardInput.NAME));
                BaselineResult result = TrainingFiles.run(BaselinePlan.of(copy).reading(named));
                assertThat(result.baseline().hash().hex()).isEqualTo(expected);
                assertThat(result.files()).containsExactly("stdin");
            }
            assertThat(copy).doesNotExist();
        }
    }

    @Test
    void aStreamBeyondItsBoundIsRefusedAndLeavesNothingBehind() throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(new byte[3 << 20]);
        assertThatThrownBy(() -> StandardInput.spool(in, folder, 2 << 20))
                .isInstanceOf(CsvException.class)
                .hasMessageContaining("stdin: more than 2 MiB");
        try (var left = Files.list(folder)) {
            assertThat(left).extracting(path -> path.getFileName().toString()).containsExactly("plain.csv");
        }
        assertThatThrownBy(() -> StandardInput.spool(in, folder.resolve("nowhere"), 1))
                .isInstanceOf(CsvException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void badRowsWithinTheLimitAreLeftOutAndNamed(int threads) {
        List<String> mixed = new ArrayList<>(rows);
        mixed.add(1_000, "1,\"never closed");
        mixed.add(500, "only one field");
        mixed.add(500, "1,quote\"inside");
        Path file = files.lines("t.csv", HEADER, mixed);
        BaselinePlan plan = BaselinePlan.of(file)
                .reading(CsvOptions.DEFAULT.withMaxBadRows(3))
                .onThreads(threads);
        BaselineResult result = TrainingFiles.run(plan);
        assertThat(result.baseline().hash().hex()).isEqualTo(expected);
        assertThat(result.badRows().count()).isEqualTo(3);
        assertThat(result.badRows().first())
                .extracting(problem -> problem.line().getAsLong())
                .containsExactly(502L, 503L, 1_004L);
        assertThatThrownBy(() -> TrainingFiles.run(plan.reading(CsvOptions.DEFAULT.withMaxBadRows(2))))
                .isInstanceOf(CsvException.class)
                .hasMessageContaining("t.csv:1004");
        assertThatThrownBy(() -> TrainingFiles.run(plan.reading(CsvOptions.DEFAULT)))
                .hasMessageContaining("t.csv:502")
                .hasMessageNotContaining("at most");
    }

    @Test
    void badRowsOfSeveralFilesAreNamedInTheirOrder() {
        Path first = files.lines("1.csv", HEADER, List.of("1,a", "bad", "2,b"));
        Path second = files.lines("2.csv", HEADER, List.of("bad", "3,c"));
        BaselineResult result = TrainingFiles.run(BaselinePlan.of(first, second)
                .reading(CsvOptions.DEFAULT.withMaxBadRows(9))
                .onThreads(4));
        assertThat(result.baseline().rows()).isEqualTo(3);
        assertThat(result.badRows().first())
                .extracting(problem -> problem.file().substring(problem.file().length() - 5) + ":"
                        + problem.line().getAsLong())
                .containsExactly("1.csv:3", "2.csv:2");
    }
}
