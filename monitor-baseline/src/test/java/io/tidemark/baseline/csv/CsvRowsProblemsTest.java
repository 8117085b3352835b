package io.tidemark.baseline.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvRowsProblemsTest {
    @Test
    void textAfterAClosingQuoteIsRefused() {
        assertThat(messageOf("a,b\n1,2\nZü,\"x\"y\n")).isEqualTo("""
                t.csv:3:7: text after a closing quote
                  why: only a comma or a line break may follow the quote that ends a field
                  fix: double each quote that belongs to the value: "5"" disk\"""");
    }

    @Test
    void carriageReturnAfterAClosingQuoteIsRefusedUnlessItEndsTheLine() {
        assertThat(messageOf("a,b\n1,\"x\"\ry\n")).startsWith("t.csv:2:6: text after a closing quote\n");
    }

    @Test
    void quoteInsideAnUnquotedFieldIsRefused() {
        assertThat(messageOf("a,b\n1,5\" disk\n")).isEqualTo("""
                t.csv:2:4: quote inside a field that does not start with one
                  why: it cannot be told whether the quote belongs to the value
                  fix: put the whole field in quotes and double each quote inside: "5"" disk\"""");
    }

    @Test
    void quoteNeverClosedNamesTheLineWhereItOpened() {
        assertThat(messageOf("a,b\n1,2\n\"p\nq\",\"x\n3,4\n5,6\n")).isEqualTo("""
                t.csv:4:4: the quote opened here is never closed
                  why: all that follows to the end of the file would be one field
                  fix: add the closing quote; a quote that belongs to the value is doubled: "5"" disk\"""");
    }

    @Test
    void nulByteIsRefusedInsideQuotesToo() {
        assertThat(messageOf("a,b\n1,x\0y\n")).isEqualTo("""
                t.csv:2:4: NUL byte
                  why: text in UTF-8 has none: the file is UTF-16, binary or damaged
                  fix: save the file as UTF-8, or write it again if it is damaged""");
        assertThat(messageOf("a,b\n1,\"x\n\0y\"\n")).startsWith("t.csv:3:1: NUL byte\n");
    }

    @Test
    void rowWithFewerFieldsIsRefused() {
        assertThat(messageOf("a,b,c\n\"1\n\",2,3\n4\n")).isEqualTo("""
                t.csv:4: the row has 1 field, the header has 3
                  why: its values cannot be told apart by column
                  fix: write an empty field for each missing value, and put values that hold a line break in quotes""");
    }

    @Test
    void rowWithMoreFieldsIsRefused() {
        assertThat(messageOf("a,b\n1,2,3\n")).isEqualTo("""
                t.csv:2: the row has 3 fields, the header has 2
                  why: its values cannot be told apart by column
                  fix: put values that hold a comma in quotes, and remove surplus separators""");
    }

    @Test
    void emptyQuotedFieldIsNoBlankLine() {
        assertThat(messageOf("a,b\n\"\"\n")).startsWith("t.csv:2: the row has 1 field, the header has 2\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\r\n\n", "\uFEFF", "\uFEFF\n"})
    void fileWithoutHeaderIsRefused(String table) {
        assertThat(messageOf(table)).isEqualTo("""
                t.csv: the file is empty
                  why: a table needs a first row with the names of its columns
                  fix: check how the file was written, or leave it out""");
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 64, 4_096})
    void rowLongerThanTheBoundIsRefusedWhateverTheBuffer(int bufferBytes) {
        CsvFormat format = CsvFormat.rfc4180().withMaxRowBytes(1_000);
        String table = "a,b\n1,2\n3,\"" + "x\n".repeat(600) + "\"\n";
        assertThat(problemOf(Tables.open(utf8(table), format, bufferBytes))).hasMessage("""
                t.csv:3: the row that starts here is longer than 1,000 bytes
                  why: a row is held in memory as a whole; so long a one mostly means a quote that is not closed
                  fix: look for an opening quote without its closing one from this line on""");
    }

    @Test
    void rowOfTooManyFieldsIsRefused() {
        assertThat(messageOf(",".repeat(100_000) + "\n")).isEqualTo("""
                t.csv:1: the row has more than 65,536 fields
                  why: each column is profiled in memory
                  fix: check that the rows of the file end with line feeds""");
    }

    @Test
    void streamThatFailsNamesTheByte() {
        InputStream failing = new SequenceInputStream(new ByteArrayInputStream(utf8("a,b\n1,2\n")), new Failing());
        try (CsvRows rows = new CsvRows(failing, "t.csv", CsvFormat.rfc4180())) {
            CsvException problem = problemOf(rows);
            assertThat(problem).hasMessage("""
                    t.csv: cannot be read past byte 8: disk on fire
                      why: the rest of the table is unknown
                      fix: check the file (gzip -t for .gz) and copy it again""");
            assertThat(problem).hasCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void problemOfAValueIsPlacedAtItsFieldInTheFile() {
        try (CsvRows rows = Tables.open("a,b,c\n\"é\"\"\n\"\"ü\",\"\"\"\",\"x\"\n")) {
            rows.readHeader();
            rows.next();
            CsvException problem = rows.problemAt(2, "what", "why", "fix");
            assertThat(problem).hasMessage("t.csv:3:11: what\n  why: why\n  fix: fix");
            assertThat(problem.line()).hasValue(3);
            assertThat(problem.column()).hasValue(11);
        }
    }

    @Test
    void readingGoesOnAfterAProblemOfAValue() {
        try (CsvRows rows = Tables.open("a,b\n\"x\n\",2\n3,4\n")) {
            rows.readHeader();
            rows.next();
            assertThat(rows.problemAt(1, "what", "why", "fix").column()).hasValue(3);
            rows.next();
            assertThat(Tables.fieldsOf(rows)).containsExactly("3", "4");
            assertThat(rows.line()).isEqualTo(4);
        }
    }

    @Test
    void messagesNameTheDelimiterAndQuoteInUse() {
        CsvFormat format = new CsvFormat('\t', '\'', 100);
        assertThat(problemOf(Tables.open(utf8("a\tb\n'x'y\t2\n"), format, 64)).why())
                .isEqualTo("only a tab or a line break may follow the quote that ends a field");
        assertThat(problemOf(Tables.open(utf8("a;b\n1;2;3\n"), format.withDelimiter(';'), 64))
                        .fix())
                .isEqualTo("put values that hold a semicolon in quotes, and remove surplus separators");
    }

    private static String messageOf(String table) {
        return String.valueOf(problemOf(Tables.open(table)).getMessage());
    }

    private static CsvException problemOf(CsvRows rows) {
        CsvException problem = catchThrowableOfType(CsvException.class, () -> Tables.all(rows));
        assertThat(problem).isNotNull();
        return problem;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class Failing extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("disk on fire");
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            throw new IOException("disk on fire");
        }
    }
}
