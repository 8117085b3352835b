package io.tidemark.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.stats.fairness.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelSpecTest {
    private static final FieldRef LABEL = FieldRef.named("label");
    private static final FieldRef SCORE = FieldRef.named("score");
    private static final List<String> TWO = List.of("0", "1");
    private static final ModelSpec BINARY = ModelSpec.binary(LABEL, SCORE, 0.5, TWO);

    @ParameterizedTest
    @EnumSource(Problem.class)
    void comesBackFromItsBytes(Problem problem) {
        ModelSpec spec = RandomModel.spec(problem);
        CanonicalInput in = new CanonicalInput(bytes(spec));
        assertThat(ModelSpec.readFrom(in)).isEqualTo(spec);
        in.expectEnd();
    }

    @Test
    void everyPartIsPartOfTheBytes() {
        List<ModelSpec> different = List.of(
                BINARY,
                BINARY.withThreshold(0.4),
                ModelSpec.binary(FieldRef.NONE, SCORE, 0.5, TWO),
                ModelSpec.binary(LABEL, FieldRef.at(1), 0.5, TWO),
                ModelSpec.binary(LABEL, SCORE, 0.5, List.of("1", "0")),
                BINARY.withFacets(List.of(Facet.above("age", 40))),
                BINARY.withFacets(List.of(Facet.above("age", 41))),
                BINARY.withFacets(List.of(Facet.ofValues("age", List.of("40")))),
                BINARY.withGroup(new GroupColumn("g", FieldRef.named("g"), List.of("x"))),
                BINARY.withSegments(new SegmentColumn("g", FieldRef.named("g"), List.of("x"))),
                BINARY.withAttributions(new AttributionFields(List.of("f"), List.of(FieldRef.named("f")))));
        assertThat(different.stream().map(ModelSpecTest::bytes).map(Arrays::toString))
                .doesNotHaveDuplicates();
    }

    @Test
    void tooManyClassesAreRefusedWithWhatToDo() {
        List<String> classes = IntStream.range(0, 10_000).mapToObj(i -> "c" + i).toList();
        assertThatThrownBy(() -> ModelSpec.multiclass(LABEL, FieldRef.NONE, List.of(), classes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("10000 classes are more than 100: put rare ones together before they are captured, or treat"
                        + " the answer as a number");
    }

    @Test
    void classesMustFitTheProblem() {
        assertThatThrownBy(() -> ModelSpec.binary(LABEL, SCORE, 0.5, List.of("a", "b", "c")))
                .hasMessageContaining("do not fit a BINARY model");
        assertThatThrownBy(() -> ModelSpec.multiclass(LABEL, SCORE, List.of(), List.of("a")))
                .hasMessageContaining("do not fit");
        assertThatThrownBy(() -> ModelSpec.binary(LABEL, SCORE, 0.5, List.of("1", "1.0")))
                .hasMessageContaining("are one class");
    }

    @Test
    void someFieldMustHoldTheAnswer() {
        assertThatThrownBy(() -> ModelSpec.binary(FieldRef.NONE, FieldRef.NONE, 0.5, TWO))
                .hasMessageContaining("no field of the response says");
        assertThatThrownBy(() -> ModelSpec.multiclass(FieldRef.NONE, SCORE, List.of(), TWO))
                .hasMessageContaining("no field of the response says");
        assertThatThrownBy(() -> ModelSpec.regression(FieldRef.NONE)).hasMessageContaining("no field");
        assertThatThrownBy(() -> ModelSpec.multiclass(LABEL, SCORE, List.of(SCORE, FieldRef.NONE), TWO))
                .hasMessageContaining("no field");
    }

    @Test
    void scoreFieldsAreOneOrOnePerClass() {
        assertThatThrownBy(() -> ModelSpec.multiclass(LABEL, SCORE, List.of(SCORE, SCORE), List.of("a", "b", "c")))
                .hasMessageContaining("2 score fields for 3 classes");
        assertThat(ModelSpec.multiclass(LABEL, SCORE, List.of(SCORE), List.of("a", "b", "c"))
                        .hasScores())
                .isTrue();
        assertThat(ModelSpec.multiclass(LABEL, SCORE, List.of(), List.of("a", "b", "c"))
                        .hasScores())
                .isFalse();
    }

    @Test
    void thresholdOfScoresIsFinite() {
        assertThatThrownBy(() -> BINARY.withThreshold(Double.NaN)).hasMessageContaining("threshold = NaN");
        assertThat(BINARY.withThreshold(-0.0)).isEqualTo(BINARY.withThreshold(0));
    }

    @Test
    void facetsNeedToKnowWhatIsFavourable() {
        List<Facet> facets = List.of(Facet.above("age", 40));
        ModelSpec several = ModelSpec.multiclass(LABEL, SCORE, List.of(), List.of("a", "b", "c"));
        assertThatThrownBy(() -> several.withFacets(facets)).hasMessageContaining("which classes are a favourable");
        assertThatThrownBy(() -> several.withFacets(List.of("z"), facets)).hasMessageContaining("are not among");
        assertThatThrownBy(() -> BINARY.withFacets(List.of("1"), facets))
                .hasMessageContaining("of two classes the second is");
        assertThatThrownBy(() -> ModelSpec.regression(LABEL).withFacets(facets))
                .hasMessageContaining("finite threshold");
    }

    @Test
    void facetsAreDistinctAndFitIntoOneNumber() {
        assertThatThrownBy(() -> BINARY.withFacets(List.of(Facet.above("age", 40), Facet.above("age", 40.0))))
                .hasMessageContaining("'age>40' stands twice");
        List<Facet> many = new ArrayList<>(Collections.nCopies(33, Facet.above("age", 40)));
        assertThatThrownBy(() -> BINARY.withFacets(many)).hasMessageContaining("33 facets are more than 32");
    }

    @Test
    void outcomesFollowTheProblem() {
        assertThat(BINARY.outcome(Prediction.ofBinary(true, 0.1))).isEqualTo(Outcome.POSITIVE);
        assertThat(BINARY.outcome(LabelValue.ofClass(0))).isEqualTo(Outcome.NEGATIVE);
        assertThat(BINARY.outcome(LabelValue.UNUSABLE)).isEqualTo(Outcome.UNKNOWN);

        ModelSpec several = RandomModel.spec(Problem.MULTICLASS);
        assertThat(several.outcome(LabelValue.ofClass(0))).isEqualTo(Outcome.NEGATIVE);
        assertThat(several.outcome(LabelValue.ofClass(2))).isEqualTo(Outcome.POSITIVE);
        assertThat(several.outcome(LabelValue.ofClass(3))).isEqualTo(Outcome.NEGATIVE);

        ModelSpec regression = RandomModel.spec(Problem.REGRESSION);
        assertThat(regression.outcome(Prediction.ofNumber(1.5))).isEqualTo(Outcome.NEGATIVE);
        assertThat(regression.outcome(LabelValue.ofNumber(1.6))).isEqualTo(Outcome.POSITIVE);
    }

    @Test
    void segmentsHaveNames() {
        ModelSpec spec = RandomModel.spec(Problem.BINARY);
        assertThat(spec.segmentCount()).isEqualTo(3);
        assertThat(spec.segmentLabel(-1)).isEmpty();
        assertThat(spec.segmentLabel(1)).isEqualTo("s");
        assertThat(spec.segmentLabel(2)).isEqualTo("other");
        assertThat(spec.strata()).isEqualTo(3);
        assertThat(BINARY.segmentCount()).isZero();
        assertThat(BINARY.strata()).isZero();
        assertThatThrownBy(() -> BINARY.segmentLabel(0)).hasMessageContaining("no segments");
    }

    @Test
    void columnsRefuseWhatTheyCannotHold() {
        List<String> many = IntStream.range(0, 256).mapToObj(Integer::toString).toList();
        assertThatThrownBy(() -> new GroupColumn("g", FieldRef.named("g"), many))
                .hasMessageContaining("has 256 values, more than 255");
        assertThatThrownBy(() -> new SegmentColumn("s", FieldRef.named("s"), many))
                .hasMessageContaining("more than 50");
        assertThatThrownBy(() -> new SegmentColumn("s", FieldRef.named("s"), List.of("a", "other")))
                .hasMessageContaining("counted as 'other' anyway");
        assertThatThrownBy(() -> new GroupColumn("", FieldRef.named("g"), List.of("a")))
                .hasMessageContaining("needs a name and a field");
        assertThatThrownBy(() -> new SegmentColumn("s", FieldRef.NONE, List.of("a")))
                .hasMessageContaining("needs a name and a field");
        assertThatThrownBy(() -> new GroupColumn("g", FieldRef.named("g"), List.of("1", "1.0")))
                .hasMessageContaining("are one class");
    }

    @Test
    void attributionsHaveOneFieldPerFeatureOrOneForAll() {
        assertThatThrownBy(() -> new AttributionFields(List.of("a", "b", "c"), List.of(LABEL, SCORE)))
                .hasMessageContaining("2 fields hold the attributions of 3 features");
        assertThatThrownBy(() -> new AttributionFields(List.of(), List.of(LABEL)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AttributionFields(List.of("a", "a"), List.of(LABEL, SCORE)))
                .hasMessageContaining("one twice");
        assertThatThrownBy(() -> new AttributionFields(List.of("a"), List.of(FieldRef.NONE)))
                .hasMessageContaining("neither name nor position");
        assertThat(AttributionFields.NONE.isNone()).isTrue();
    }

    @Test
    void problemsAndFieldsAreReadFromText() {
        assertThat(Problem.ofWireName("binaryclassification")).isEqualTo(Problem.BINARY);
        assertThat(Problem.ofWireName("multiclass")).isEqualTo(Problem.MULTICLASS);
        assertThat(Problem.ofWireName("Regression")).isEqualTo(Problem.REGRESSION);
        assertThatThrownBy(() -> Problem.ofWireName("ranking")).hasMessageContaining("'ranking' is none of");
        assertThat(FieldRef.of("12")).isEqualTo(FieldRef.at(12));
        assertThat(FieldRef.of("x12")).isEqualTo(FieldRef.named("x12"));
        assertThat(FieldRef.of("").isNone()).isTrue();
        assertThat(FieldRef.of("123456").name()).isEqualTo("123456");
        assertThat(FieldRef.at(3).label()).isEqualTo("_c3");
        assertThat(new FieldRef("a", 3).label()).isEqualTo("a");
        assertThat(FieldRef.named("b").orAmong(List.of("a", "b"))).isEqualTo(new FieldRef("b", 1));
        assertThat(FieldRef.named("c").orAmong(List.of("a", "b"))).isEqualTo(FieldRef.named("c"));
        assertThat(FieldRef.NONE.orAmong(List.of(""))).isEqualTo(FieldRef.NONE);
        assertThatThrownBy(() -> FieldRef.at(100_000)).hasMessageContaining("position = 100000");
    }

    private static byte[] bytes(ModelSpec spec) {
        CanonicalOutput out = new CanonicalOutput();
        spec.writeTo(out);
        return out.toByteArray();
    }
}
