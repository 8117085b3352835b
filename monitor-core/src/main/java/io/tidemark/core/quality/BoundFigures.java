package io.tidemark.core.quality;

import io.tidemark.core.model.ModelProfile;
import io.tidemark.stats.interval.Interval;
import io.tidemark.stats.quality.BinaryMetric;
import io.tidemark.stats.quality.LabelBounds;
import io.tidemark.stats.quality.RankingCurve;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What no missing label can cross, by name of the figure, and what a grid of scores leaves open. A regression has no such
 * bounds: an error has no known limit.
 */
final class BoundFigures {
    private BoundFigures() {}

    static Map<String, Interval> of(ModelProfile profile) {
        return switch (profile.spec().problem()) {
            case BINARY -> ofBinary(profile);
            case MULTICLASS -> ofSeveral(profile);
            case REGRESSION -> Map.of();
        };
    }

    private static Map<String, Interval> ofBinary(ModelProfile profile) {
        Map<String, Interval> bounds = new LinkedHashMap<>();
        long positive = profile.strata().missing(true);
        long negative = profile.strata().missing(false);
        for (BinaryMetric metric : BinaryMetric.values()) {
            if (metric.isServiceMetric() && positive + negative > 0) {
                bounds.put(metric.wireName(), LabelBounds.of(metric, profile.confusion(), positive, negative));
            }
        }
        if (!profile.scores().isExact()) {
            RankingCurve ranking = BinaryMeasures.ranking(profile);
            put("auc_on_grid", around(ranking.auc(), ranking.aucHalfWidth()), bounds);
            put("average_precision_on_grid", ranking.averagePrecisionBounds(), bounds);
        }
        return bounds;
    }

    private static Map<String, Interval> ofSeveral(ModelProfile profile) {
        Map<String, Interval> bounds = new LinkedHashMap<>();
        long missing = profile.eligible() - profile.labelled();
        if (missing > 0) {
            bounds.put("accuracy", LabelBounds.ofAccuracy(profile.matrix(), missing));
        }
        if (profile.classScores().stream().anyMatch(table -> !table.isExact())) {
            List<RankingCurve> rankings = MulticlassMeasures.rankings(profile);
            double half = 0;
            double weighted = 0;
            double rows = 0;
            for (RankingCurve ranking : rankings) {
                half += ranking.aucHalfWidth();
                weighted += ranking.positives() * ranking.aucHalfWidth();
                rows += ranking.positives();
            }
            put("macro_auc_on_grid", around(RankingCurve.macroAuc(rankings), half / rankings.size()), bounds);
            put("weighted_auc_on_grid", around(RankingCurve.weightedAuc(rankings), weighted / rows), bounds);
        }
        return bounds;
    }

    private static Interval around(double auc, double halfWidth) {
        return Double.isNaN(auc)
                ? Interval.UNDEFINED
                : new Interval(auc, auc).widenedBy(halfWidth).within(0, 1);
    }

    private static void put(String name, Interval interval, Map<String, Interval> bounds) {
        if (interval.isDefined()) {
            bounds.put(name, interval);
        }
    }
}
