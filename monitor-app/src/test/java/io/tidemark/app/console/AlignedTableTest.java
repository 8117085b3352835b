package io.tidemark.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class AlignedTableTest {
    private final AlignedTable table = new AlignedTable("name", ">rows", "top");

    @Test
    void columnsAreAsWideAsTheirLongestCell() {
        table.add("a", "10,000", "x");
        table.add("länger", "7", "");
        assertThat(table.lines(80)).containsExactly("name      rows  top", "a       10,000  x", "länger       7");
    }

    @Test
    void linesEndWhereTheTerminalEnds() {
        table.add("a", "1", "\uD83D\uDE00".repeat(20));
        assertThat(table.lines(16))
                .allSatisfy(line ->
                        assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(16));
    }

    @Test
    void rowsHaveACellForEachColumn() {
        assertThatThrownBy(() -> table.add("a")).hasMessage("cells = 1, columns = 3");
    }
}
