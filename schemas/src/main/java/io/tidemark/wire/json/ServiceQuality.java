package io.tidemark.wire.json;

import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.model.ClassIndex;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.quality.ServiceTexts;
import io.tidemark.stats.quality.BinaryConfusion;
import io.tidemark.stats.quality.BinaryMetric;
import io.tidemark.stats.quality.ConfusionMatrix;
import io.tidemark.stats.quality.MulticlassMetric;
import io.tidemark.stats.quality.RankingCurve;
import io.tidemark.stats.quality.RegressionMetric;
import io.tidemark.stats.quality.RegressionTable;
import io.tidemark.stats.quality.ServiceDeviation;
import io.tidemark.wire.json.QualityStatistics.Curve;
import io.tidemark.wire.json.QualityStatistics.Matrix;
import io.tidemark.wire.json.QualityStatistics.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Tables of a model as the service's files of model quality. As there, and only there, a rate over nothing is 0, the true
 * negative rate is 1 less the false positive rate, the "best" constant classifier always answers the positive class (of
 * several classes the one that is called 1), and a deviation is given from 200 rows on. An AUC without both classes is NaN,
 * and so is R² of a constant label.
 */
public final class ServiceQuality {
    private static final String CONSTANT = "_best_constant_classifier";
    private static final String CONSTANT_CLASS = "1";
    private static final String RULE = "MQ001";

    /** With more classes the deviations, which take a row of each cell away in turn, cost too much. */
    private static final int MOST_WITH_DEVIATION = 20;

    private static final Set<BinaryMetric> OF_CONSTANT = Set.of(
            BinaryMetric.RECALL,
            BinaryMetric.PRECISION,
            BinaryMetric.ACCURACY,
            BinaryMetric.F0_5,
            BinaryMetric.F1,
            BinaryMetric.F2);

    private ServiceQuality() {}

    /**
     * Returns the statistics of the labelled rows.
     *
     * @param profile a window's or a reference's tables
     * @param evaluationTime as the file shall say, UTC with milliseconds; empty to leave it out
     */
    public static QualityStatistics statistics(ModelProfile profile, String evaluationTime) {
        QualityStatistics.Dataset dataset = new QualityStatistics.Dataset(profile.labelled(), evaluationTime);
        return switch (profile.spec().problem()) {
            case BINARY -> binary(profile, dataset);
            case MULTICLASS -> several(profile, dataset);
            case REGRESSION ->
                new QualityStatistics(
                        profile.spec().problem(), dataset, regression(profile.regression()), null, null, null);
        };
    }

    /** Returns the violations of the service's rule, in the order of the evaluation. */
    public static List<QualityViolation> violations(List<Violation> violations) {
        return violations.stream()
                .map(Violation::outcome)
                .filter(outcome -> outcome.code().equals(RULE))
                .map(ServiceQuality::violation)
                .toList();
    }

    private static QualityViolation violation(RuleOutcome outcome) {
        return new QualityViolation(
                ServiceTexts.checkType(outcome), ServiceTexts.description(outcome), outcome.metric());
    }

    private static QualityStatistics binary(ModelProfile profile, QualityStatistics.Dataset dataset) {
        BinaryConfusion rows = profile.confusion();
        Map<String, Value> metrics = new LinkedHashMap<>();
        for (BinaryMetric metric : BinaryMetric.values()) {
            if (metric.isServiceMetric()) {
                metrics.put(metric.wireName(), value(metric, rows));
            }
        }
        for (BinaryMetric metric : BinaryMetric.values()) {
            if (OF_CONSTANT.contains(metric)) {
                metrics.put(metric.wireName() + CONSTANT, value(metric, rows.alwaysPositive()));
            }
        }
        Optional<RankingCurve> ranking = profile.spec().hasScores()
                ? Optional.of(RankingCurve.of(profile.scores().counts()))
                : Optional.empty();
        ranking.ifPresent(each -> metrics.put("auc", value(each.auc(), each.aucStandardError(), profile.labelled())));
        Optional<RankingCurve> drawn = ranking.filter(each -> each.positives() > 0 && each.negatives() > 0);
        return new QualityStatistics(
                profile.spec().problem(),
                dataset,
                metrics,
                new Matrix(
                        profile.spec().classes(),
                        List.of(
                                rows.trueNegatives(),
                                rows.falsePositives(),
                                rows.falseNegatives(),
                                rows.truePositives())),
                drawn.map(ServiceQuality::roc).orElse(null),
                drawn.map(ServiceQuality::precisionRecall).orElse(null));
    }

