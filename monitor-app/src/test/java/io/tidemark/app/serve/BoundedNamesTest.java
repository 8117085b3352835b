package io.tidemark.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults 40 and 41: names that come with the data, as values of labels. */
final class BoundedNamesTest {
    @Test
    void firstNamesKeepTheirNameAndTheRestShareOne() {
        BoundedNames names = new BoundedNames(2);
        assertThat(names.of("fraud")).isEqualTo("fraud");
        assertThat(names.of("churn")).isEqualTo("churn");
        assertThat(names.of("price")).isEqualTo("other");
        assertThat(names.of("fraud")).isEqualTo("fraud");
    }

    @Test
    void aHundredThousandNamesAreNoMoreThanTheBoundAndOne() {
        BoundedNames names = new BoundedNames(50);
        Set<String> labels = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            labels.add(names.of("endpoint-" + i));
        }
        assertThat(labels).hasSize(51).contains("other");
    }

    @Test
    void noNameKeepsItsNameUnderABoundOfNothing() {
        assertThat(new BoundedNames(0).of("fraud")).isEqualTo("other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\nb", "a\u202eb", "a\u2028b", "a\u200bb", "a\u001bb", "a\ud800b"})
    void whatIsNotToBeSeenIsReplaced(String hostile) {
        assertThat(new BoundedNames(1).of(hostile)).isEqualTo("a\uFFFDb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<img onerror=alert(1)>", "=HYPERLINK(\"x\")", "${jndi:ldap://x}", "größe", "特徴", "a\"b\\c"})
    void whatCanBeSeenIsLeftToTheEscapesOfTheForm(String name) {
        assertThat(new BoundedNames(1).of(name)).isEqualTo(name);
    }

    @Test
    void emptyNameIsAWord() {
        assertThat(new BoundedNames(1).of("")).isEqualTo("none");
    }

    @Test
    void longNamesAreCutAndStayApart() {
        BoundedNames names = new BoundedNames(9);
        String first = names.of("x".repeat(10_000) + "1");
        String second = names.of("x".repeat(10_000) + "2");
        assertThat(first).hasSize(137).startsWith("xxx").isNotEqualTo(second);
        assertThat(names.of("x".repeat(10_000) + "1")).isEqualTo(first);
    }
}
