package io.tidemark.baseline.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CsvRowsTest {
    @Test
    void fieldsAreTheBytesBetweenDelimiters() {
        assertThat(rowsOf("a,b,c\n1,,3\n")).containsExactly(List.of("1", "", "3"));
    }

    @Test
    void emptyFieldsAtBothEndsAreKept() {
        assertThat(rowsOf("a,b,c\n,,\n")).containsExactly(List.of("", "", ""));
    }

    @Test
    void lastRowNeedsNoLineBreak() {
        assertThat(rowsOf("a,b\n1,2")).containsExactly(List.of("1", "2"));
        assertThat(rowsOf("a,b\n1,\"2\"")).containsExactly(List.of("1", "2"));
        assertThat(rowsOf("a,b\n1,")).containsExactly(List.of("1", ""));
    }

    @Test
    void carriageReturnBelongsToTheLineBreakOnlyBeforeALineFeedOrTheEnd() {
        assertThat(rowsOf("a,b\r\n1,2\r\n3,\"4\"\r\n5,6\r"))
                .containsExactly(List.of("1", "2"), List.of("3", "4"), List.of("5", "6"));
        assertThat(rowsOf("a,b\n1,2\"\r".replace("2\"", "\"2\""))).containsExactly(List.of("1", "2"));
        assertThat(rowsOf("a,b\n1\r2,3\r\r\n")).containsExactly(List.of("1\r2", "3\r"));
    }

    @Test
    void quotedFieldsKeepDelimitersLineBreaksAndQuotes() {
        assertThat(rowsOf("a,b\n\"1,\r\n\"\"x\"\"\",2\n")).containsExactly(List.of("1,\r\n\"x\"", "2"));
    }

    @Test
    void severalFieldsWithDoubledQuotesInARowStandApart() {
        assertThat(rowsOf("a,b,c\n\"\"\"\",x,\"p\"\"q\"\"r\"\n")).containsExactly(List.of("\"", "x", "p\"q\"r"));
    }

    @Test
    void quotedTellsEmptyTextFromNothing() {
        try (CsvRows rows = Tables.open("a,b\n\"\",\n1,2\n")) {
            rows.readHeader();
            rows.next();
            assertThat(List.of(rows.quoted(0), rows.quoted(1))).containsExactly(true, false);
            rows.next();
            assertThat(List.of(rows.quoted(0), rows.quoted(1))).containsExactly(false, false);
        }
    }

    @Test
    void blankLinesAreSkippedInTablesOfSeveralColumns() {
        try (CsvRows rows = Tables.open("\n\r\na,b\n\n1,2\n\r\n\n3,4\n\n")) {
            assertThat(Tables.all(rows)).extracting(Tables.Row::line).containsExactly(3L, 5L, 8L);
        }
    }

    @Test
    void blankLineIsARowOfATableWithOneColumn() {
        assertThat(rowsOf("a\n1\n\n\"\"\n2\n")).containsExactly(List.of("1"), List.of(""), List.of(""), List.of("2"));
    }

    @Test
    void byteOrderMarkIsNoPartOfTheFirstName() {
        try (CsvRows rows = Tables.open("\uFEFFa,b\n1,2\n")) {
            assertThat(rows.readHeader().names()).containsExactly("a", "b");
            rows.next();
            assertThat(rows.rowOffset()).isEqualTo(7);
        }
    }

    @Test
    void byteOrderMarkMayStandBeforeAQuotedName() {
        try (CsvRows rows = Tables.open("\uFEFF\"a\",b\n")) {
            assertThat(rows.readHeader().names()).containsExactly("a", "b");
        }
    }

    @Test
    void linesCountLineFeedsInsideQuotesAndRowsDoNot() {
        try (CsvRows rows = Tables.open("a,b\n\"x\ny\n\",1\n2,3\n")) {
            rows.readHeader();
            rows.next();
            assertThat(List.of(rows.line(), rows.row())).containsExactly(2L, 1L);
            rows.next();
            assertThat(List.of(rows.line(), rows.row())).containsExactly(5L, 2L);
        }
    }

    @Test
    void headerWithoutRowsHasNoNextRow() {
        assertThat(rowsOf("a,b\n")).isEmpty();
        assertThat(rowsOf("a,b")).isEmpty();
    }

    @Test
    void endStaysTheEnd() {
        try (CsvRows rows = Tables.open("a\n1")) {
            rows.readHeader();
            assertThat(List.of(rows.next(), rows.next(), rows.next())).containsExactly(true, false, false);
        }
    }

    @Test
    void tabMayBeTheDelimiterAndOtherwiseIsData() {
        byte[] table = "a\tb\n1,2\t\"3\t4\"\n".getBytes(StandardCharsets.UTF_8);
        try (CsvRows rows = Tables.open(table, CsvFormat.rfc4180().withDelimiter('\t'), 64)) {
            assertThat(Tables.all(rows).get(1).fields()).containsExactly("1,2", "3\t4");
        }
        assertThat(rowsOf("a,b\n1\t2,3\n")).containsExactly(List.of("1\t2", "3"));
    }

    @Test
    void anotherQuoteLeavesDoubleQuotesAsData() {
        byte[] table = "a,b\n'1,''','\"'\n".getBytes(StandardCharsets.UTF_8);
        try (CsvRows rows = Tables.open(table, new CsvFormat(',', '\'', 100), 64)) {
            assertThat(Tables.all(rows).get(1).fields()).containsExactly("1,'", "\"");
        }
    }

    @Test
    void rowOfExactlyTheBoundIsRead() {
        CsvFormat format = CsvFormat.rfc4180().withMaxRowBytes(12);
        byte[] table = "a,b\n1234567890,\n".getBytes(StandardCharsets.UTF_8);
        for (int buffer : new int[] {3, 8, 12, 100}) {
            try (CsvRows rows = Tables.open(table, format, buffer)) {
                assertThat(Tables.all(rows)).as("buffer %d", buffer).hasSize(2);
            }
        }
    }

    @Test
    void readingOnAllocatesNothingPerRow() {
        byte[] table = "a,b,c\n"
                .concat("12.5,\"x \"\"y\"\"\",\"p\nq\"\n".repeat(200_000))
                .getBytes(StandardCharsets.UTF_8);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        InputStream in = new ByteArrayInputStream(table);
        try (CsvRows rows = new CsvRows(in, "t.csv", CsvFormat.rfc4180())) {
            rows.readHeader();
            for (int i = 0; i < 1_000; i++) {
                rows.next();
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            while (rows.next()) {
                assertThatFieldsAreThree(rows);
            }
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(rows.row()).isEqualTo(200_000);
            assertThat(allocated / 199_000.0).as("bytes per row").isLessThan(1);
        }
    }

    private static void assertThatFieldsAreThree(CsvRows rows) {
        if (rows.fields() != 3) {
            throw new AssertionError("fields " + rows.fields());
        }
    }

    private static List<List<String>> rowsOf(String table) {
        try (CsvRows rows = Tables.open(table)) {
            rows.readHeader();
            return Tables.rest(rows).stream().map(Tables.Row::fields).toList();
        }
    }
}
