package io.tidemark.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelInputsTest {
    private static final ModelSpec PLAIN = ModelSpec.binary(FieldRef.at(0), FieldRef.NONE, 0.5, List.of("0", "1"));

    private static byte[] bytes(ModelSpec spec) {
        CanonicalOutput out = new CanonicalOutput();
        spec.writeTo(out);
        return out.toByteArray();
    }

    @Test
    void comesBackFromTheBytesOfItsModel() {
        ModelSpec spec = PLAIN.withFacets(List.of(Facet.above("age", 40)))
                .withInputs(new ModelInputs(List.of("age", "x"), List.of("x"), 50));

        assertThat(ModelSpec.readFrom(new CanonicalInput(bytes(spec)))).isEqualTo(spec);
    }

    @Test
    void modelOfWhichNothingIsKnownIsWrittenAsEver() {
        assertThat(bytes(PLAIN)[0]).isEqualTo((byte) 1);
        assertThat(bytes(PLAIN.withInputs(new ModelInputs(List.of("x"), List.of(), 0)))[0])
                .isEqualTo((byte) 2);
        assertThatThrownBy(() -> ModelSpec.readFrom(new CanonicalInput(new byte[] {3})))
                .hasMessageContaining("version 3");
    }

    @Test
    void refusesWhatCannotBeCompared() {
        assertThatThrownBy(() -> ModelInputs.NONE.withFlipTest(List.of(), 10)).hasMessageContaining("needs columns");
        assertThatThrownBy(() -> ModelInputs.NONE.withFlipTest(List.of("x"), 0)).hasMessageContaining("needs columns");
        assertThatThrownBy(() -> ModelInputs.NONE.withFlipTest(List.of("x"), 9)).hasMessageContaining("[10, 1000]");
        assertThatThrownBy(() -> ModelInputs.NONE.withFlipTest(List.of("x"), 1_001))
                .hasMessageContaining("1001");
        assertThatThrownBy(() -> ModelInputs.NONE.withFlipTest(List.of("x", "x"), 10))
                .hasMessageContaining("stands twice");
        assertThatThrownBy(() -> new ModelInputs(Collections.nCopies(1, ""), List.of(), 0))
                .hasMessageContaining("has no name");
        List<String> many = IntStream.range(0, 501).mapToObj(i -> "x" + i).toList();
        assertThatThrownBy(() -> ModelInputs.NONE.withFlipTest(many, 10)).hasMessageContaining("501 columns");
    }

    @Test
    void refusesAModelThatCannotTest() {
        ModelSpec byAge = PLAIN.withFacets(List.of(Facet.above("age", 40)));

        assertThatThrownBy(() -> PLAIN.withInputs(ModelInputs.NONE.withFlipTest(List.of("x"), 10)))
                .hasMessageContaining("needs a facet");
        assertThatThrownBy(() -> byAge.withInputs(ModelInputs.NONE.withFlipTest(List.of("age"), 10)))
                .hasMessageContaining("no column to compare but its own");
        List<String> many = IntStream.range(0, 200).mapToObj(i -> "x" + i).toList();
        assertThatThrownBy(() -> byAge.withInputs(ModelInputs.NONE.withFlipTest(many, 1_000)))
                .hasMessageContaining("400000 numbers");
    }
}
