package io.tidemark.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WrappedTest {
    @Test
    void linesBreakBetweenWords() {
        assertThat(Wrapped.lines("one two three four", 9)).containsExactly("one two", "three", "four");
    }

    @Test
    void wordWiderThanALineHasOneOfItsOwn() {
        assertThat(Wrapped.lines("a incomprehensible b", 5)).containsExactly("a", "incomprehensible", "b");
    }

    @Test
    void furtherLinesBeginUnderTheText() {
        RecordedConsole recorded = new RecordedConsole(new Terminal(false, false, false, true, 40));
        Wrapped.print(recorded.console(), "why", "because the words of this sentence do not fit on one line", 6);
        assertThat(recorded.out()).isEqualTo("""
                          why   because the words of this
                                sentence do not fit on one line
                        """);
    }
}
