package io.tidemark.baseline.csv;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvRowsDifferentialTest {
    private static final int TABLES = 1_500;
    private static final Pattern QUOTE_INSIDE = Pattern.compile("a\"");

    @ParameterizedTest
    @ValueSource(ints = {8, 13, 64, 1_000, 1 << 20})
    void generatedTablesReadAsByFastCsvWhateverTheBuffer(int bufferBytes) {
        for (long seed = 0; seed < TABLES; seed++) {
            GeneratedTable table = GeneratedTable.of(seed);
            CsvFormat format = CsvFormat.rfc4180().withDelimiter(table.delimiter());
            try (CsvRows rows = Tables.open(table.bytes(), format, bufferBytes)) {
                assertThat(Tables.all(rows)).as("seed %d", seed).isEqualTo(expected(table));
            }
        }
    }

    /** Blank lines before the header are skipped by both; later ones are rows of a table with one column only. */
    private static List<Tables.Row> expected(GeneratedTable table) {
        List<Tables.Row> rows = Tables.byFastCsv(table.text(), table.delimiter(), table.columns() > 1);
        return rows.stream().dropWhile(row -> row.fields().equals(List.of(""))).toList();
    }

    @Test
    void everyShortTextIsReadAsByFastCsvOrRefused() {
        int refused = 0;
        int read = 0;
        for (String text : textsOfAtMost(8)) {
            Optional<List<List<String>>> ours = fieldsOf(text);
            Optional<List<List<String>>> theirs = fieldsByFastCsv(text);
            if (ours.isPresent()) {
                assertThat(ours).as(text).isEqualTo(theirs);
                read++;
            } else {
                assertThat(theirs.isEmpty() || QUOTE_INSIDE.matcher(text).find())
                        .as(text)
                        .isTrue();
                refused++;
            }
        }
        assertThat(read).isPositive();
        assertThat(refused).isPositive();
    }

    /** All texts over a letter, comma, quote and line feed. */
    private static List<String> textsOfAtMost(int length) {
        List<String> texts = new ArrayList<>(List.of(""));
        for (int from = 0, round = 0; round < length; round++) {
            int to = texts.size();
            for (; from < to; from++) {
                for (char next : new char[] {'a', ',', '"', '\n'}) {
                    texts.add(texts.get(from) + next);
                }
            }
        }
        return texts;
    }

    private static Optional<List<List<String>>> fieldsOf(String text) {
        List<List<String>> all = new ArrayList<>();
        try (CsvRows rows = Tables.open(text.getBytes(StandardCharsets.UTF_8), CsvFormat.rfc4180(), 3)) {
            while (rows.next()) {
                all.add(Tables.fieldsOf(rows));
            }
            return Optional.of(all);
        } catch (CsvException e) {
            return Optional.empty();
        }
    }

    private static Optional<List<List<String>>> fieldsByFastCsv(String text) {
        try {
            return Optional.of(Tables.byFastCsv(text, ',', true).stream()
                    .map(Tables.Row::fields)
                    .toList());
        } catch (CsvParseException e) {
            return Optional.empty();
        }
    }

    @Test
    void rowOffsetsPointAtTheFirstByteOfEachRow() {
        for (long seed = 0; seed < TABLES; seed++) {
            GeneratedTable table = GeneratedTable.of(seed);
            byte[] bytes = table.bytes();
            CsvFormat format = CsvFormat.rfc4180().withDelimiter(table.delimiter());
            try (CsvRows rows = Tables.open(bytes, format, 32)) {
                rows.readHeader();
                while (rows.next()) {
                    long lineFeeds = Swar.count(bytes, 0, (int) rows.rowOffset(), Swar.pattern('\n'));
                    assertThat(lineFeeds + 1).as("seed %d", seed).isEqualTo(rows.line());
                    assertThat(bytes[(int) rows.rowOffset() - 1]).isEqualTo((byte) '\n');
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"adult-300.csv, 300, 15", "communities-300.csv, 300, 147", "country-codes.csv, 249, 56"})
    void publishedTablesReadAsByFastCsv(String file, int rowCount, int columns) throws IOException {
        byte[] bytes = resource(file);
        try (CsvRows rows = Tables.open(bytes, CsvFormat.rfc4180(), 100)) {
            List<Tables.Row> all = Tables.all(rows);
            assertThat(all).isEqualTo(Tables.byFastCsv(new String(bytes, StandardCharsets.UTF_8), ',', true));
            assertThat(all).hasSize(rowCount + 1);
            assertThat(all.get(0).fields()).hasSize(columns);
        }
    }

    private static byte[] resource(String file) throws IOException {
        try (InputStream in = CsvRowsDifferentialTest.class.getResourceAsStream(file)) {
            assertThat(in).as(file).isNotNull();
            return in.readAllBytes();
        }
    }
}
