package io.tidemark.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelValueTest {
    private static final LabelValueReader BINARY = reader(List.of("0", "1"));
    private static final LabelValueReader TEXTS = reader(List.of("<=50K", ">50K"));
    private static final LabelValueReader SEVERAL = new LabelValueReader(
            ModelSpec.multiclass(FieldRef.at(0), FieldRef.NONE, List.of(), List.of("1", "2", "x")), List.of("NA"));
    private static final LabelValueReader NUMBER =
            new LabelValueReader(ModelSpec.regression(FieldRef.at(0)), List.of("NA"));

    private static LabelValueReader reader(List<String> classes) {
        return new LabelValueReader(ModelSpec.binary(FieldRef.at(0), FieldRef.NONE, 0.5, classes), List.of("NA"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "\"1\"", " 1", "1e0", "\"1.0\"", "01", "+1"})
    void spellingsOfOneClassAreOne(String text) {
        assertThat(BINARY.read(text)).isEqualTo(LabelValue.ofClass(1));
        assertThat(SEVERAL.read(text)).isEqualTo(LabelValue.ofClass(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "NA", "2", "true", "one", "NaN", "1,0", "\"\""})
    void whatIsNoneOfTwoClassesIsUnusable(String text) {
        assertThat(BINARY.read(text)).isEqualTo(LabelValue.UNUSABLE);
    }

    @Test
    void textsAreComparedAsTheyAre() {
        assertThat(TEXTS.read(">50K")).isEqualTo(LabelValue.ofClass(1));
        assertThat(TEXTS.read("\"<=50K\"")).isEqualTo(LabelValue.ofClass(0));
        assertThat(TEXTS.read(">50k")).isEqualTo(LabelValue.UNUSABLE);
    }

    @Test
    void classThatTheModelDoesNotKnowIsTheOneBehindTheLast() {
        assertThat(SEVERAL.read("x")).isEqualTo(LabelValue.ofClass(2));
        assertThat(SEVERAL.read("y")).isEqualTo(LabelValue.ofClass(3));
        assertThat(SEVERAL.read("")).isEqualTo(LabelValue.UNUSABLE);
        assertThat(SEVERAL.read("NA")).isEqualTo(LabelValue.UNUSABLE);
        assertThat(SEVERAL.read("\"\"")).isEqualTo(LabelValue.UNUSABLE);
    }

    @Test
    void numbersAreFinite() {
        assertThat(NUMBER.read(" 17.50 ")).isEqualTo(LabelValue.ofNumber(17.5));
        assertThat(NUMBER.read("\"-3\"")).isEqualTo(LabelValue.ofNumber(-3));
        assertThat(NUMBER.read("-0")).isEqualTo(LabelValue.ofNumber(0));
        for (String text : List.of("NaN", "inf", "1e999", "x", "", "NA", "1,5", "\"")) {
            assertThat(NUMBER.read(text)).as(text).isEqualTo(LabelValue.UNUSABLE);
        }
    }

    @Test
    void comesBackFromItsBytes() {
        List<LabelValue> labels = List.of(
                LabelValue.UNUSABLE, LabelValue.ofClass(0), LabelValue.ofClass(99), LabelValue.ofNumber(-1e300));
        CanonicalOutput out = new CanonicalOutput();
        labels.forEach(label -> label.writeTo(out));
        CanonicalInput in = new CanonicalInput(out.toByteArray());
        for (LabelValue label : labels) {
            assertThat(LabelValue.readFrom(in)).isEqualTo(label);
        }
        in.expectEnd();
        assertThatThrownBy(() -> LabelValue.readFrom(new CanonicalInput(new byte[] {7})))
                .hasMessageContaining("kind 7");
    }

    @Test
    void isAClassOrANumberOrNothing() {
        assertThat(LabelValue.UNUSABLE.isUsable()).isFalse();
        assertThat(LabelValue.ofClass(0).isUsable()).isTrue();
        assertThat(LabelValue.ofNumber(0).isUsable()).isTrue();
        assertThatThrownBy(() -> new LabelValue(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LabelValue.ofNumber(Double.NEGATIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
