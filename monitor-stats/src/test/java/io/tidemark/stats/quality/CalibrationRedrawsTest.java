package io.tidemark.stats.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.quality.ScoreCounts.Threshold;
import io.tidemark.stats.special.SeededUniform;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationRedrawsTest {
    private static final Threshold DECISION = Threshold.above(0.5);

    @Test
    void oneInstanceGivesWhatEachWindowAlone() {
        ScoreCounts reference = scores(2_000, 1);
        CalibrationRedraws redraws = CalibrationRedraws.of(reference, 7);
        for (int seed = 2; seed < 6; seed++) {
            ScoreCounts window = scores(300, seed);
            assertThat(redraws.accuracySd(window, DECISION))
                    .as("seed " + seed)
                    .isEqualTo(PerformanceEstimate.calibrationSd(reference, window, DECISION, 7));
        }
    }

    @Test
    void sameSeedGivesTheSameBits() {
        ScoreCounts reference = scores(1_000, 10);
        ScoreCounts window = scores(500, 11);

        double first = CalibrationRedraws.of(reference, 3).accuracySd(window, DECISION);

        assertThat(CalibrationRedraws.of(reference, 3).accuracySd(window, DECISION))
                .isEqualTo(first);
        assertThat(CalibrationRedraws.of(reference, 4).accuracySd(window, DECISION))
                .isNotEqualTo(first);
    }

    @Test
    void deviationFallsWithTheRootOfTheReference() {
        ScoreCounts window = scores(500, 12);
        double small = CalibrationRedraws.of(scores(500, 13), 1).accuracySd(window, DECISION);
        double large = CalibrationRedraws.of(scores(8_000, 14), 1).accuracySd(window, DECISION);

        assertThat(small / large).isCloseTo(4, within(1.5));
    }

    @Test
    void referenceBeyondTheMostDrawnIsScaledToItsSize() {
        ScoreCounts window = scores(500, 15);
        double half = CalibrationRedraws.of(times(scores(10_000, 16), 4), 1).accuracySd(window, DECISION);
        double scaled = CalibrationRedraws.of(times(scores(10_000, 16), 16), 1).accuracySd(window, DECISION);

        assertThat(half / scaled).isCloseTo(2, within(0.5));
    }

    @Test
    void oneLabelledClassHasNoRedraws() {
        ScoreCounts reference = new ScoreCounts(List.of(new ScoreCounts.Entry(0.5, true, 10, 10, 0)));

        assertThat(CalibrationRedraws.of(reference, 1).accuracySd(scores(100, 17), DECISION))
                .isNaN();
        assertThat(CalibrationRedraws.of(new ScoreCounts(List.of()), 1).accuracySd(scores(100, 17), DECISION))
                .isNaN();
    }

    /** Rows whose score is the chance of a positive label, on a hundred scores. */
    private static ScoreCounts scores(int rows, long seed) {
        SeededUniform random = new SeededUniform(seed);
        long[][] labels = new long[101][2];
        for (int i = 0; i < rows; i++) {
            int score = (int) random.nextBelow(101);
            labels[score][random.nextShare() < score / 100.0 ? 1 : 0]++;
        }
        List<ScoreCounts.Entry> entries = new ArrayList<>();
        for (int score = 0; score < labels.length; score++) {
            long[] n = labels[score];
            entries.add(new ScoreCounts.Entry(score / 100.0, true, n[0] + n[1], n[0], n[1]));
        }
        return new ScoreCounts(entries);
    }

    private static ScoreCounts times(ScoreCounts counts, long factor) {
        return new ScoreCounts(counts.entries().stream()
                .map(e -> new ScoreCounts.Entry(
                        e.upper(), true, factor * e.predictions(), factor * e.negatives(), factor * e.positives()))
                .toList());
    }
}
