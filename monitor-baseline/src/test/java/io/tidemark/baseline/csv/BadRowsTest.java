package io.tidemark.baseline.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that cannot be read are left out up to the end of their line, counted and named. */
final class BadRowsTest {
    private static final int MANY = 1_000;

    private static List<String> rows(String table, int buffer, BadRows badRows) {
        List<String> read = new ArrayList<>();
        try (CsvRows rows = Tables.open(
                table.getBytes(StandardCharsets.UTF_8), CsvFormat.rfc4180().withMaxRowBytes(400), buffer)) {
            rows.readHeader();
            rows.leaveOut(badRows);
            while (rows.next()) {
                read.add(rows.line() + ":" + rows.text(0) + "|" + rows.text(1));
            }
        }
        return read;
    }

    @ParameterizedTest
    @CsvSource({
        "'1',1",
        "'1,2,3',1",
        "'1\"1,2',1",
        "'\"1\"x,2',1",
        "'1,\u0000',1",
        "'\"1,2',1",
    })
    void goodRowsAroundABadOneAreRead(String bad, int count) {
        for (int buffer : new int[] {1, 7, 64, 4_096}) {
            BadRows badRows = new BadRows(MANY);
            List<String> read = rows("a,b\n7,8\n" + bad + "\n9,10\n", buffer, badRows);
            assertThat(read).as("buffer %d", buffer).first().isEqualTo("2:7|8");
            assertThat(read).as("buffer %d", buffer).last().asString().endsWith(":9|10");
            assertThat(badRows.count()).isGreaterThanOrEqualTo(count);
            assertThat(badRows.first().get(0).line()).hasValue(3);
        }
    }

    @Test
    void aRowOfSeveralLinesEndsWithTheLineOfTheMistake() {
        BadRows badRows = new BadRows(MANY);
        assertThat(rows("a,b\n1,\"2\n3\"x,4\n5,6\n", 3, badRows)).containsExactly("4:5|6");
        assertThat(badRows.first().get(0).line()).hasValue(3);
    }

    @Test
    void linesAreCountedOnAcrossBadRows() {
        BadRows badRows = new BadRows(MANY);
        assertThat(rows("a,b\n1\n2,3\n4,\"5\n6,7\n8,9", 16, badRows)).containsExactly("3:2|3", "5:6|7", "6:8|9");
        assertThat(badRows.first())
                .extracting(problem -> problem.line().getAsLong())
                .containsExactly(2L, 4L);
    }

    @Test
    void aRowThatIsTooLongEndsWithItsLine() {
        BadRows badRows = new BadRows(MANY);
        assertThat(rows("a,b\n" + "x".repeat(500) + ",1\n2,3\n", 64, badRows)).containsExactly("3:2|3");
        assertThat(badRows.count()).isEqualTo(1);
    }

    @Test
    void aBadLastLineWithoutItsEndIsCounted() {
        BadRows badRows = new BadRows(MANY);
        assertThat(rows("a,b\n1,2\n3", 64, badRows)).containsExactly("2:1|2");
        assertThat(rows("a,b\n1,2\n3,\"", 64, badRows)).containsExactly("2:1|2");
        assertThat(badRows.count()).isEqualTo(2);
    }

    @Test
    void oneTooManyIsRefusedAndNamesTheLimit() {
        assertThatThrownBy(() -> rows("a,b\n1\n2\n3\n", 64, new BadRows(2)))
                .isInstanceOf(CsvException.class)
                .hasMessageContaining("t.csv:4: the row has 1 field")
                .hasMessageContaining("3th row that cannot be read, and at most 2 may be left out");
        assertThatThrownBy(() -> rows("a,b\n1\n", 64, new BadRows(0)))
                .hasMessageContaining("t.csv:2")
                .hasMessageNotContaining("at most");
    }

    @Test
    void onlyTheFirstFewAreNamed() {
        BadRows badRows = new BadRows(MANY);
        rows("a,b\n" + "1\n".repeat(50), 64, badRows);
        assertThat(badRows.count()).isEqualTo(50);
        assertThat(badRows.first()).hasSize(BadRows.NAMED);
    }

    @ParameterizedTest
    @ValueSource(longs = {91, 92, 93, 94})
    void whatIsReadDoesNotDependOnTheBuffer(long seed) {
        Random random = new Random(seed);
        StringBuilder table = new StringBuilder("a,b\n");
        for (int i = 0; i < 600; i++) {
            table.append("12,,\n\n\"\"x".charAt(random.nextInt(9)));
        }
        BadRows expected = new BadRows(MANY);
        List<String> read = rows(table.toString(), 4_096, expected);
        for (int buffer : new int[] {1, 3, 17, 100}) {
            BadRows badRows = new BadRows(MANY);
            assertThat(rows(table.toString(), buffer, badRows))
                    .as("seed %d, buffer %d", seed, buffer)
                    .isEqualTo(read);
            assertThat(badRows.count()).isEqualTo(expected.count());
        }
    }
}
