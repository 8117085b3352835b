package io.tidemark.core.quality;

import io.tidemark.stats.fairness.BiasMetric;
import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.stats.interval.Interval;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The values of a bias metric that {@link BiasRule#INTERVAL} allows: 0.1 around parity, and up to 0.05 beyond what the model
 * baseline had, on its side of parity. For DI, a ratio, 0.8 to 1.25 (the rule of four fifths), and up to a tenth beyond the
 * baseline. So a known disparity is no news every hour, one that grows is, and so is one that changes sides. Whether a known
 * disparity is acceptable is not for a monitor to say: a band may be set.
 *
 * <p>DCA, DCR, TE and GE, which have no natural scale and only a jackknife interval, are judged only if a band is set; KL,
 * JS, LP, TVD and KS, which have no interval and add nothing to DPL, are not judged.
 */
final class BiasBand {
    private static final double FAIR = 0.1;
    private static final double BEYOND = 0.05;
    private static final Interval FAIR_RATIO = new Interval(0.8, 1.25);
    private static final double BEYOND_RATIO = 0.9;

    private static final Set<BiasMetric> DIFFERENCES = EnumSet.of(
            BiasMetric.CI,
            BiasMetric.DPL,
            BiasMetric.CDDL,
            BiasMetric.DPPL,
            BiasMetric.SD,
            BiasMetric.RD,
            BiasMetric.DAR,
            BiasMetric.DRR,
            BiasMetric.AD,
            BiasMetric.CDDPL);

    private BiasBand() {}

    /** The band, or empty if the metric is not judged by one. */
    static Optional<Interval> of(BiasMetric metric, BiasValue baseline, Map<BiasMetric, Interval> configured) {
        Interval own = configured.get(metric);
        if (own != null) {
            return Optional.of(own);
        }
        double before = baseline.orNaN();
        if (metric == BiasMetric.DI) {
            return Optional.of(
                    Double.isNaN(before)
                            ? FAIR_RATIO
                            : new Interval(
                                    Math.min(FAIR_RATIO.low(), before * BEYOND_RATIO),
                                    Math.max(FAIR_RATIO.high(), before / BEYOND_RATIO)));
        }
        if (!DIFFERENCES.contains(metric)) {
            return Optional.empty();
        }
        return Optional.of(
                Double.isNaN(before)
                        ? new Interval(-FAIR, FAIR)
                        : new Interval(Math.min(-FAIR, before - BEYOND), Math.max(FAIR, before + BEYOND)));
    }
}
