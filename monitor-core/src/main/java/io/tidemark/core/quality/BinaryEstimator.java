package io.tidemark.core.quality;

import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.model.ModelTable;
import io.tidemark.stats.interval.Interval;
import io.tidemark.stats.interval.NormalInterval;
import io.tidemark.stats.quality.BinaryMetric;
import io.tidemark.stats.quality.CalibrationRedraws;
import io.tidemark.stats.quality.PerformanceEstimate;
import io.tidemark.stats.quality.RankingCurve;
import io.tidemark.stats.quality.ScoreCalibration;
import io.tidemark.stats.quality.ScoreCounts;
import io.tidemark.stats.quality.ScoreCounts.Threshold;
import io.tidemark.stats.quality.SegmentCalibration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Two classes (CBPE). A row above the decision threshold counts as answered positive, whatever label was served. Only the
 * accuracy has an interval: chance and a hundred redraws of the reference, which are all rows' also for a segment.
 *
 * @param calibration of the segment, or of all rows
 * @param redraws of the reference
 * @param threshold the decision threshold
 */
record BinaryEstimator(ScoreCalibration calibration, CalibrationRedraws redraws, Threshold threshold)
        implements Estimator {
    private static final int SEED_DIGITS = 16;
    private static final int HEX = 16;

    static Estimator of(ModelBaseline baseline) {
        ScoreCounts reference = baseline.reference().scores().counts();
        RankingCurve ranking = reference.ranking();
        if (!baseline.spec().hasScores() || ranking.positives() == 0 || ranking.negatives() == 0) {
            return new Impossible();
        }
        return new BinaryEstimator(
                ScoreCalibration.fit(reference),
                CalibrationRedraws.of(reference, seed(baseline)),
                Threshold.above(baseline.spec().threshold()));
    }

    @Override
    public Estimator ofSegment(ModelProfile reference) {
        ScoreCounts own = reference.scores().counts();
        return own.entries().isEmpty()
                ? this
                : new BinaryEstimator(SegmentCalibration.fit(own, calibration), redraws, threshold);
    }

    @Override
    public List<Estimate> of(ModelProfile window, double confidence) {
        ScoreCounts scores = window.scores().counts();
        if (scores.predictions() == 0) {
            return List.of();
        }
        PerformanceEstimate estimate = PerformanceEstimate.withLabels(scores, calibration, threshold);
        double missing = (scores.predictions() - scores.labelled()) / (double) scores.predictions();
        double deviation =
                StrictMath.hypot(estimate.accuracySamplingSd(), missing * redraws.accuracySd(scores, threshold));
        List<Estimate> estimates = new ArrayList<>();
        for (BinaryMetric metric : BinaryMetric.values()) {
            double value = metric.of(estimate.confusion());
            Interval interval = metric == BinaryMetric.ACCURACY
                    ? NormalInterval.plain(value, deviation, confidence).within(0, 1)
                    : Interval.UNDEFINED;
            estimates.add(new Estimate(metric.wireName(), value, interval));
        }
        estimates.add(new Estimate("auc", estimate.auc(), Interval.UNDEFINED));
        return estimates;
    }

    @Override
    public Set<ModelTable> tables() {
        return Set.of(ModelTable.SCORES);
    }

    /** The redraws are a part of what the baseline says, so their seed comes from its identity. */
    private static long seed(ModelBaseline baseline) {
        return Long.parseUnsignedLong(baseline.hash().hex().substring(0, SEED_DIGITS), HEX);
    }
}
