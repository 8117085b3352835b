package io.tidemark.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.stats.distribution.GridEdges;
import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.stats.fairness.BiasValue.Reason;
import io.tidemark.stats.fairness.BiasValue.Undefined;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a baseline is built from: samples of scores, rows for the flip test, values of columns. */
class BaselineInputsTest {
    @Test
    void edgesPartScoresIntoEqualGroupsAndHoldTheThreshold() {
        ScoreSample sample = new ScoreSample();
        for (int i = 1; i <= 1_000; i++) {
            sample.add(i / 1_000.0);
        }
        GridEdges edges = sample.quantileEdges(4, List.of(0.4));
        assertThat(edges.toArray()).containsExactly(0.25, 0.4, 0.5, 0.75);
        assertThat(sample.isOfProbabilities()).isTrue();
    }

    @Test
    void repeatedScoresMakeFewerGroups() {
        ScoreSample sample = new ScoreSample();
        for (int i = 0; i < 90; i++) {
            sample.add(0);
        }
        for (int i = 0; i < 10; i++) {
            sample.add(-0.0);
            sample.add(i - 5);
        }
        assertThat(sample.quantileEdges(10, List.of()).toArray()).containsExactly(0);
        assertThat(sample.isOfProbabilities()).isFalse();
        assertThat(new ScoreSample().quantileEdges(10, List.of(0.5)).toArray()).containsExactly(0.5);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void boundedSampleDependsOnTheSetAlone(long seed) {
        Random random = new Random(seed);
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            values.add(random.nextGaussian());
        }
        ScoreSample first = sampleOf(values);
        Collections.shuffle(values, random);
        ScoreSample second = sampleOf(values);
        double[] edges = first.quantileEdges(10, List.of()).toArray();
        assertThat(second.quantileEdges(10, List.of()).toArray())
                .as("seed %d", seed)
                .isEqualTo(edges);
        assertThat(edges[4]).as("median, seed %d", seed).isBetween(-0.15, 0.15);
        assertThat(edges[0]).as("lowest tenth, seed %d", seed).isBetween(-1.6, -1.0);
    }

    private static ScoreSample sampleOf(List<Double> values) {
        ScoreSample sample = new ScoreSample(1_000);
        values.forEach(sample::add);
        return sample;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void flipTestDoesNotDependOnTheOrderOfRows(long seed) {
        Random random = new Random(seed);
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            // Few distinct features: many neighbours are equally far.
            rows.add(new double[] {random.nextInt(3), random.nextInt(3), random.nextInt(2), 1 + random.nextInt(2)});
        }
        BiasValue expected = flipTest(rows);
        for (int shuffle = 0; shuffle < 5; shuffle++) {
            Collections.shuffle(rows, random);
            assertThat(flipTest(rows)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    private static BiasValue flipTest(List<double[]> rows) {
        FlipRows flip = new FlipRows(List.of("x", "y"));
        rows.forEach(row -> flip.add(Arrays.copyOf(row, 2), row[2] == 1, (long) row[3]));
        return flip.of(0, "sex").orElseThrow();
    }

    @Test
    void flipTestLeavesTheFacetsColumnOut() {
        FlipRows flip = new FlipRows(List.of("sex", "x"));
        flip.add(new double[] {Double.NaN, 1}, true, Facet.DISADVANTAGED);
        flip.add(new double[] {Double.NaN, 1}, false, Facet.ADVANTAGED);
        assertThat(flip.of(0, "sex").orElseThrow().orNaN()).isEqualTo(1);
        assertThat(flip.of(0, "race")).contains(new Undefined(Reason.FEATURE_NOT_NUMERIC));
        assertThatThrownBy(() -> flip.add(new double[1], true, 0)).hasMessageContaining("features = 1, columns = 2");
    }

    @Test
    void flipTestOfTooManyRowsOrNoColumnsIsNotGiven() {
        FlipRows flip = new FlipRows(List.of("x"));
        for (int i = 0; i <= FlipRows.MOST_ROWS; i++) {
            flip.add(new double[] {i}, i % 2 == 0, 1 + i % 2);
        }
        assertThat(flip.of(0, "sex")).isEmpty();
        assertThat(new FlipRows(List.of()).of(0, "sex")).isEmpty();
        assertThat(new FlipRows(List.of("sex")).of(0, "sex")).isEmpty();
    }

    @Test
    void valuesOfAColumnAreListedInTheirOrder() {
        ColumnValues values = columnOf("10", "2", "2.0", "b", "a", "", "2", "10");
        assertThat(values.values()).containsExactly("2", "10", "a", "b");
        assertThat(values.distinct()).isEqualTo(5);
        assertThat(values.mostFrequent(2)).containsExactly("2", "10");
        assertThat(values.mostFrequent(3)).containsExactly("2", "10", "a");
    }

    @Test
    void positiveClassIsTheHigherOrTheGivenOne() {
        assertThat(columnOf("1", "0", "1.0").binaryClasses("")).containsExactly("0", "1");
        assertThat(columnOf("1", "0").binaryClasses("0.0")).containsExactly("1", "0");
        assertThat(columnOf("good", "bad").binaryClasses("bad")).containsExactly("good", "bad");
        assertThatThrownBy(() -> columnOf("1", "0").binaryClasses("2")).hasMessageContaining("no value '2'");
        assertThatThrownBy(() -> columnOf("1", "0", "2").binaryClasses(""))
                .hasMessageContaining("has 3 distinct values");
    }

    @Test
    void columnOfIdentifiersIsRefused() {
        ColumnValues values = new ColumnValues("id");
        assertThatThrownBy(() -> {
                    for (int i = 0; i <= ColumnValues.MOST_DISTINCT; i++) {
                        values.add("row-" + i);
                    }
                })
                .hasMessageContaining("'id' has more than 100000 distinct values");
    }

    private static ColumnValues columnOf(String... texts) {
        ColumnValues values = new ColumnValues("c");
        for (String text : texts) {
            values.add(text);
        }
        return values;
    }
}
