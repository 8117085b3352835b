package io.tidemark.baseline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.core.model.FieldRef;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FacetChoiceTest {
    @Test
    void valuesBreaksAndEveryValueAreToldApart() {
        assertThat(FacetChoice.parse("sex=Female"))
                .isEqualTo(new FacetChoice(FieldRef.named("sex"), List.of("Female"), List.of()));
        assertThat(FacetChoice.parse("race=Black, Other"))
                .isEqualTo(new FacetChoice(FieldRef.named("race"), List.of("Black", "Other"), List.of()));
        assertThat(FacetChoice.parse("age>40"))
                .isEqualTo(new FacetChoice(FieldRef.named("age"), List.of(), List.of(40.0)));
        assertThat(FacetChoice.parse("age>18,65.5"))
                .isEqualTo(new FacetChoice(FieldRef.named("age"), List.of(), List.of(18.0, 65.5)));
        assertThat(FacetChoice.parse("sex").isEachValue()).isTrue();
    }

    @Test
    void columnMayCarryItsPosition() {
        assertThat(FacetChoice.parse("sex@8=Female").field()).isEqualTo(new FieldRef("sex", 8));
        assertThat(FacetChoice.parse("8=Female").field()).isEqualTo(FieldRef.at(8));
        assertThat(Fields.parse("a@b")).isEqualTo(FieldRef.named("a@b"));
        assertThat(Fields.parse("@3")).isEqualTo(FieldRef.named("@3"));
        assertThat(Fields.parse("")).isEqualTo(FieldRef.NONE);
    }

    @Test
    void firstSignDecides() {
        assertThat(FacetChoice.parse("income=>50K").values()).containsExactly(">50K");
        assertThat(FacetChoice.parse("a=b=c").values()).containsExactly("b=c");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    =Female   | names no column
                    sex=      | has an empty value
                    sex=a,,b  | has an empty value
                    age>old   | 'old' is no number
                    """)
    void mistakesAreNamed(String text, String because) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FacetChoice.parse(text))
                .withMessageContaining("facet '" + text + "'")
                .withMessageContaining(because);
    }
}
