package io.tidemark.stats.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.quality.CalibrationTable.CalibrationPoint;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTableTest {
    @Test
    void binsAreClosedOnTheRight() {
        CalibrationTable table = new CalibrationTable(2);
        table.add(0, false);
        table.add(0.5, true);
        table.add(1, true);

        assertThat(table.curve()).containsExactly(new CalibrationPoint(0.25, 0.5, 2), new CalibrationPoint(1, 1, 1));
        assertThat(table.expectedError()).isCloseTo(2.0 / 3 * 0.25, within(1e-15));
    }

    @Test
    void calibratedProbabilitiesHaveASmallError() {
        SplittableRandom random = new SplittableRandom(4);
        CalibrationTable honest = new CalibrationTable(CalibrationTable.DEFAULT_BINS);
        CalibrationTable boastful = new CalibrationTable(CalibrationTable.DEFAULT_BINS);
        for (int row = 0; row < 20_000; row++) {
            double p = random.nextDouble();
            boolean label = random.nextDouble() < p;
            honest.add(p, label);
            boastful.add(p < 0.5 ? p / 2 : 1 - (1 - p) / 2, label);
        }
        assertThat(honest.expectedError()).as("seed 4").isLessThan(0.015);
        assertThat(boastful.expectedError()).as("seed 4").isCloseTo(0.125, within(0.015));
    }

    @Test
    void scoreThatIsNoProbabilitySilencesTheError() {
        CalibrationTable table = new CalibrationTable(10);
        assertThat(table.expectedError()).isNaN();
        table.add(0.2, true);
        table.add(-0.1, true);

        assertThat(table.outside()).isEqualTo(1);
        assertThat(table.expectedError()).isNaN();
        table.remove(-0.1, true);
        assertThat(table.expectedError()).isCloseTo(0.8, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void partsAndCorrectionsGiveTheSameCurve(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        CalibrationTable whole = new CalibrationTable(10);
        CalibrationTable left = new CalibrationTable(10);
        CalibrationTable right = new CalibrationTable(10);
        for (int row = 0; row < 500; row++) {
            double p = random.nextDouble();
            boolean label = random.nextBoolean();
            whole.add(p, label);
            (row % 2 == 0 ? left : right).add(p, label);
            left.add(p, !label);
            right.remove(p, !label);
        }
        left.addAll(right);
        assertThat(left.curve()).as("seed %d", seed).isEqualTo(whole.curve());

        CalibrationTable again = new CalibrationTable(10);
        for (int bin = 0; bin < left.bins(); bin++) {
            again.addStored(bin, left.stored(bin));
        }
        assertThat(again.curve()).as("seed %d", seed).isEqualTo(whole.curve());

        left.subtractAll(whole);
        assertThat(left.curve()).as("seed %d", seed).isEmpty();
    }

    @Test
    void otherNumbersOfBinsAreRefused() {
        assertThatThrownBy(() -> new CalibrationTable(1)).hasMessage("bins = 1 is below 2");
        assertThatThrownBy(() -> new CalibrationTable(3).addAll(new CalibrationTable(4)))
                .hasMessage("bins differ: 3 and 4");
    }
}
