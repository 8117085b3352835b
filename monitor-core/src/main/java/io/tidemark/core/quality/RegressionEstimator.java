package io.tidemark.core.quality;

import io.tidemark.core.model.LossStrata;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.model.ModelTable;
import io.tidemark.stats.interval.Interval;
import io.tidemark.stats.interval.NormalInterval;
import io.tidemark.stats.quality.LossEstimate;
import io.tidemark.stats.summary.CorrectableMoments;
import java.util.List;
import java.util.Set;

/**
 * A regression (direct loss estimation): rows without a label take the mean loss of the reference's rows with like
 * forecasts, of the segment where the reference has labelled rows of it.
 *
 * @param absolute reference losses |e| by group of like forecasts
 * @param squared reference losses e²
 */
record RegressionEstimator(List<CorrectableMoments> absolute, List<CorrectableMoments> squared) implements Estimator {
    private static final long LEAST_ROWS = 2;

    RegressionEstimator {
        absolute = List.copyOf(absolute);
        squared = List.copyOf(squared);
    }

    static Estimator of(ModelBaseline baseline) {
        LossStrata strata = baseline.reference().regressionStrata();
        return rows(strata.absolute()) >= LEAST_ROWS
                ? new RegressionEstimator(strata.absolute(), strata.squared())
                : new Impossible();
    }

    @Override
    public Estimator ofSegment(ModelProfile reference) {
        LossStrata own = reference.regressionStrata();
        return rows(own.absolute()) >= LEAST_ROWS ? new RegressionEstimator(own.absolute(), own.squared()) : this;
    }

    private static long rows(List<CorrectableMoments> losses) {
        return losses.stream().mapToLong(CorrectableMoments::count).sum();
    }

    @Override
    public List<Estimate> of(ModelProfile window, double confidence) {
        LossStrata strata = window.regressionStrata();
        Estimate ofSquares = estimate("mse", squared, strata.squared(), strata.predictions(), confidence);
        return List.of(
                estimate("mae", absolute, strata.absolute(), strata.predictions(), confidence),
                ofSquares,
                new Estimate("rmse", Math.sqrt(ofSquares.value()), Losses.root(ofSquares.interval())));
    }

    private static Estimate estimate(
            String name,
            List<CorrectableMoments> reference,
            List<CorrectableMoments> known,
            long[] predictions,
            double confidence) {
        long[] missing = predictions.clone();
        CorrectableMoments labelled = new CorrectableMoments();
        long unlabelled = 0;
        for (int h = 0; h < missing.length; h++) {
            missing[h] = Math.max(0, missing[h] - known.get(h).count());
            unlabelled += missing[h];
            labelled.addAll(known.get(h));
        }
        double all = (double) (unlabelled + labelled.count());
        double sum = labelled.count() == 0 ? 0 : labelled.mean() * labelled.count();
        double deviation = 0;
        if (unlabelled > 0) {
            LossEstimate rest = LossEstimate.of(reference, missing);
            sum += rest.value() * unlabelled;
            deviation = StrictMath.hypot(rest.samplingSd(), rest.referenceSd()) * unlabelled / all;
        }
        Interval interval =
                NormalInterval.plain(sum / all, deviation, confidence).within(0, Double.POSITIVE_INFINITY);
        return new Estimate(name, sum / all, interval);
    }

    @Override
    public Set<ModelTable> tables() {
        return Set.of(ModelTable.STRATA);
    }
}
