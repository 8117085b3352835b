package io.tidemark.baseline.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CsvExceptionTest {
    @Test
    void messageHasPlaceWhatWhyAndFix() {
        CsvException problem = CsvException.at(new CsvException.Place("d/t.csv", 12, 5), "what", "why", "fix");
        assertThat(problem).hasMessage("d/t.csv:12:5: what\n  why: why\n  fix: fix");
        assertThat(problem.file()).isEqualTo("d/t.csv");
        assertThat(problem.line()).hasValue(12);
        assertThat(problem.column()).hasValue(5);
    }

    @Test
    void problemOfARowHasNoColumn() {
        CsvException problem = CsvException.atLine("t.csv", 12, "what", "why", "fix");
        assertThat(problem).hasMessageStartingWith("t.csv:12: what\n");
        assertThat(problem.line()).hasValue(12);
        assertThat(problem.column()).isEmpty();
    }

    @Test
    void problemOfAFileHasNeitherLineNorColumn() {
        CsvException problem = CsvException.inFile("t.csv", "what", "why", "fix");
        assertThat(problem).hasMessageStartingWith("t.csv: what\n");
        assertThat(problem.line()).isEmpty();
        assertThat(problem.column()).isEmpty();
    }

    @Test
    void partsOfTheMessageCanBeHadAlone() {
        CsvException problem = CsvException.inFile("t.csv", "a", "b", "c");
        assertThat(problem.what()).isEqualTo("a");
        assertThat(problem.why()).isEqualTo("b");
        assertThat(problem.fix()).isEqualTo("c");
    }
}
