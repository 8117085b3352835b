package io.tidemark.baseline.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CsvHeaderTest {
    @Test
    void namesAreTakenAsWritten() {
        assertThat(header("Age, age,\"the \"\"sum\"\", net\"\n").names())
                .containsExactly("Age", " age", "the \"sum\", net");
    }

    @Test
    void duplicateNameIsRefusedWithBothColumns() {
        assertThatThrownBy(() -> header("id,\"a,b\",x,\"a,b\"\n")).hasMessage("""
                t.csv:1:12: columns 2 and 4 are both named "a,b"
                  why: the baseline knows columns by name
                  fix: rename or remove one of them""");
    }

    @Test
    void emptyNameIsRefused() {
        assertThatThrownBy(() -> header("\n,b\n")).hasMessage("""
                t.csv:2:1: column 1 has no name
                  why: the baseline knows columns by name
                  fix: name the column, or remove it and a trailing separator""");
        assertThatThrownBy(() -> header("\"\"\n")).hasMessageStartingWith("t.csv:1:1: column 1 has no name\n");
    }

    @Test
    void fileWithCarriageReturnsOnlyIsRefusedAtItsHeader() {
        assertThatThrownBy(() -> header("a,b\r1,2\r3,4\r")).hasMessage("""
                t.csv:1:3: column 2 has a carriage return in its name
                  why: rows end with a line feed; a carriage return alone does not end one
                  fix: write the file with line feeds (tr '\\r' '\\n')""");
    }

    @Test
    void nameInAnotherEncodingIsRefused() {
        byte[] latin1 = "a,Größe\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> Tables.open(latin1, CsvFormat.rfc4180(), 64).readHeader())
                .hasMessage("""
                t.csv:1:3: the name of column 2 is not UTF-8
                  why: the file has another encoding, or is not text
                  fix: save the file as UTF-8""");
    }

    @Test
    void absentColumnIsRefusedWithTheNearestName() {
        CsvHeader header = header("income,age,workclass\n");
        assertThat(header.indexOf("workclass")).isEqualTo(2);
        assertThatThrownBy(() -> header.indexOf("incone")).hasMessage("""
                t.csv:1: no column "incone"
                  why: it is asked for, and the header has 3 columns: income, age, workclass
                  fix: did you mean "income"? Names are compared with case and spaces""");
    }

    @Test
    void absentColumnUnlikeAnyOtherIsRefusedWithoutGuess() {
        String names = "a01,a02,a03,a04,a05,a06,a07,a08,a09,a10,a11,a12,a13\n";
        assertThatThrownBy(() -> header(names).indexOf("label")).hasMessage("""
                t.csv:1: no column "label"
                  why: it is asked for, and the header has 13 columns: a01, a02, a03, a04, a05, a06, a07, a08, a09, a10, a11, a12, …
                  fix: Names are compared with case and spaces""");
    }

    @Test
    void filesWithTheSameHeaderAreOneTable() {
        CsvHeader first = new CsvHeader("a.csv", 1, List.of("x", "y"));
        first.requireSame(new CsvHeader("b.csv", 2, List.of("x", "y")));
        assertThat(first.size()).isEqualTo(2);
    }

    @Test
    void firstDifferenceBetweenHeadersIsNamed() {
        CsvHeader first = new CsvHeader("a.csv", 1, List.of("x", "y", "z"));
        assertThatThrownBy(() -> first.requireSame(new CsvHeader("b.csv", 2, List.of("x", "z", "y"))))
                .hasMessage("""
                b.csv:2: column 2 is "z", in a.csv it is "y"
                  why: the files of one baseline are one table, with the same columns in the same order
                  fix: write the files with the same header, or make a baseline of each""");
        assertThatThrownBy(() -> first.requireSame(new CsvHeader("b.csv", 1, List.of("x", "y"))))
                .hasMessageStartingWith("b.csv:1: column 3, \"z\" in a.csv, is missing\n");
        assertThatThrownBy(() -> first.requireSame(new CsvHeader("b.csv", 1, List.of("x", "y", "z", "w"))))
                .hasMessageStartingWith("b.csv:1: column 4, \"w\", is not in a.csv\n");
    }

    private static CsvHeader header(String table) {
        try (CsvRows rows = Tables.open(table)) {
            return rows.readHeader();
        }
    }
}
