package io.tidemark.stats.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.stats.quality.BinaryConfusion;
import io.tidemark.stats.quality.BinaryMetric;
import io.tidemark.stats.quality.ConfusionMatrix;
import io.tidemark.stats.quality.MulticlassMetric;
import io.tidemark.stats.quality.ProbabilityLoss;
import io.tidemark.stats.quality.QualityMetric;
import io.tidemark.stats.quality.RankingCurve;
import io.tidemark.stats.quality.RankingCurve.PrecisionRecallPoint;
import io.tidemark.stats.quality.RegressionMetric;
import io.tidemark.stats.quality.RegressionTable;
import io.tidemark.stats.quality.ScoreTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Model quality against scikit-learn 1.9.1. */
class QualityGoldenTest {
    private static final double DECISION = 0.5;
    private static final int EXACT = 1 << 20;
    private static final Map<String, BinaryMetric> BINARY = Map.ofEntries(
            Map.entry("accuracy", BinaryMetric.ACCURACY),
            Map.entry("precision", BinaryMetric.PRECISION),
            Map.entry("recall_tpr", BinaryMetric.RECALL),
            Map.entry("tnr", BinaryMetric.TRUE_NEGATIVE_RATE),
            Map.entry("fpr", BinaryMetric.FALSE_POSITIVE_RATE),
            Map.entry("fnr", BinaryMetric.FALSE_NEGATIVE_RATE),
            Map.entry("balanced_accuracy", BinaryMetric.BALANCED_ACCURACY),
            Map.entry("mcc", BinaryMetric.MATTHEWS),
            Map.entry("cohen_kappa", BinaryMetric.KAPPA),
            Map.entry("f0.5", BinaryMetric.F0_5),
            Map.entry("f1", BinaryMetric.F1),
            Map.entry("f2", BinaryMetric.F2));
    private static final List<String> CONSTANT = List.of("accuracy", "precision", "f0.5", "f1", "f2");
    private static final Map<String, RegressionMetric> REGRESSION = Map.of(
            "mae", RegressionMetric.MAE,
            "mse", RegressionMetric.MSE,
            "rmse", RegressionMetric.RMSE,
            "r2", RegressionMetric.R2,
            "mape_fraction_sklearn", RegressionMetric.MAPE,
            "mean_error_pred_minus_true", RegressionMetric.MEAN_ERROR,
            "explained_variance", RegressionMetric.EXPLAINED_VARIANCE);

    private final GoldenFiles files = new GoldenFiles();

    /** Label, score and answer of each row; the score is NaN where there is none. */
    private record Pair(boolean label, double score, boolean predicted) {}

    @Test
    void binaryQualityAgreesWithScikitLearn() {
        JsonNode root = GoldenFiles.json("quality_binary");
        GoldenCheck check = new GoldenCheck("quality_binary");
        for (JsonNode golden : root.get("cases")) {
            check.beginCase(golden.get("id").textValue());
            binary(check, golden.get("expected"), pairs(golden));
            check.endCase(golden.get("expected"));
        }
        check.finish(root);
    }

