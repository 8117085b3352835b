package io.tidemark.core.model;

import static io.tidemark.core.model.Captures.csv;
import static io.tidemark.core.model.Captures.json;
import static io.tidemark.core.model.Captures.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FlipReaderTest {
    private static final ModelSpec SPEC = ModelSpec.binary(
                    FieldRef.named("label"), FieldRef.NONE, 0.5, List.of("0", "1"))
            .withFacets(List.of(Facet.ofValues("sex", List.of("F"))))
            .withInputs(ModelInputs.NONE.withFlipTest(List.of("age", "isMember"), 10));
    private static final PredictionReader READER = new PredictionReader(SPEC, List.of("?"));
    private static final List<String> COLUMNS = List.of("isMember", "sex", "age");

    private static FlipRow rowOf(PredictionReader reader, String input) {
        return read(reader, json(input, "{\"label\": 1}")).get(0).flipRow();
    }

    @Test
    void numbersAreReadInTheOrderOfTheBaseline() {
        FlipRow row = rowOf(READER, "{\"sex\": \"F\", \"isMember\": true, \"age\": 31.5}");

        assertThat(row.features()).containsExactly(31.5, 1);
        assertThat(row.isNone()).isFalse();
    }

    @Test
    void rowsWithoutNamesAreReadByTheColumnsOfTheRequest() {
        PredictionReader reader = new PredictionReader(SPEC, List.of(), COLUMNS, List.of());

        assertThat(read(reader, csv("false,F,40", "1")).get(0).flipRow().features())
                .containsExactly(40, 0);
    }

    @Test
    void modelBaselineKnowsTheColumnsWhereNoDataBaselineNamesThem() {
        ModelSpec spec = SPEC.withInputs(SPEC.inputs().withColumns(COLUMNS));
        PredictionReader own = new PredictionReader(spec, List.of());
        PredictionReader ofData = new PredictionReader(spec, List.of(), List.of("age", "isMember", "sex"), List.of());

        Prediction read = read(own, csv("true,F,40", "1")).get(0);
        assertThat(read.flipRow().features()).containsExactly(40, 1);
        assertThat(read.side(0)).isEqualTo(Facet.DISADVANTAGED);
        assertThat(read(ofData, csv("41,0,M", "1")).get(0).flipRow().features())
                .as("a data baseline goes first")
                .containsExactly(41, 0);
        Prediction wider = read(own, csv("true,F,40,x", "1")).get(0);
        assertThat(wider.side(0)).as("rows of another width have other columns").isEqualTo(Facet.UNKNOWN);
        assertThat(wider.flipRow().isNone()).isTrue();
        ModelSpec placed =
                spec.withFacets(List.of(Facet.ofValues("sex", List.of("F")).in(new FieldRef("sex", 1))));
        assertThat(read(new PredictionReader(placed, List.of()), csv("true,F,40,x", "1"))
                        .get(0)
                        .side(0))
                .as("a position that was given holds for every row")
                .isEqualTo(Facet.DISADVANTAGED);
    }

    @Test
    void rowThatLacksANumberIsNotCompared() {
        assertThat(rowOf(READER, "{\"age\": 3}").isNone()).isTrue();
        assertThat(rowOf(READER, "{\"age\": \"?\", \"isMember\": 1}").isNone()).isTrue();
        assertThat(rowOf(READER, "{\"age\": \"old\", \"isMember\": 1}").isNone())
                .isTrue();
        assertThat(rowOf(READER, "{\"age\": 1e999, \"isMember\": 1}").isNone()).isTrue();
    }

    @Test
    void keyIsOneOfIdentityAndContents() {
        FlipRow row = rowOf(READER, "{\"age\": 3, \"isMember\": 1}");

        assertThat(rowOf(READER, "{\"age\": 3.0, \"isMember\": true}")).isEqualTo(row);
        assertThat(rowOf(READER, "{\"age\": 4, \"isMember\": 1}")).isNotEqualTo(row);
        assertThat(rowOf(READER, "{\"age\": 3, \"isMember\": 1, \"sex\": \"F\"}"))
                .isNotEqualTo(row);
    }

    @Test
    void modelWithoutFlipTestReadsNoRows() {
        PredictionReader plain = new PredictionReader(SPEC.withInputs(ModelInputs.NONE), List.of());

        assertThat(rowOf(plain, "{\"age\": 3, \"isMember\": 1}").isNone()).isTrue();
    }

    @Test
    void storedPredictionKeepsTheKeyAlone() {
        Prediction read = read(READER, json("{\"age\": 3, \"isMember\": 1}", "{\"label\": 1}"))
                .get(0);

        Prediction stored = Prediction.decode(read.encode());

        assertThat(stored).isEqualTo(read);
        assertThat(stored.flipRow().features()).isEmpty();
        assertThat(read.encode()).hasSize(read.with(FlipRow.NONE).encode().length + 8);
    }

    @Test
    void rowOfNumbersThatAreNotFiniteIsRefused() {
        assertThatThrownBy(() -> new FlipRow(1, new double[] {Double.NaN})).hasMessageContaining("not finite");
        assertThat(new FlipRow(1, new double[] {-0.0}).features()).containsExactly(0.0);
        assertThat(new FlipRow(255, new double[] {2})).hasToString("FlipRow[key=ff]");
    }
}
