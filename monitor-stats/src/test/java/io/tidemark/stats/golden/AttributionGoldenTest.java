package io.tidemark.stats.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.stats.attribution.AttributionTable;
import io.tidemark.stats.attribution.RankingGain;
import io.tidemark.stats.summary.DescriptiveStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** NDCG against its formula in rational arithmetic and against scikit-learn 1.9.1. */
class AttributionGoldenTest {
    private final GoldenFiles files = new GoldenFiles();

    @Test
    void rankingGainAgreesWithScikitLearn() {
        JsonNode root = GoldenFiles.json("attribution_ndcg");
        GoldenCheck check = new GoldenCheck("attribution_ndcg");
        for (JsonNode golden : root.get("cases")) {
            check.beginCase(golden.get("id").textValue());
            JsonNode expected = golden.get("expected");
            if (golden.has("file")) {
                real(check, golden, expected);
            } else {
                gains(check, expected, "", numbers(golden.get("baseline_global")), numbers(golden.get("live_global")));
            }
            check.endCase(expected);
        }
        check.finish(root);
    }

    private void real(GoldenCheck check, JsonNode golden, JsonNode expected) {
        double[][] baseline = rows(golden, "baseline_rows");
        double[][] live = rows(golden, "rows");
        AttributionTable ofBaseline = table(baseline);
        AttributionTable ofLive = table(live);
        compare(check, expected, "mean_abs", ofBaseline.meanMagnitudes(), ofLive.meanMagnitudes());
        compare(check, expected, "mean_sq", ofBaseline.meanSquares(), ofLive.meanSquares());
        compare(check, expected, "median_abs", medians(baseline), medians(live));
    }

    private static void compare(GoldenCheck check, JsonNode expected, String kind, double[] baseline, double[] live) {
        JsonNode values = expected.get(kind);
        check.numbers(values.get("baseline_global"), "/" + kind + "/baseline_global", baseline);
        check.numbers(values.get("live_global"), "/" + kind + "/live_global", live);
        gains(check, values, "/" + kind, baseline, live);
    }

    private static void gains(GoldenCheck check, JsonNode expected, String at, double[] baseline, double[] live) {
        check.number(
                expected.get("ndcg_formula_ties_by_feature_order"),
                at + "/ndcg_formula_ties_by_feature_order",
                RankingGain.normalisedByFeatureOrder(baseline, live));
        check.number(expected.get("dcg"), at + "/dcg", RankingGain.gainByFeatureOrder(baseline, live));
        check.number(expected.get("idcg"), at + "/idcg", RankingGain.idealGain(baseline));
        if (expected.has("sklearn_ndcg_score")) {
            check.number(
                    expected.get("sklearn_ndcg_score"),
                    at + "/sklearn_ndcg_score",
                    RankingGain.normalised(baseline, live));
            check.number(
                    expected.get("sklearn_ndcg_score_ignore_ties"),
                    at + "/sklearn_ndcg_score_ignore_ties",
                    RankingGain.normalisedByFeatureOrder(baseline, live));
        }
    }

    private double[][] rows(JsonNode golden, String range) {
        List<double[]> columns = new ArrayList<>();
        golden.get("features")
                .forEach(feature -> columns.add(
                        files.column(golden.get("file").textValue(), feature.textValue(), golden.get(range)).stream()
                                .mapToDouble(Double::parseDouble)
                                .toArray()));
        double[][] rows = new double[columns.get(0).length][];
        for (int row = 0; row < rows.length; row++) {
            int at = row;
            rows[row] = columns.stream().mapToDouble(c -> c[at]).toArray();
        }
        return rows;
    }

    private static AttributionTable table(double[][] rows) {
        AttributionTable table = new AttributionTable(rows[0].length);
        Arrays.stream(rows).forEach(table::add);
        return table;
    }

    private static double[] medians(double[][] rows) {
        return IntStream.range(0, rows[0].length)
                .mapToDouble(feature -> DescriptiveStatistics.quantileLinear(
                        Arrays.stream(rows)
                                .mapToDouble(row -> Math.abs(row[feature]))
                                .sorted()
                                .toArray(),
                        0.5))
                .toArray();
    }

    private static double[] numbers(JsonNode array) {
        return IntStream.range(0, array.size())
                .mapToDouble(i -> array.get(i).doubleValue())
                .toArray();
    }
}