    @Test
    void areaOnTheGridIsWithinItsBoundOfTheExactOne() {
        for (JsonNode golden : GoldenFiles.json("quality_binary").get("cases")) {
            JsonNode auc = golden.get("expected").path("roc_auc");
            List<Pair> pairs = pairs(golden);
            boolean isProbability = pairs.stream().allMatch(p -> p.score >= 0 && p.score <= 1);
            if (!auc.isMissingNode() && isProbability) {
                for (int cells : new int[] {20, 128, 1024}) {
                    RankingCurve onGrid = ranking(pairs, cells, 0);
                    String id = golden.get("id").textValue() + " on " + cells;
                    assertThat(onGrid.auc()).as(id).isCloseTo(auc.doubleValue(), within(onGrid.aucHalfWidth() + 1e-12));
                    double precision =
                            golden.get("expected").get("average_precision").doubleValue();
                    assertThat(onGrid.averagePrecisionBounds().widenedBy(1e-12).contains(precision))
                            .as(id)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void multiclassQualityAgreesWithScikitLearn() {
        JsonNode root = GoldenFiles.json("quality_multiclass");
        GoldenCheck check = new GoldenCheck("quality_multiclass");
        for (JsonNode golden : root.get("cases")) {
            check.beginCase(golden.get("id").textValue());
            JsonNode expected = golden.get("expected");
            List<String> labels = texts(golden, "label");
            List<String> classes = classes(check, expected, labels, texts(golden, "predicted"));
            multiclass(check, expected, matrix(check, expected, classes, labels, texts(golden, "predicted")));
            if (golden.has("input")) {
                probabilities(check, golden, classes, labels);
            }
            check.endCase(expected);
        }
        check.finish(root);
    }

    @Test
    void regressionQualityAgreesWithScikitLearn() {
        JsonNode root = GoldenFiles.json("quality_regression");
        GoldenCheck check = new GoldenCheck("quality_regression");
        for (JsonNode golden : root.get("cases")) {
            check.beginCase(golden.get("id").textValue());
            JsonNode expected = golden.get("expected");
            RegressionTable table = new RegressionTable();
            List<String> labels = texts(golden, "label");
            List<String> predictions = texts(golden, "predicted");
            for (int i = 0; i < labels.size(); i++) {
                table.add(Double.parseDouble(labels.get(i)), Double.parseDouble(predictions.get(i)));
            }
            check.number(expected.get("n"), "/n", (double) table.count());
            REGRESSION.forEach((field, metric) -> {
                if (expected.has(field)) {
                    check.number(expected.get(field), "/" + field, metric.of(table));
                }
            });
            undefined(check, expected, RegressionMetric.MAE.of(table));
            List.of("median_ae", "max_error", "rmsle").forEach(field -> check.notOffered(expected, field));
            check.endCase(expected);
        }
        check.finish(root);
    }

    private static void binary(GoldenCheck check, JsonNode expected, List<Pair> pairs) {
        BinaryConfusion confusion = pairs.stream()
                .map(pair -> BinaryConfusion.of(pair.label, pair.predicted))
                .reduce(BinaryConfusion.EMPTY, BinaryConfusion::plus);
        check.number(expected.get("n"), "/n", (double) confusion.total());
        undefined(check, expected, BinaryMetric.ACCURACY.of(confusion));
        if (expected.has("confusion")) {
            check.number(expected.get("positives"), "/positives", (double) confusion.positives());
            JsonNode cells = expected.get("confusion");
            check.number(cells.get("tp"), "/confusion/tp", (double) confusion.truePositives());
            check.number(cells.get("fp"), "/confusion/fp", (double) confusion.falsePositives());
            check.number(cells.get("fn"), "/confusion/fn", (double) confusion.falseNegatives());
            check.number(cells.get("tn"), "/confusion/tn", (double) confusion.trueNegatives());
            BINARY.forEach((field, metric) -> {
                if (expected.has(field)) {
                    check.number(expected.get(field), "/" + field, metric.of(confusion));
                }
            });
            constant(check, expected.get("best_constant_classifier"), confusion.majority());
        }
        if (expected.has("roc_auc")) {
            RankingCurve ranking = ranking(pairs, 64, EXACT);
            check.number(expected.get("roc_auc"), "/roc_auc", ranking.auc());
            check.number(expected.get("average_precision"), "/average_precision", ranking.averagePrecision());
            check.number(expected.get("pr_auc_trapezoid"), "/pr_auc_trapezoid", trapezoid(ranking.precisionRecall()));
            assertThat(ranking.aucHalfWidth()).isZero();
        }
        if (expected.has("brier")) {
            ProbabilityLoss loss = new ProbabilityLoss();
            pairs.forEach(pair -> loss.add(pair.score, pair.label));
            check.number(expected.get("brier"), "/brier", loss.brier());
            check.number(expected.get("log_loss_clip_eps64"), "/log_loss_clip_eps64", loss.logLoss());
        }
    }

    /** A constant answer of 0 has no precision; the reference says 0, as the service form does. */
    private static void constant(GoldenCheck check, JsonNode expected, BinaryConfusion constant) {
        String at = "/best_constant_classifier/";
        check.number(expected.get("constant"), at + "constant", constant.truePositives() > 0 ? 1 : 0);
        for (String field : CONSTANT) {
            double value = BINARY.get(field).of(constant);
            check.number(expected.get(field), at + field, QualityMetric.zeroIfUndefined(value));
        }
        double recall = BinaryMetric.RECALL.of(constant);
        check.number(expected.get("recall"), at + "recall", QualityMetric.zeroIfUndefined(recall));
    }

    private static void multiclass(GoldenCheck check, JsonNode expected, ConfusionMatrix matrix) {
        check.number(expected.get("n"), "/n", (double) matrix.total());
        check.number(expected.get("accuracy"), "/accuracy", MulticlassMetric.ACCURACY.of(matrix));
        check.number(expected.get("mcc"), "/mcc", MulticlassMetric.MATTHEWS.of(matrix));
        check.number(expected.get("cohen_kappa"), "/cohen_kappa", MulticlassMetric.KAPPA.of(matrix));
        for (String mean : List.of("weighted", "macro")) {
            expected.get(mean).properties().forEach(e -> {
                String name = mean + "_" + e.getKey().replace("f0.5", "f0_5");
                MulticlassMetric metric = Arrays.stream(MulticlassMetric.values())
                        .filter(m -> m.wireName().equals(name))
                        .findFirst()
                        .orElseThrow();
                check.number(e.getValue(), "/" + mean + "/" + e.getKey(), metric.of(matrix));
            });
        }
        // Micro averages of single-label classes are all the accuracy.
        expected.get("micro")
                .properties()
                .forEach(e -> check.number(e.getValue(), "/micro/" + e.getKey(), MulticlassMetric.ACCURACY.of(matrix)));
    }

    private void probabilities(GoldenCheck check, JsonNode golden, List<String> classes, List<String> labels) {
        JsonNode expected = golden.get("expected");
        JsonNode input = golden.get("input");
        List<List<String>> columns = classes.stream()
                .map(c -> files.column(input.get("file").textValue(), "p" + c, input.path("rows")))
                .toList();
        ProbabilityLoss loss = new ProbabilityLoss();
        List<RankingCurve> oneVersusRest = new ArrayList<>();
        for (int row = 0; row < labels.size(); row++) {
            int at = row;
            loss.add(
                    columns.stream()
                            .mapToDouble(c -> Double.parseDouble(c.get(at)))
                            .toArray(),
                    classes.indexOf(labels.get(row)));
        }
        for (int c = 0; c < classes.size(); c++) {
            oneVersusRest.add(ranking(columns.get(c), labels, classes.get(c), ""));
        }
        check.number(expected.get("log_loss"), "/log_loss", loss.logLoss());
        double macro = RankingCurve.macroAuc(oneVersusRest);
        check.number(expected.get("roc_auc_ovr_macro"), "/roc_auc_ovr_macro", macro);
        double weighted = RankingCurve.weightedAuc(oneVersusRest);
        check.number(expected.get("roc_auc_ovr_weighted"), "/roc_auc_ovr_weighted", weighted);
        check.number(expected.get("roc_auc_ovo_macro"), "/roc_auc_ovo_macro", oneVersusOne(columns, classes, labels));
    }

    /** Not a figure of the product, but tables of two classes' rows give it. */
    private static double oneVersusOne(List<List<String>> columns, List<String> classes, List<String> labels) {
        List<RankingCurve> pairs = new ArrayList<>();
        for (int c = 0; c < classes.size(); c++) {
            for (String other : classes) {
                if (!other.equals(classes.get(c))) {
                    pairs.add(ranking(columns.get(c), labels, classes.get(c), other));
                }
            }
        }
        return RankingCurve.macroAuc(pairs);
    }

    /** Against one other class, or against all if that is empty. */
    private static RankingCurve ranking(List<String> scores, List<String> labels, String positive, String negative) {
        ScoreTable table = new ScoreTable(ScoreTable.uniformGrid(64, DECISION), EXACT);
        for (int row = 0; row < labels.size(); row++) {
            boolean isPositive = labels.get(row).equals(positive);
            if (isPositive || negative.isEmpty() || labels.get(row).equals(negative)) {
                table.addPair(Double.parseDouble(scores.get(row)), isPositive);
            }
        }
        return table.counts().ranking();
    }

    private static RankingCurve ranking(List<Pair> pairs, int cells, int exactScores) {
        ScoreTable table = new ScoreTable(ScoreTable.uniformGrid(cells, DECISION), exactScores);
        pairs.forEach(pair -> table.addPair(pair.score, pair.label));
        return table.counts().ranking();
    }

    /** scikit-learn's curve starts at precision 1. */
    private static double trapezoid(List<PrecisionRecallPoint> points) {
        double area = 0;
        double recall = 0;
        double precision = 1;
        for (PrecisionRecallPoint point : points.subList(1, points.size())) {
            area += (point.recall() - recall) * (point.precision() + precision) / 2;
            recall = point.recall();
            precision = point.precision();
        }
        return area;
    }

    private static void undefined(GoldenCheck check, JsonNode expected, double anyFigure) {
        if (expected.has("undefined")) {
            check.same(Double.NaN, "/undefined", anyFigure);
        }
    }

    private static List<String> classes(
            GoldenCheck check, JsonNode expected, List<String> labels, List<String> predicted) {
        TreeSet<String> classes = new TreeSet<>(
                Comparator.comparing((String text) -> text.codePoints().toArray(), Arrays::compare));
        classes.addAll(labels);
        classes.addAll(predicted);
        List<String> names = new ArrayList<>();
        expected.get("labels").forEach(node -> names.add(node.asText()));
        check.same(names, "/labels", List.copyOf(classes));
        return List.copyOf(classes);
    }

    private static ConfusionMatrix matrix(
            GoldenCheck check, JsonNode expected, List<String> classes, List<String> labels, List<String> predicted) {
        ConfusionMatrix matrix = new ConfusionMatrix(classes.size());
        for (int row = 0; row < labels.size(); row++) {
            matrix.add(classes.indexOf(labels.get(row)), classes.indexOf(predicted.get(row)), 1);
        }
        List<Long> cells = new ArrayList<>();
        expected.get("confusion_rows_true").forEach(r -> r.forEach(cell -> cells.add(cell.longValue())));
        check.same(
                cells,
                "/confusion_rows_true",
                Arrays.stream(matrix.toArray()).boxed().toList());
        return matrix;
    }

    private List<Pair> pairs(JsonNode golden) {
        List<String> labels = texts(golden, "label");
        List<String> scores = texts(golden, "score");
        List<String> predicted = texts(golden, "predicted_label");
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            double score = scores.isEmpty() ? Double.NaN : Double.parseDouble(scores.get(i));
            boolean isPositive = predicted.isEmpty() ? score >= DECISION : isOne(predicted.get(i));
            pairs.add(new Pair(isOne(labels.get(i)), score, isPositive));
        }
        return pairs;
    }

    private static boolean isOne(String text) {
        return Double.parseDouble(text) == 1;
    }

    /** The field's texts from the case itself or from the file that it names; empty if there are none. */
    private List<String> texts(JsonNode golden, String field) {
        if (golden.has("input")) {
            JsonNode input = golden.get("input");
            return input.has(field)
                    ? files.column(
                            input.get("file").textValue(), input.get(field).textValue(), input.path("rows"))
                    : List.of();
        }
        List<String> texts = new ArrayList<>();
        golden.path(field).forEach(node -> texts.add(node.asText()));
        return texts;
    }
}
