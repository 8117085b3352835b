package io.tidemark.stats.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.stats.fairness.BiasValue.Defined;
import io.tidemark.stats.fairness.BiasValue.Reason;
import io.tidemark.stats.fairness.BiasValue.Undefined;
import io.tidemark.stats.fairness.FlipTest.Rows;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlipTestTest {
    private static final Rows NOBODY = new Rows(new double[0][], new boolean[0]);

    @Test
    void rowThatOnlyItsNeighboursAcceptCountsAgainstTheFacet() {
        Rows a = rows(new double[] {1, 10}, true, false);

        assertThat(FlipTest.of(rows(new double[] {0}, false), a)).isEqualTo(new Defined(-1));
        assertThat(FlipTest.of(rows(new double[] {9}, true), a)).isEqualTo(new Defined(1));
        assertThat(FlipTest.of(rows(new double[] {9, 0}, true, false), a)).isEqualTo(new Defined(0));
        assertThat(FlipTest.of(rows(new double[] {0, 9, 0, 9}, true, false, false, false), a))
                .isEqualTo(new Defined(-0.25));
    }

    @Test
    void fiveNeighboursVoteFromTenRowsOn() {
        double[] places = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        boolean[] answers = {true, false, false, false, true, true, true, true, true, true};
        Rows ten = rows(places, answers);
        Rows nine = rows(Arrays.copyOf(places, 9), Arrays.copyOf(answers, 9));
        Rows d = rows(new double[] {-1}, true);

        assertThat(FlipTest.of(d, ten)).as("two of five say yes").isEqualTo(new Defined(1));
        assertThat(FlipTest.of(d, nine)).as("the nearest says yes").isEqualTo(new Defined(0));
    }

    @Test
    void ofEquallyDistantRowsTheFirstIsNearer() {
        Rows d = rows(new double[] {5}, false);

        assertThat(FlipTest.of(d, rows(new double[] {4, 6}, true, false))).isEqualTo(new Defined(-1));
        assertThat(FlipTest.of(d, rows(new double[] {4, 6}, false, true))).isEqualTo(new Defined(0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void voteIsThatOfAFullSort(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Rows a = random(random, 60);
        Rows d = random(random, 40);
        int balance = 0;
        for (int row = 0; row < 40; row++) {
            double[] x = d.features()[row];
            Integer[] order = new Integer[60];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, Comparator.comparingDouble((Integer i) -> distance(x, a.features()[i])));
            int yes = 0;
            for (int i = 0; i < 5; i++) {
                yes += a.predictions()[order[i]] ? 1 : 0;
            }
            if (d.predictions()[row] != yes >= 3) {
                balance += d.predictions()[row] ? 1 : -1;
            }
        }
        assertThat(FlipTest.of(d, a)).as("seed %d", seed).isEqualTo(new Defined(balance / 40.0));
    }

    @Test
    void whatCannotBeComparedHasAReason() {
        Rows some = rows(new double[] {1}, true);

        assertThat(FlipTest.of(NOBODY, some)).isEqualTo(new Undefined(Reason.FACET_EMPTY));
        assertThat(FlipTest.of(some, NOBODY)).isEqualTo(new Undefined(Reason.REST_EMPTY));
        assertThat(FlipTest.of(rows(new double[] {1}, false), rows(new double[] {1}, false)))
                .isEqualTo(new Undefined(Reason.NO_POSITIVES));
        assertThat(FlipTest.of(some, rows(new double[] {Double.NaN}, true)))
                .isEqualTo(new Undefined(Reason.FEATURE_NOT_NUMERIC));
        assertThatThrownBy(() -> new Rows(new double[1][1], new boolean[2])).hasMessage("rows = 1, predictions = 2");
    }

    /** Small whole numbers, so that many distances tie. */
    private static Rows random(SplittableRandom random, int size) {
        double[][] features = new double[size][2];
        boolean[] predictions = new boolean[size];
        for (int i = 0; i < size; i++) {
            features[i][0] = random.nextInt(6);
            features[i][1] = random.nextInt(6);
            predictions[i] = random.nextBoolean();
        }
        return new Rows(features, predictions);
    }

    private static double distance(double[] x, double[] y) {
        return (x[0] - y[0]) * (x[0] - y[0]) + (x[1] - y[1]) * (x[1] - y[1]);
    }

    private static Rows rows(double[] places, boolean... predictions) {
        double[][] features = new double[places.length][];
        for (int i = 0; i < places.length; i++) {
            features[i] = new double[] {places[i]};
        }
        return new Rows(features, predictions);
    }
}
