package io.tidemark.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PredictionTest {
    private static final double[] NOTHING = {};

    @ParameterizedTest
    @EnumSource(Problem.class)
    void comesBackFromItsBytes(Problem problem) {
        RandomModel model = RandomModel.withManyScores(problem, 3);
        for (int i = 0; i < 500; i++) {
            Prediction prediction = model.prediction();
            Prediction read = Prediction.decode(prediction.encode());
            assertThat(read).as("%s, %d", problem, i).isEqualTo(prediction).hasSameHashCodeAs(prediction);
            assertThat(read.encode()).isEqualTo(prediction.encode());
        }
    }

    @Test
    void binaryAnswerWithAllFacetsTakesAtMostFortyBytes() {
        Prediction largest = new Prediction(1, Math.PI, NOTHING, -1L, 255, 50);
        assertThat(largest.encode()).hasSizeLessThanOrEqualTo(40);
        assertThat(Prediction.ofBinary(true, 0.25).encode()).hasSize(13);
        assertThat(Prediction.ofBinary(true, Double.NaN).encode()).hasSize(5);
    }

    @Test
    void severalFollowEachOtherInOneBuffer() {
        CanonicalOutput out = new CanonicalOutput();
        Prediction first = new Prediction(2, 0.5, new double[] {0.2, 0.3, 0.5}, 6, 1, 0, new double[] {-1, 2});
        Prediction second = Prediction.ofNumber(-3.5);
        first.writeTo(out);
        second.writeTo(out);
        CanonicalInput in = new CanonicalInput(out.toByteArray());
        assertThat(Prediction.readFrom(in)).isEqualTo(first);
        assertThat(Prediction.readFrom(in)).isEqualTo(second);
        in.expectEnd();
    }

    @Test
    void isComparedByContent() {
        Prediction one = new Prediction(0, 0.5, new double[] {0.5, 0.5}, 2, 1, 0, new double[] {1});
        assertThat(one).isEqualTo(new Prediction(0, 0.5, new double[] {0.5, 0.5}, 2, 1, 0, new double[] {1}));
        assertThat(one).isNotEqualTo(new Prediction(1, 0.5, new double[] {0.5, 0.5}, 2, 1, 0, new double[] {1}));
        assertThat(one).isNotEqualTo(new Prediction(0, 0.4, new double[] {0.5, 0.5}, 2, 1, 0, new double[] {1}));
        assertThat(one).isNotEqualTo(new Prediction(0, 0.5, new double[] {0.5, 0.4}, 2, 1, 0, new double[] {1}));
        assertThat(one).isNotEqualTo(new Prediction(0, 0.5, new double[] {0.5, 0.5}, 1, 1, 0, new double[] {1}));
        assertThat(one).isNotEqualTo(new Prediction(0, 0.5, new double[] {0.5, 0.5}, 2, 0, 0, new double[] {1}));
        assertThat(one).isNotEqualTo(new Prediction(0, 0.5, new double[] {0.5, 0.5}, 2, 1, 1, new double[] {1}));
        assertThat(one).isNotEqualTo(new Prediction(0, 0.5, new double[] {0.5, 0.5}, 2, 1, 0, new double[] {2}));
        assertThat(one)
                .hasToString("Prediction[predicted=0, value=0.5, scores=[0.5, 0.5], facets=10, group=1, segment=0,"
                        + " attributions=[1.0]]");
    }

    @Test
    void negativeZeroIsZeroAndNoScoreEqualsNoScore() {
        assertThat(Prediction.ofNumber(-0.0)).isEqualTo(Prediction.ofNumber(0.0));
        assertThat(new Prediction(0, 0, new double[] {-0.0}, 0, -1, -1))
                .isEqualTo(new Prediction(0, 0, new double[] {0.0}, 0, -1, -1));
        assertThat(Prediction.ofBinary(true, Double.NaN)).isEqualTo(Prediction.ofBinary(true, Double.NaN));
    }

    @Test
    void sidesOfFacetsAreTwoBitsEach() {
        long facets = Facet.DISADVANTAGED | Facet.ADVANTAGED << 2 | (long) Facet.DISADVANTAGED << 62;
        Prediction prediction = new Prediction(1, 0.5, NOTHING, facets, -1, -1);
        assertThat(prediction.side(0)).isEqualTo(Facet.DISADVANTAGED);
        assertThat(prediction.side(1)).isEqualTo(Facet.ADVANTAGED);
        assertThat(prediction.side(2)).isEqualTo(Facet.UNKNOWN);
        assertThat(prediction.side(31)).isEqualTo(Facet.DISADVANTAGED);
        assertThat(Prediction.decode(prediction.encode())).isEqualTo(prediction);
    }

    @Test
    void numbersThatNoTableTakesAreRefused() {
        assertThatThrownBy(() -> Prediction.ofNumber(Double.POSITIVE_INFINITY)).hasMessageContaining("Infinity");
        assertThatThrownBy(() -> new Prediction(-2, 0, NOTHING, 0, -1, -1)).hasMessageContaining("predicted = -2");
        assertThatThrownBy(() -> new Prediction(0, 0, new double[] {0, Double.NaN}, 0, -1, -1))
                .hasMessageContaining("number 1 = NaN");
    }

    @Test
    void damagedBytesAreRefused() {
        byte[] bytes = new Prediction(2, 0.5, new double[] {0.2, 0.3, 0.5}, 6, 1, 0).encode();
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = Arrays.copyOf(bytes, random.nextInt(bytes.length + 3));
            damaged = damaged.length == 0 ? new byte[1] : damaged;
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            assertThat(isReadOrRefused(damaged)).as("try %d", i).isTrue();
        }
        bytes[0] = 0x21;
        assertThatThrownBy(() -> Prediction.decode(bytes)).hasMessageContaining("version 2");
    }

    private static boolean isReadOrRefused(byte[] bytes) {
        try {
            return Prediction.decode(bytes).predicted() >= Prediction.NONE;
        } catch (IllegalArgumentException e) {
            return e.getMessage() != null;
        }
    }
}
