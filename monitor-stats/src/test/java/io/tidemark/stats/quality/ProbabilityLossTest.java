package io.tidemark.stats.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.Samples;
import io.tidemark.stats.interval.Interval;
import io.tidemark.stats.summary.CorrectableMoments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbabilityLossTest {
    @Test
    void lossesAreTheirFormulas() {
        ProbabilityLoss loss = new ProbabilityLoss();
        loss.add(0.8, true);
        loss.add(0.3, false);

        assertThat(loss.brier()).isCloseTo((0.04 + 0.09) / 2, within(1e-15));
        assertThat(loss.logLoss()).isCloseTo(-(Math.log(0.8) + Math.log(0.7)) / 2, within(1e-15));
        assertThat(loss.brierInterval(0.95).contains(loss.brier())).isTrue();
        assertThat(loss.logLossInterval(0.95).low()).isNotNegative();
    }

    @Test
    void certainAndWrongCostsTheClippedLogarithm() {
        ProbabilityLoss loss = new ProbabilityLoss();
        loss.add(0, true);

        assertThat(loss.brier()).isEqualTo(1);
        assertThat(loss.logLoss()).isCloseTo(52 * Math.log(2), within(1e-12));
    }

    @Test
    void scoreThatIsNoProbabilityIsCountedAndSilencesTheFigures() {
        ProbabilityLoss loss = new ProbabilityLoss();
        loss.add(0.5, true);
        loss.add(1.5, true);
        loss.add(Double.NaN, false);

        assertThat(loss.outside()).isEqualTo(2);
        assertThat(loss.brier()).isNaN();
        assertThat(loss.logLoss()).isNaN();
        assertThat(loss.brierInterval(0.95)).isEqualTo(Interval.UNDEFINED);

        loss.remove(1.5, true);
        loss.remove(Double.NaN, false);
        assertThat(loss.brier()).isEqualTo(0.25);
    }

    @Test
    void severalClassesCostTheDistanceToTheTruth() {
        ProbabilityLoss loss = new ProbabilityLoss();
        loss.add(new double[] {0.2, 0.5, 0.3}, 1);

        assertThat(loss.brier()).isCloseTo(0.04 + 0.25 + 0.09, within(1e-15));
        assertThat(loss.logLoss()).isCloseTo(Math.log(2), within(1e-15));

        loss.add(new double[] {0.2, -0.5, 1.3}, 1);
        assertThat(loss.outside()).isEqualTo(1);
        loss.remove(new double[] {0.2, -0.5, 1.3}, 1);
        loss.remove(new double[] {0.2, 0.5, 0.3}, 1);
        assertThat(loss.brier()).isNaN();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void partsAndCorrectionsGiveTheSameBits(long seed) {
        Samples samples = new Samples(seed);
        ProbabilityLoss whole = new ProbabilityLoss();
        ProbabilityLoss left = new ProbabilityLoss();
        ProbabilityLoss right = new ProbabilityLoss();
        for (int row = 0; row < 300; row++) {
            double p = samples.random().nextDouble();
            boolean label = samples.random().nextBoolean();
            whole.add(p, label);
            right.add(p, !label);
            left.remove(p, !label);
            right.add(p, label);
        }
        left.addAll(right);
        assertThat(left.brier()).as("seed %d", seed).isEqualTo(whole.brier());
        assertThat(left.logLoss()).as("seed %d", seed).isEqualTo(whole.logLoss());
        assertThat(left.brierInterval(0.95)).as("seed %d", seed).isEqualTo(whole.brierInterval(0.95));

        left.subtractAll(whole);
        assertThat(left.brier()).as("seed %d", seed).isNaN();
    }

    @Test
    void storedPartsGiveTheSameLosses() {
        CorrectableMoments brier = new CorrectableMoments();
        brier.add(0.25);
        CorrectableMoments log = new CorrectableMoments();
        log.add(1.5);
        ProbabilityLoss loss = ProbabilityLoss.ofStored(brier, log, 0);

        assertThat(loss.brier()).isEqualTo(0.25);
        assertThat(loss.logLoss()).isEqualTo(1.5);
        assertThat(loss.storedBrier().sum()).isEqualTo(0.25);
        assertThat(loss.storedLogLoss().sum()).isEqualTo(1.5);
    }
}
