package io.tidemark.baseline.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvRowsMemoryTest {
    @ParameterizedTest
    @ValueSource(ints = {16, 1_000, 70_000})
    void bufferOfTheLongestRowAllowedStaysWithinTwoRows(int bufferBytes) {
        int longest = 65_536;
        String value = "\"\"x".repeat(longest / 3 - 2);
        byte[] table = utf8("a,b\n\"" + value + "\",\n1,2\n");
        CsvFormat format = CsvFormat.rfc4180().withMaxRowBytes(longest);
        try (CsvRows rows = Tables.open(table, format, bufferBytes)) {
            rows.readHeader();
            rows.next();
            assertThat(rows.text(0)).isEqualTo(value.replace("\"\"", "\""));
            assertThat(rows.bytes().length).isLessThanOrEqualTo(Math.max(longest, bufferBytes) + longest + 16);
            rows.next();
            assertThat(Tables.fieldsOf(rows)).containsExactly("1", "2");
        }
    }

    @Test
    void rowLongerThanTheFirstBufferIsReadWhole() {
        String longValue = "é,\n".repeat(900_000);
        try (CsvRows rows = whole("a,b\n\"" + longValue + "\",1\n2,3\n")) {
            rows.readHeader();
            rows.next();
            assertThat(rows.text(0)).isEqualTo(longValue);
            assertThat(rows.text(1)).isEqualTo("1");
            rows.next();
            assertThat(rows.line()).isEqualTo(900_003);
        }
    }

    @Test
    void rowsThatGrowKeepTheirTextWithEachDoubledQuote() {
        StringBuilder table = new StringBuilder("a,b\n");
        for (int i = 0; i < 400; i++) {
            table.append("\"").append("\"\"y".repeat(i)).append("\",").append(i).append("\r\n");
        }
        try (CsvRows rows = Tables.open(table.toString())) {
            rows.readHeader();
            for (int i = 0; i < 400; i++) {
                rows.next();
                assertThat(Tables.fieldsOf(rows)).containsExactly("\"y".repeat(i), String.valueOf(i));
            }
        }
    }

    @Test
    void wideRowsGrowTheFields() {
        String names = "c"
                + String.join(
                        ",c",
                        IntStream.range(0, 65_536).mapToObj(String::valueOf).toList());
        try (CsvRows rows = whole(names + "\n" + ",".repeat(65_535) + "\n")) {
            assertThat(rows.readHeader().size()).isEqualTo(65_536);
            assertThat(rows.next()).isTrue();
            assertThat(rows.fields()).isEqualTo(65_536);
        }
    }

    @Test
    void streamThatGivesAByteAtATimeReadsAlike() {
        GeneratedTable table = GeneratedTable.of(4);
        CsvFormat format = CsvFormat.rfc4180().withDelimiter(table.delimiter());
        List<Tables.Row> expected;
        try (CsvRows rows = Tables.open(table.bytes(), format, 4_096)) {
            expected = Tables.all(rows);
        }
        try (CsvRows rows = new CsvRows(new Dribble(table.bytes()), "t.csv", format)) {
            assertThat(Tables.all(rows)).isEqualTo(expected);
        }
    }

    private static CsvRows whole(String table) {
        return new CsvRows(new ByteArrayInputStream(utf8(table)), "t.csv", CsvFormat.rfc4180());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Gives less than is asked for, as sockets and pipes do. */
    private static final class Dribble extends InputStream {
        private final ByteArrayInputStream in;

        Dribble(byte[] bytes) {
            this.in = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() {
            return in.read();
        }

        @Override
        public int read(byte[] into, int from, int length) {
            return in.read(into, from, Math.min(1, length));
        }
    }
}
