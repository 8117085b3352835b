package io.tidemark.stats.special;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpecialFunctionsTest {
    @Test
    void chiSquareSurvivalWithTwoDegreesIsExponential() {
        for (double x : new double[] {0.001, 1, 10, 100, 1000, 1300}) {
            double expected = Math.exp(-x / 2);
            assertThat(SpecialFunctions.chiSquareSurvival(2, x)).isCloseTo(expected, within(1e-11 * expected));
        }
    }

    @Test
    void chiSquareSurvivalEndsAtOneAndZero() {
        assertThat(SpecialFunctions.chiSquareSurvival(3, 0)).isEqualTo(1);
        assertThat(SpecialFunctions.chiSquareSurvival(3, Double.POSITIVE_INFINITY))
                .isZero();
        assertThat(SpecialFunctions.chiSquareSurvival(3, Double.NaN)).isNaN();
    }

    @Test
    void quantileInvertsSurvival() {
        for (double dof : new double[] {1, 9, 31, 255}) {
            double x = SpecialFunctions.chiSquareQuantile(0.999, dof);
            assertThat(SpecialFunctions.chiSquareSurvival(dof, x)).isCloseTo(0.001, within(1e-10));
        }
    }

    @Test
    void normalQuantilesAreTheTabulatedOnes() {
        assertThat(SpecialFunctions.normalQuantile(0.975)).isCloseTo(1.959963984540054, within(1e-12));
        assertThat(SpecialFunctions.normalQuantile(0.5)).isCloseTo(0, within(1e-15));
    }

    @Test
    void betaQuantileOfUniformIsItsArgument() {
        assertThat(SpecialFunctions.betaQuantile(0.3, 1, 1)).isCloseTo(0.3, within(1e-9));
        assertThat(SpecialFunctions.betaQuantile(0.999, 1, 100)).isCloseTo(1 - Math.pow(0.001, 0.01), within(1e-9));
    }

    @Test
    void badArgumentsAreRefused() {
        assertThatThrownBy(() -> SpecialFunctions.chiSquareSurvival(0, 1)).hasMessage("dof = 0.0 is not positive");
        assertThatThrownBy(() -> SpecialFunctions.chiSquareQuantile(1.5, 1)).hasMessage("p = 1.5 is not in [0, 1]");
        assertThatThrownBy(() -> SpecialFunctions.betaQuantile(0.5, -1, 1)).hasMessage("a = -1.0 is not positive");
        assertThatThrownBy(() -> SpecialFunctions.betaQuantile(0.5, 1, 0)).hasMessage("b = 0.0 is not positive");
    }
}
