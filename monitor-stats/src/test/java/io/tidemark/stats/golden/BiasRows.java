package io.tidemark.stats.golden;

import io.tidemark.stats.fairness.BiasMetric;
import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.stats.fairness.FacetSides;
import io.tidemark.stats.fairness.FacetTable;
import io.tidemark.stats.fairness.FlipTest;
import io.tidemark.stats.fairness.Outcome;
import io.tidemark.stats.quality.ConfusionMatrix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a bias example as texts, counted into the tables of the product.
 *
 * @param facets the facet's text per row
 * @param labels observed
 * @param predictions the model's answer
 * @param groups the group variable's text per row, or null if there is none
 * @param features texts of all other columns, column by column
 * @param positives the label texts that count as positive
 */
record BiasRows(
        List<String> facets,
        List<String> labels,
        List<String> predictions,
        @Nullable List<String> groups,
        List<List<String>> features,
        Set<String> positives) {
    List<String> distinctFacets() {
        return List.copyOf(new TreeSet<>(facets));
    }

    FacetSides sides(Predicate<String> isDisadvantaged) {
        List<String> values = distinctFacets();
        List<String> strata = groups == null ? List.of() : List.copyOf(new TreeSet<>(groups));
        Map<String, Integer> places = new HashMap<>();
        values.forEach(value -> places.put(value, places.size()));
        FacetTable table = new FacetTable(values.size(), strata.size());
        for (int row = 0; row < facets.size(); row++) {
            int stratum = groups == null ? 0 : strata.indexOf(groups.get(row));
            table.add(places.get(facets.get(row)), stratum, outcome(labels, row), outcome(predictions, row), 1);
        }
        return table.sides(group -> isDisadvantaged.test(values.get(group)));
    }

    BiasValue flipTest(Predicate<String> isDisadvantaged) {
        List<double[]> d = new ArrayList<>();
        List<double[]> a = new ArrayList<>();
        List<Boolean> ofD = new ArrayList<>();
        List<Boolean> ofA = new ArrayList<>();
        for (int row = 0; row < facets.size(); row++) {
            int at = row;
            double[] values =
                    features.stream().mapToDouble(c -> number(c.get(at))).toArray();
            boolean inD = isDisadvantaged.test(facets.get(row));
            (inD ? d : a).add(values);
            (inD ? ofD : ofA).add(outcome(predictions, row) == Outcome.POSITIVE);
        }
        return FlipTest.of(rows(d, ofD), rows(a, ofA));
    }

    BiasValue value(String metric, FacetSides sides, Predicate<String> isDisadvantaged) {
        return metric.equals(FlipTest.WIRE_NAME)
                ? flipTest(isDisadvantaged)
                : BiasMetric.valueOf(metric).of(sides);
    }

    /** The confusion of the labels as they are, with their names in order. */
    ConfusionMatrix confusion(List<String> names) {
        ConfusionMatrix matrix = new ConfusionMatrix(names.size());
        for (int row = 0; row < labels.size(); row++) {
            matrix.add(names.indexOf(labels.get(row)), names.indexOf(predictions.get(row)), 1);
        }
        return matrix;
    }

    private Outcome outcome(List<String> texts, int row) {
        return Outcome.of(positives.contains(texts.get(row)));
    }

    private static double number(String text) {
        Double number = PythonNumber.parse(text);
        return number == null ? Double.NaN : number;
    }

    private static FlipTest.Rows rows(List<double[]> features, List<Boolean> predictions) {
        boolean[] answers = new boolean[predictions.size()];
        for (int i = 0; i < answers.length; i++) {
            answers[i] = predictions.get(i);
        }
        return new FlipTest.Rows(features.toArray(new double[0][]), answers);
    }
}
