package io.tidemark.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelledRowReaderTest {
    private static final FieldRef TRUTH = FieldRef.named("truth");
    private static final ModelSpec SPEC = ModelSpec.binary(
                    FieldRef.named("label"), FieldRef.named("score"), 0.5, List.of("0", "1"))
            .withFacets(List.of(Facet.ofValues("sex", List.of("F"))))
            .withSegments(new SegmentColumn("region", FieldRef.named("region"), List.of("n")));
    private static final List<String> HEADER = List.of("age", "sex", "region", "ok", "score", "label", "truth");

    @Test
    void answerLabelAndSidesComeFromNamedColumns() {
        LabelledRowReader reader = new LabelledRowReader(SPEC, TRUTH, List.of("?"), HEADER);
        assertThat(reader.read(List.of("41", "F", "n", "true", "0.75", "1.0", "\"0\"")))
                .isTrue();
        assertThat(reader.prediction()).isEqualTo(new Prediction(1, 0.75, new double[0], Facet.DISADVANTAGED, -1, 0));
        assertThat(reader.label()).isEqualTo(LabelValue.ofClass(0));
    }

    @Test
    void otherColumnsAreFeatures() {
        LabelledRowReader reader = new LabelledRowReader(SPEC, TRUTH, List.of("?"), HEADER);
        assertThat(reader.featureColumns()).containsExactly("age", "sex", "region", "ok");
        assertThat(reader.read(List.of("41", "F", "n", "True", "0.75", "1", "1")))
                .isTrue();
        assertThat(reader.features()).containsExactly(41, Double.NaN, Double.NaN, 1);
    }

    @Test
    void columnsMayBeGivenByPosition() {
        ModelSpec spec = ModelSpec.regression(FieldRef.at(1));
        LabelledRowReader reader =
                new LabelledRowReader(spec, FieldRef.at(2), List.of(), List.of("x", "forecast", "truth"));
        assertThat(reader.read(List.of("1", "2.5", "3"))).isTrue();
        assertThat(reader.prediction()).isEqualTo(Prediction.ofNumber(2.5));
        assertThat(reader.label()).isEqualTo(LabelValue.ofNumber(3));
        assertThat(reader.featureColumns()).containsExactly("x");
    }

    @Test
    void nameOutranksPositionInATable() {
        ModelSpec spec = ModelSpec.regression(new FieldRef("forecast", 0));
        LabelledRowReader reader = new LabelledRowReader(spec, TRUTH, List.of(), List.of("x", "forecast", "truth"));
        assertThat(reader.read(List.of("1", "2.5", "3"))).isTrue();
        assertThat(reader.prediction().value()).isEqualTo(2.5);
        assertThat(reader.featureColumns()).containsExactly("x");
    }

    @Test
    void rowsThatCannotBeReadSayWhy() {
        LabelledRowReader reader = new LabelledRowReader(SPEC, TRUTH, List.of("?"), HEADER);
        assertThat(reader.read(List.of("41", "F", "n", "1", "0.75", "2", "1"))).isFalse();
        assertThat(reader.problem()).contains("none of the model's: '9'");
        assertThat(reader.read(List.of("41"))).isFalse();
        assertThat(reader.problem()).contains("missing");
        assertThat(reader.read(List.of("41", "F", "n", "1", "0.75", "1", "?"))).isTrue();
        assertThat(reader.label()).isEqualTo(LabelValue.UNUSABLE);
    }

    @Test
    void tableWithoutAColumnIsRefusedByItsName() {
        assertThatThrownBy(() -> new LabelledRowReader(SPEC, TRUTH, List.of(), List.of("label", "score", "truth")))
                .hasMessage("the table has no column 'sex', only [label, score, truth]");
        assertThatThrownBy(() -> new LabelledRowReader(SPEC, FieldRef.at(9), List.of(), HEADER))
                .hasMessageContaining("no column '_c9'");
        assertThatThrownBy(() -> new LabelledRowReader(SPEC, TRUTH, List.of(), List.of("a", "a")))
                .hasMessageContaining("'a' stands twice");
    }
}
