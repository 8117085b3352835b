package io.tidemark.core.quality;

import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.model.ModelSpec;
import io.tidemark.core.model.ModelTable;
import io.tidemark.stats.quality.BinaryMetric;
import io.tidemark.stats.quality.RankingCurve;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The figures of a model of two classes. */
final class BinaryMeasures {
    /** The figures that the service also gives for constant answers. */
    private static final Set<BinaryMetric> OF_CONSTANTS = EnumSet.of(
            BinaryMetric.RECALL,
            BinaryMetric.PRECISION,
            BinaryMetric.ACCURACY,
            BinaryMetric.F0_5,
            BinaryMetric.F1,
            BinaryMetric.F2);

    private BinaryMeasures() {}

    static List<Measure> of(ModelSpec spec) {
        List<Measure> measures = new ArrayList<>();
        for (BinaryMetric metric : BinaryMetric.values()) {
            measures.add(new Measure(
                    metric.wireName(),
                    Set.of(ModelTable.CONFUSION),
                    p -> metric.of(p.confusion()),
                    (p, confidence) -> metric.interval(p.confusion(), confidence),
                    ModelProfile::labelled));
        }
        if (spec.hasScores()) {
            measures.addAll(ofScores());
        }
        for (BinaryMetric metric : OF_CONSTANTS) {
            measures.add(new Measure(
                    metric.wireName() + "_best_constant_classifier",
                    Set.of(ModelTable.CONFUSION),
                    p -> metric.of(p.confusion().alwaysPositive()),
                    Measure.NO_INTERVAL,
                    ModelProfile::labelled));
        }
        for (BinaryMetric metric : OF_CONSTANTS) {
            measures.add(new Measure(
                    metric.wireName() + "_majority_classifier",
                    Set.of(ModelTable.CONFUSION),
                    p -> metric.of(p.confusion().majority()),
                    Measure.NO_INTERVAL,
                    ModelProfile::labelled));
        }
        return List.copyOf(measures);
    }

    private static List<Measure> ofScores() {
        return List.of(
                new Measure(
                        "auc",
                        Set.of(ModelTable.SCORES),
                        p -> ranking(p).auc(),
                        (p, confidence) -> ranking(p).aucInterval(confidence),
                        BinaryMeasures::scored),
                new Measure(
                        "average_precision",
                        Set.of(ModelTable.SCORES),
                        p -> ranking(p).averagePrecision(),
                        Measure.NO_INTERVAL,
                        BinaryMeasures::scored),
                new Measure(
                        "log_loss",
                        Set.of(ModelTable.LOSSES),
                        p -> p.losses().logLoss(),
                        (p, confidence) -> p.losses().logLossInterval(confidence),
                        p -> p.losses().storedLogLoss().count()),
                new Measure(
                        "brier",
                        Set.of(ModelTable.LOSSES),
                        p -> p.losses().brier(),
                        (p, confidence) -> p.losses().brierInterval(confidence),
                        p -> p.losses().storedBrier().count()),
                new Measure(
                        "expected_calibration_error",
                        Set.of(ModelTable.CALIBRATION),
                        p -> p.calibration().expectedError(),
                        Measure.NO_INTERVAL,
                        ModelProfile::labelled));
    }

    static RankingCurve ranking(ModelProfile profile) {
        return profile.scores().counts().ranking();
    }

    private static long scored(ModelProfile profile) {
        return profile.scores().counts().labelled();
    }
}
