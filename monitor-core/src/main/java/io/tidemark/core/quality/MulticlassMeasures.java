package io.tidemark.core.quality;

import io.tidemark.core.model.ClassIndex;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.model.ModelSpec;
import io.tidemark.core.model.ModelTable;
import io.tidemark.stats.interval.Interval;
import io.tidemark.stats.quality.BinaryMetric;
import io.tidemark.stats.quality.MulticlassMetric;
import io.tidemark.stats.quality.RankingCurve;
import io.tidemark.stats.quality.ScoreTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * The figures of a model of several classes. Labels that are none of the classes count as true class of their own, which no
 * answer gets right. Up to {@value #MOST_DETAILED} classes have figures of their own and intervals by the jackknife, whose
 * cost grows with the fourth power of the classes; with more, accuracy alone has an interval.
 */
final class MulticlassMeasures {
    /** Most classes with figures of their own. */
    static final int MOST_DETAILED = 20;

    /** The class that the service's "best constant classifier" answers. */
    private static final String SERVICE_CONSTANT = "1";

    private static final Set<ModelTable> MATRIX = Set.of(ModelTable.CONFUSION);

    private MulticlassMeasures() {}

    static List<Measure> of(ModelSpec spec) {
        boolean isDetailed = spec.classes().size() <= MOST_DETAILED;
        List<Measure> measures = new ArrayList<>();
        for (MulticlassMetric metric : MulticlassMetric.values()) {
            measures.add(new Measure(
                    metric.wireName(),
                    MATRIX,
                    p -> metric.of(p.matrix()),
                    (p, confidence) -> isDetailed || isShare(metric)
                            ? metric.interval(p.matrix(), confidence)
                            : Interval.UNDEFINED,
                    ModelProfile::labelled));
        }
        if (spec.hasScores()) {
            measures.addAll(ofScores());
        }
        if (isDetailed) {
            measures.addAll(ofClasses(spec));
        }
        addConstants(spec, measures);
        return List.copyOf(measures);
    }

    private static boolean isShare(MulticlassMetric metric) {
        return metric == MulticlassMetric.ACCURACY || metric == MulticlassMetric.WEIGHTED_RECALL;
    }

    private static List<Measure> ofScores() {
        Set<ModelTable> scores = Set.of(ModelTable.CLASS_SCORES);
        Set<ModelTable> losses = Set.of(ModelTable.LOSSES);
        return List.of(
                new Measure(
                        "macro_auc",
                        scores,
                        p -> RankingCurve.macroAuc(rankings(p)),
                        Measure.NO_INTERVAL,
                        ModelProfile::labelled),
                new Measure(
                        "weighted_auc",
                        scores,
                        p -> RankingCurve.weightedAuc(rankings(p)),
                        Measure.NO_INTERVAL,
                        ModelProfile::labelled),
                new Measure(
                        "log_loss",
                        losses,
                        p -> p.losses().logLoss(),
                        (p, confidence) -> p.losses().logLossInterval(confidence),
                        p -> p.losses().storedLogLoss().count()),
                new Measure(
                        "brier",
                        losses,
                        p -> p.losses().brier(),
                        (p, confidence) -> p.losses().brierInterval(confidence),
                        p -> p.losses().storedBrier().count()));
    }

    private static List<Measure> ofClasses(ModelSpec spec) {
        List<Measure> measures = new ArrayList<>();
        for (int c = 0; c < spec.classes().size(); c++) {
            int positive = c;
            for (BinaryMetric metric : List.of(BinaryMetric.PRECISION, BinaryMetric.RECALL, BinaryMetric.F1)) {
                measures.add(new Measure(
                        metric.wireName() + "." + spec.classes().get(c),
                        MATRIX,
                        p -> metric.of(p.matrix().oneVersusRest(positive)),
                        (p, confidence) -> metric.interval(p.matrix().oneVersusRest(positive), confidence),
                        ModelProfile::labelled));
            }
            if (spec.hasScores()) {
                measures.add(new Measure(
                        "auc." + spec.classes().get(c),
                        Set.of(ModelTable.CLASS_SCORES),
                        p -> rankings(p).get(positive).auc(),
                        (p, confidence) -> rankings(p).get(positive).aucInterval(confidence),
                        ModelProfile::labelled));
            }
        }
        return measures;
    }

    private static void addConstants(ModelSpec spec, List<Measure> measures) {
        int constant = new ClassIndex(spec.classes()).find(SERVICE_CONSTANT);
        if (constant != ClassIndex.NONE) {
            measures.addAll(ofConstant("_best_constant_classifier", p -> constant));
        }
        measures.addAll(ofConstant("_majority_classifier", p -> p.matrix().majorityClass()));
    }

    private static List<Measure> ofConstant(String suffix, ToIntFunction<ModelProfile> answer) {
        List<Measure> measures = new ArrayList<>();
        for (MulticlassMetric metric : MulticlassMetric.values()) {
            if (metric.isServiceMetric()) {
                measures.add(new Measure(
                        metric.wireName() + suffix,
                        MATRIX,
                        p -> metric.of(p.matrix().ofConstant(answer.applyAsInt(p))),
                        Measure.NO_INTERVAL,
                        ModelProfile::labelled));
            }
        }
        return measures;
    }

    static List<RankingCurve> rankings(ModelProfile profile) {
        return profile.classScores().stream()
                .map(ScoreTable::counts)
                .map(RankingCurve::of)
                .toList();
    }
}
