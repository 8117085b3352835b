package io.tidemark.benchmarks.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void medianIsTheMiddleOrTheMeanOfTheTwoMiddleValues() {
        assertThat(Figures.median(3, 1, 2)).isEqualTo(2);
        assertThat(Figures.median(4, 1, 2, 3)).isEqualTo(2.5);
        assertThat(Figures.median()).isNaN();
    }

    @Test
    void quantileIsAnObservedValue() {
        double[] hundred = new double[100];
        for (int i = 0; i < 100; i++) {
            hundred[i] = 100 - i;
        }
        assertThat(Figures.quantile(0.5, hundred)).isEqualTo(50);
        assertThat(Figures.quantile(0.99, hundred)).isEqualTo(99);
        assertThat(Figures.quantile(1, hundred)).isEqualTo(100);
        assertThat(Figures.quantile(0.01, 7)).isEqualTo(7);
        assertThat(Figures.quantile(0.5)).isNaN();
    }
}
