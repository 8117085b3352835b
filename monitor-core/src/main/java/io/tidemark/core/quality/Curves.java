package io.tidemark.core.quality;

import io.tidemark.core.quality.Curve.Point;
import io.tidemark.stats.quality.CalibrationTable;
import io.tidemark.stats.quality.RankingCurve;
import java.util.List;

/** The curves of binary scores, as far as there are labels. */
final class Curves {
    private Curves() {}

    /** ROC and precision-recall curve; none without labels of both classes. */
    static List<Curve> ofRanking(RankingCurve ranking) {
        if (ranking.positives() == 0 || ranking.negatives() == 0) {
            return List.of();
        }
        List<Point> roc = ranking.roc().stream()
                .map(p -> new Point(p.falsePositiveRate(), p.truePositiveRate(), p.threshold()))
                .toList();
        List<Point> precisionRecall = ranking.precisionRecall().stream()
                .map(p -> new Point(p.recall(), p.precision(), p.threshold()))
                .toList();
        return List.of(Curve.thinned("roc", roc), Curve.thinned("precision_recall", precisionRecall));
    }

    /** The calibration curve; none without labels. */
    static List<Curve> ofCalibration(CalibrationTable table) {
        List<Point> points = table.curve().stream()
                .map(p -> new Point(p.meanProbability(), p.shareOfPositives(), (double) p.rows()))
                .toList();
        return points.isEmpty() ? List.of() : List.of(Curve.thinned("calibration", points));
    }
}