    private static Value value(BinaryMetric metric, BinaryConfusion rows) {
        double value = metric == BinaryMetric.TRUE_NEGATIVE_RATE
                ? 1 - BinaryMetric.FALSE_POSITIVE_RATE.of(rows)
                : metric.of(rows);
        return value(zeroIfUndefined(value), metric.standardError(rows), rows.total());
    }

    private static Value value(double value, double standardError, long rows) {
        return new Value(value, ServiceDeviation.of(standardError, rows));
    }

    private static double zeroIfUndefined(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    private static Curve roc(RankingCurve ranking) {
        return new Curve(
                ranking.roc().stream()
                        .mapToDouble(RankingCurve.RocPoint::falsePositiveRate)
                        .toArray(),
                ranking.roc().stream()
                        .mapToDouble(RankingCurve.RocPoint::truePositiveRate)
                        .toArray());
    }

    private static Curve precisionRecall(RankingCurve ranking) {
        return new Curve(
                ranking.precisionRecall().stream()
                        .mapToDouble(RankingCurve.PrecisionRecallPoint::recall)
                        .toArray(),
                ranking.precisionRecall().stream()
                        .mapToDouble(RankingCurve.PrecisionRecallPoint::precision)
                        .toArray());
    }

    private static QualityStatistics several(ModelProfile profile, QualityStatistics.Dataset dataset) {
        ConfusionMatrix rows = profile.matrix();
        Map<String, Value> metrics = new LinkedHashMap<>();
        addAll(rows, "", metrics);
        int constant = new ClassIndex(profile.spec().classes()).find(CONSTANT_CLASS);
        if (constant != ClassIndex.NONE) {
            addAll(rows.ofConstant(constant), CONSTANT, metrics);
        }
        return new QualityStatistics(
                profile.spec().problem(),
                dataset,
                metrics,
                matrix(profile.spec().classes(), rows),
                null,
                null);
    }

    private static void addAll(ConfusionMatrix rows, String suffix, Map<String, Value> metrics) {
        boolean hasDeviation = rows.total() >= ServiceDeviation.LEAST_ROWS && rows.classes() <= MOST_WITH_DEVIATION + 1;
        for (MulticlassMetric metric : MulticlassMetric.values()) {
            if (metric.isServiceMetric()) {
                double error = hasDeviation ? metric.standardError(rows) : Double.NaN;
                metrics.put(metric.wireName() + suffix, value(zeroIfUndefined(metric.of(rows)), error, rows.total()));
            }
        }
    }

    /** Only classes that occur are in it; labels that the model does not know are one class, {@code unknown}. */
    private static Matrix matrix(List<String> classes, ConfusionMatrix rows) {
        int[] occurring = IntStream.range(0, rows.classes())
                .filter(c -> rows.actual(c) > 0 || rows.predicted(c) > 0)
                .toArray();
        List<String> labels = new ArrayList<>();
        List<Long> cells = new ArrayList<>();
        for (int actual : occurring) {
            labels.add(actual < classes.size() ? classes.get(actual) : unknown(classes));
            for (int predicted : occurring) {
                cells.add(rows.get(actual, predicted));
            }
        }
        return new Matrix(labels, cells);
    }

    private static String unknown(List<String> classes) {
        String name = "unknown";
        while (classes.contains(name)) {
            name = "other " + name;
        }
        return name;
    }

    private static Map<String, Value> regression(RegressionTable rows) {
        Map<String, Value> metrics = new LinkedHashMap<>();
        for (RegressionMetric metric : RegressionMetric.values()) {
            if (metric.isServiceMetric()) {
                metrics.put(metric.wireName(), value(metric.of(rows), metric.standardError(rows), rows.count()));
            }
        }
        return metrics;
    }
}
