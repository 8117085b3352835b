package io.tidemark.core.quality;

import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.model.ModelTable;
import io.tidemark.stats.interval.Interval;
import io.tidemark.stats.interval.NormalInterval;
import io.tidemark.stats.quality.BinaryMetric;
import io.tidemark.stats.quality.MulticlassEstimate;
import io.tidemark.stats.quality.RankingCurve;
import io.tidemark.stats.quality.ScoreCalibration;
import io.tidemark.stats.quality.ScoreCounts;
import io.tidemark.stats.quality.ScoreTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Several classes (CBPE). The accuracy comes from the score of the answered class, labels that are there counting as
 * themselves; the weighted figures come from the scores of all classes, and only while there is no label.
 *
 * @param answer the chance that an answer is right by its score
 * @param classes the chance of each class by its score; empty if the reference cannot tell
 * @param referenceSd standard error of the reference's accuracy: what is not known of the calibration
 */
record MulticlassEstimator(ScoreCalibration answer, List<ScoreCalibration> classes, double referenceSd)
        implements Estimator {
    private static final List<BinaryMetric> WEIGHTED =
            List.of(BinaryMetric.PRECISION, BinaryMetric.RECALL, BinaryMetric.F0_5, BinaryMetric.F1, BinaryMetric.F2);

    MulticlassEstimator {
        classes = List.copyOf(classes);
    }

    static Estimator of(ModelBaseline baseline) {
        ScoreCounts answers = baseline.reference().scores().counts();
        if (!hasBothClasses(answers)) {
            return new Impossible();
        }
        RankingCurve ranking = answers.ranking();
        double labelled = ranking.positives() + ranking.negatives();
        double accuracy = ranking.positives() / labelled;
        List<ScoreCounts> ofClasses = baseline.reference().classScores().stream()
                .map(ScoreTable::counts)
                .toList();
        List<ScoreCalibration> classes = ofClasses.stream().allMatch(MulticlassEstimator::hasBothClasses)
                ? ofClasses.stream().map(ScoreCalibration::fit).toList()
                : List.of();
        return new MulticlassEstimator(
                ScoreCalibration.fit(answers), classes, Math.sqrt(accuracy * (1 - accuracy) / labelled));
    }

    @Override
    public Estimator ofSegment(ModelProfile reference) {
        return this;
    }

    private static boolean hasBothClasses(ScoreCounts counts) {
        RankingCurve ranking = counts.ranking();
        return ranking.positives() > 0 && ranking.negatives() > 0;
    }

    @Override
    public List<Estimate> of(ModelProfile window, double confidence) {
        ScoreCounts answers = window.scores().counts();
        if (answers.predictions() == 0) {
            return List.of();
        }
        List<Estimate> estimates = new ArrayList<>();
        estimates.add(accuracy(answers, confidence));
        List<List<ScoreCounts>> pairs =
                window.labelled() > 0 || classes.isEmpty() ? List.of() : window.classPairScores();
        if (!pairs.isEmpty()) {
            MulticlassEstimate estimate = MulticlassEstimate.of(pairs, answer, classes);
            for (BinaryMetric metric : WEIGHTED) {
                estimates.add(
                        new Estimate("weighted_" + metric.wireName(), estimate.weighted(metric), Interval.UNDEFINED));
            }
        }
        return estimates;
    }

    private Estimate accuracy(ScoreCounts answers, double confidence) {
        double right = 0;
        double variance = 0;
        for (ScoreCounts.Entry entry : answers.entries()) {
            double chance = answer.probability(entry.upper());
            right += entry.positives() + entry.unlabelled() * chance;
            variance += entry.unlabelled() * chance * (1 - chance);
        }
        double rows = (double) answers.predictions();
        double missing = (rows - answers.labelled()) / rows;
        double deviation = StrictMath.hypot(Math.sqrt(variance) / rows, missing * referenceSd);
        return new Estimate(
                "accuracy",
                right / rows,
                NormalInterval.plain(right / rows, deviation, confidence).within(0, 1));
    }

    @Override
    public Set<ModelTable> tables() {
        return Set.of(ModelTable.SCORES);
    }
}
