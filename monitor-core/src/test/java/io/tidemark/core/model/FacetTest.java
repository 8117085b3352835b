package io.tidemark.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FacetTest {
    private static final FieldRef FIELD = FieldRef.named("c");

    @Test
    void labelNamesColumnAndGroupButNeverTheDatasMaximum() {
        assertThat(Facet.ofValues("sex", List.of("Female")).label()).isEqualTo("sex=Female");
        assertThat(Facet.ofValues("race", List.of("Black", "Other")).label()).isEqualTo("race=Black,Other");
        assertThat(Facet.above("age", 40).label()).isEqualTo("age>40");
        assertThat(Facet.above("rate", 0.25).label()).isEqualTo("rate>0.25");
        assertThat(new Facet("age", FIELD, List.of(), List.of(60.0, 25.0, 60.0)).label())
                .isEqualTo("age>25,60");
    }

    @Test
    void canonicalFormsKeepTheKeyThatTheyAlwaysHeld() {
        assertThat(Facet.key("age>40")).isEqualTo("age=(40");
        assertThat(Facet.key("rate>-0.25,1.0E-7")).isEqualTo("rate=(-0.25,1.0E-7");
        assertThat(Facet.key("a>b>3")).isEqualTo("a>b=(3");
        assertThat(Facet.key("age=(40")).isEqualTo("age=(40");
        for (String label : List.of("sex=Female", "race=Black,Other", "a>b=c", "x", "")) {
            assertThat(Facet.key(label)).isEqualTo(label);
            assertThat(Facet.ofKey(label)).isEqualTo(label);
        }
        for (Facet facet : List.of(Facet.above("age", 40), Facet.above("rate", 1e-7), Facet.above("x", -1e300))) {
            assertThat(Facet.ofKey(Facet.key(facet.label()))).isEqualTo(facet.label());
        }
    }

    @Test
    void comesBackFromItsBytes() {
        for (Facet facet : List.of(
                Facet.ofValues("sex", List.of("Female", "x")), new Facet("a", FIELD, List.of(), List.of(-1.5, 2.0)))) {
            CanonicalOutput out = new CanonicalOutput();
            facet.writeTo(out);
            assertThat(Facet.readFrom(new CanonicalInput(out.toByteArray()))).isEqualTo(facet);
        }
    }

    @Test
    void needsEitherValuesOrBreaks() {
        assertThatThrownBy(() -> new Facet("c", FIELD, List.of(), List.of())).hasMessageContaining("either values or");
        assertThatThrownBy(() -> new Facet("c", FIELD, List.of("a"), List.of(1.0)))
                .hasMessageContaining("either values or");
        assertThatThrownBy(() -> Facet.above("c", Double.NaN)).hasMessageContaining("not finite");
        assertThatThrownBy(() -> Facet.above("c", Double.POSITIVE_INFINITY)).hasMessageContaining("not finite");
        assertThatThrownBy(() -> Facet.ofValues("c", List.of("1", "1.0"))).hasMessageContaining("one class");
        assertThatThrownBy(() -> Facet.ofValues("", List.of("1"))).hasMessageContaining("needs a name");
        assertThatThrownBy(() -> Facet.ofValues("c", Collections.nCopies(256, "1")))
                .hasMessageContaining("more than 255");
    }

    @Test
    void guessFollowsTheService() {
        assertThat(guess("0.5", "1.5").isContinuous()).isTrue();
        assertThat(guess("a", "b").isContinuous()).isFalse();
        assertThat(guess("true", "false").isContinuous()).isFalse();
        assertThat(guess("1", "x").isContinuous()).isFalse();
        assertThat(guess("1", "").isContinuous()).isTrue();
        assertThat(guess("1", "NaN").isContinuous()).isTrue();
        assertThat(new FacetGuess().isContinuous()).isFalse();
        assertThat(guess("").isContinuous()).isFalse();
    }

    @Test
    void guessOfIntegersTurnsAtFivePercentDistinct() {
        FacetGuess few = new FacetGuess();
        FacetGuess many = new FacetGuess();
        for (int row = 0; row < 41; row++) {
            few.add(Integer.toString(row % 2));
        }
        for (int row = 0; row < 40; row++) {
            many.add(Integer.toString(row % 2));
        }
        assertThat(few.isContinuous()).isFalse();
        assertThat(many.isContinuous())
                .as("the trap of the reference: 2 of 40 is 5 %%")
                .isTrue();
    }

    @Test
    void guessMakesTheFacet() {
        assertThat(guess("0.5", "7.5").facet("x", List.of("2"))).isEqualTo(Facet.above("x", 2));
        assertThat(guess("0.5", "7.5").facet("x", List.of("2", "3"))).isEqualTo(Facet.ofValues("x", List.of("2", "3")));
        assertThat(guess("a", "b").facet("x", List.of("a"))).isEqualTo(Facet.ofValues("x", List.of("a")));
        assertThatThrownBy(() -> guess("0.5").facet("x", List.of("many"))).hasMessageContaining("no threshold");
    }

    private static FacetGuess guess(String... values) {
        FacetGuess guess = new FacetGuess();
        for (String value : values) {
            guess.add(value);
        }
        return guess;
    }
}
