package io.tidemark.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SuggestionsTest {
    private static final List<String> COMMANDS = List.of("audit", "baseline", "replay", "run", "verify");

    @ParameterizedTest
    @ValueSource(strings = {"audi", "auditt", "aduit", "awdit", "AUDIT"})
    void oneEditIsNear(String mistyped) {
        assertThat(Suggestions.near(mistyped, COMMANDS)).containsExactly("audit");
    }

    @Test
    void longerWordsMayDifferMore() {
        assertThat(Suggestions.near("bsaelin", COMMANDS)).containsExactly("baseline");
    }

    @Test
    void nothingIsNearAStranger() {
        assertThat(Suggestions.near("kubernetes", COMMANDS)).isEmpty();
        assertThat(Suggestions.didYouMean("kubernetes", COMMANDS)).isEmpty();
    }

    @Test
    void nearestComesFirstThenTheAlphabetAndAtMostThree() {
        assertThat(Suggestions.near("amount", List.of("amound2", "amounts", "mount", "amountt", "amount")))
                .containsExactly("amount", "amounts", "amountt");
    }

    @Test
    void emptyWordsHaveAnAnswer() {
        assertThat(Suggestions.near("", COMMANDS)).isEmpty();
        assertThat(Suggestions.near("run", List.of(""))).isEmpty();
    }

    @Test
    void sentenceNamesAllCandidates() {
        assertThat(Suggestions.didYouMean("ren", List.of("run", "rent"))).contains("did you mean \"rent\" or \"run\"?");
    }
}
