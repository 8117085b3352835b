package io.tidemark.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.feature.ValueScanner;
import io.tidemark.core.profile.CategoricalProfile;
import io.tidemark.core.profile.NumericProfile;
import io.tidemark.core.profile.WindowProfile;
import io.tidemark.core.testing.AWindow;
import io.tidemark.core.testing.RandomRows;
import io.tidemark.stats.distribution.CoarseBins;
import io.tidemark.stats.divergence.JensenShannon;
import io.tidemark.stats.divergence.KolmogorovSmirnov;
import io.tidemark.stats.divergence.KullbackLeibler;
import io.tidemark.stats.divergence.LInfinity;
import io.tidemark.stats.divergence.PopulationStabilityIndex;
import io.tidemark.stats.divergence.Smoothing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of text to distances, against the pure functions on counts binned here. */
class DistancesTest {
    private static final int TRAINING = 5_000;
    private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void numericDistancesAreThoseOfThePureFunctions(long seed) {
        Baseline baseline = RandomRows.baseline(seed, TRAINING);
        List<List<String>> rows = new RandomRows(seed + 50).rows(700, 0.2);
        NumericProfile trained = (NumericProfile) baseline.features().get(0).profile();
        long[] before = trained.cellCounts();
        long[] now = cells(trained, rows);
        long missing =
                RandomRows.column(rows, 0).stream().filter(String::isEmpty).count();
        CoarseBins ten = CoarseBins.of(before, 10);
        CoarseBins fine = CoarseBins.of(before, 32);
        FeatureReport report = report(baseline, rows, 0);

        KolmogorovSmirnov.Certified ks = KolmogorovSmirnov.onGrid(trained.edges(), before, now);
        assertThat(raw(report, Distance.KS)).isEqualTo(ks.statistic());
        assertThat(measured(report, Distance.KS).upper()).isEqualTo(ks.upper());
        assertThat(raw(report, Distance.PSI))
                .isEqualTo(
                        PopulationStabilityIndex.index(ten.bin(before, 0), ten.bin(now, missing), Smoothing.ADD_HALF));
        assertThat(raw(report, Distance.KL))
                .isEqualTo(KullbackLeibler.nats(fine.bin(before, 0), fine.bin(now, missing), Smoothing.ADD_HALF));
        assertThat(raw(report, Distance.JS))
                .isEqualTo(JensenShannon.divergenceNats(fine.bin(before, 0), fine.bin(now, missing)));
        assertThat(raw(report, Distance.L_INFINITY))
                .isEqualTo(LInfinity.ofShares(fine.bin(before, 0), fine.bin(now, 0)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void ksLiesInItsCertificate(long seed) {
        Baseline baseline = RandomRows.baseline(seed, TRAINING);
        List<List<String>> rows = new RandomRows(seed + 50).rows(500, 0);
        Measured ks = measured(report(baseline, rows, 0), Distance.KS);
        double exact = KolmogorovSmirnov.ofSorted(numbers(new RandomRows(seed).rows(TRAINING, 0)), numbers(rows));

        assertThat(exact).as("seed %d", seed).isBetween(ks.raw() - 1e-12, ks.upper() + 1e-12);
        assertThat(ks.upper() - ks.raw()).isLessThan(0.01);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void categoricalDistancesAreThoseOfThePureFunctions(long seed) {
        Baseline baseline = RandomRows.baseline(seed, TRAINING);
        List<List<String>> rows = new RandomRows(seed + 50).rows(700, 0.2);
        for (int feature : new int[] {2, 3}) {
            CategoricalProfile trained =
                    (CategoricalProfile) baseline.features().get(feature).profile();
            long[] before = knownOrOther(trained.categoryCounts());
            long[] now = knownOrOther(categories(trained, RandomRows.column(rows, feature)));
            FeatureReport report = report(baseline, rows, feature);

            assertThat(raw(report, Distance.L_INFINITY)).isEqualTo(LInfinity.ofShares(before, now));
            long[] withMissing = Arrays.copyOf(now, now.length + 1);
            withMissing[now.length] = report.missing();
            long[] all = Arrays.copyOf(before, before.length + 1);
            assertThat(raw(report, Distance.JS)).isEqualTo(JensenShannon.divergenceNats(all, withMissing));
            assertThat(raw(report, Distance.KL)).isEqualTo(KullbackLeibler.nats(all, withMissing, Smoothing.ADD_HALF));
            assertThat(report.distances()).extracting(Measured::distance).doesNotContain(Distance.KS);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aWindowEqualToTheBaselineIsAtDistanceZeroAndRaisesNothing(long seed) {
        Baseline baseline = RandomRows.baseline(seed, TRAINING);
        WindowProfile same = AWindow.of(baseline, new RandomRows(seed).rows(TRAINING, 0));
        Evaluation evaluation = Windows.judge(
                same, baseline, EvaluationConfig.defaults().rules().toArray(Rule[]::new));

        assertThat(evaluation.violations()).isEmpty();
        assertThat(evaluation.report().state()).isEqualTo(WindowState.OK);
        assertThat(evaluation.report().outcomes()).allMatch(outcome -> outcome.state() == RuleState.OK);
        for (FeatureReport feature : evaluation.report().features()) {
            for (Measured measured : feature.distances()) {
                assertThat(measured.raw())
                        .as("%s of %s", measured.distance(), feature.name())
                        .isEqualTo(0, ROUNDING);
                assertThat(measured.corrected()).isNotNegative();
            }
        }
    }

    private static FeatureReport report(Baseline baseline, List<List<String>> rows, int feature) {
        return Windows.judge(AWindow.of(baseline, rows), baseline)
                .report()
                .features()
                .get(feature);
    }

    private static double raw(FeatureReport report, Distance distance) {
        return measured(report, distance).raw();
    }

    private static Measured measured(FeatureReport report, Distance distance) {
        return report.distances().stream()
                .filter(measured -> measured.distance() == distance)
                .findFirst()
                .orElseThrow();
    }

    private static double[] numbers(List<List<String>> rows) {
        return RandomRows.column(rows, 0).stream()
                .mapToDouble(Double::parseDouble)
                .sorted()
                .toArray();
    }

    private static long[] cells(NumericProfile grid, List<List<String>> rows) {
        long[] counts = new long[grid.edges().cells()];
        ValueScanner scanner = new ValueScanner();
        for (String text : RandomRows.column(rows, 0)) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (ValueScanner.isFinite(scanner.scan(bytes, 0, bytes.length))) {
                int below = Arrays.binarySearch(grid.edges().toArray(), scanner.value());
                counts[below >= 0 ? below : -below - 1]++;
            }
        }
        return counts;
    }

    private static long[] categories(CategoricalProfile trained, List<String> texts) {
        List<String> tracked = trained.index().categories();
        long[] counts = new long[tracked.size() + 2];
        for (String text : texts) {
            int category = tracked.indexOf(text);
            boolean known = text.matches("city-2[5-9]\\d") && tracked.size() == 255;
            if (category >= 0) {
                counts[category]++;
            } else if (!text.isEmpty() && !text.equals("NA")) {
                counts[tracked.size() + (known ? 0 : 1)]++;
            }
        }
        return counts;
    }

    /** Joins the last two counts: known but not tracked, and unseen. */
    private static long[] knownOrOther(long[] counts) {
        long[] joined = Arrays.copyOf(counts, counts.length - 1);
        joined[joined.length - 1] += counts[counts.length - 1];
        return joined;
    }
}
