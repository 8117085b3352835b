package io.tidemark.stats.fairness;

import io.tidemark.stats.fairness.BiasValue.Defined;
import io.tidemark.stats.fairness.BiasValue.Reason;
import io.tidemark.stats.fairness.BiasValue.Undefined;

/**
 * Counterfactual flip test (FT): would a row of facet d be answered otherwise among its most similar rows of facet a?
 * (#{d: model yes, neighbours no} - #{d: model no, neighbours yes}) / n_d, in [-1, 1]; the sign is that of smclarify,
 * opposite to the formula of the service's guide.
 *
 * <p>Neighbours: the k rows of a that are nearest by Euclidean distance over the features as they are, neither scaled
 * nor encoded; k = 5, or 1 if a has fewer than 10 rows. They vote, each with one voice. Of equally distant rows the one
 * that was given first is nearer, so the result depends on the order of a's rows: give them in an order that does not
 * depend on arrival. Cost n_d · n_a · features; it needs rows, so it is no figure of a table of counts.
 */
public final class FlipTest {
    /** The name in files and reports. */
    public static final String WIRE_NAME = "FT";

    private static final int NEIGHBOURS = 5;
    private static final int ROWS_FOR_NEIGHBOURS = 10;

    private FlipTest() {}

    /**
     * The rows of a side.
     *
     * @param features one array per row, all of the same length, of finite numbers
     * @param predictions the model's answer per row
     */
    @SuppressWarnings("ArrayRecordComponent") // Rows handed on at once, never compared.
    public record Rows(double[][] features, boolean[] predictions) {
        /** As many answers as rows. */
        public Rows {
            if (features.length != predictions.length) {
                throw new IllegalArgumentException(
                        "rows = " + features.length + ", predictions = " + predictions.length);
            }
        }
    }

    /** The figure; undefined if a side is empty, if nothing is predicted positive, or if a feature is not finite. */
    public static BiasValue of(Rows disadvantaged, Rows advantaged) {
        if (disadvantaged.features.length == 0) {
            return new Undefined(Reason.FACET_EMPTY);
        }
        if (advantaged.features.length == 0) {
            return new Undefined(Reason.REST_EMPTY);
        }
        if (positives(disadvantaged.predictions) + positives(advantaged.predictions) == 0) {
            return new Undefined(Reason.NO_POSITIVES);
        }
        if (!isFinite(disadvantaged.features) || !isFinite(advantaged.features)) {
            return new Undefined(Reason.FEATURE_NOT_NUMERIC);
        }
        long balance = 0;
        for (int row = 0; row < disadvantaged.features.length; row++) {
            boolean ofModel = disadvantaged.predictions[row];
            boolean ofNeighbours = vote(disadvantaged.features[row], advantaged);
            if (ofModel != ofNeighbours) {
                balance += ofModel ? 1 : -1;
            }
        }
        return new Defined(balance / (double) disadvantaged.features.length);
    }

    private static boolean vote(double[] row, Rows advantaged) {
        int k = advantaged.features.length >= ROWS_FOR_NEIGHBOURS ? NEIGHBOURS : 1;
        double[] distances = new double[k];
        int[] nearest = new int[k];
        int found = 0;
        for (int candidate = 0; candidate < advantaged.features.length; candidate++) {
            double distance = squaredDistance(row, advantaged.features[candidate]);
            int place = found;
            while (place > 0 && distance < distances[place - 1]) {
                place--;
            }
            if (place < k) {
                found = Math.min(k, found + 1);
                for (int i = found - 1; i > place; i--) {
                    distances[i] = distances[i - 1];
                    nearest[i] = nearest[i - 1];
                }
                distances[place] = distance;
                nearest[place] = candidate;
            }
        }
        int yes = 0;
        for (int neighbour : nearest) {
            yes += advantaged.predictions[neighbour] ? 1 : 0;
        }
        return 2 * yes > k;
    }

    private static double squaredDistance(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double difference = x[i] - y[i];
            sum += difference * difference;
        }
        return sum;
    }

    private static long positives(boolean[] predictions) {
        long positives = 0;
        for (boolean prediction : predictions) {
            positives += prediction ? 1 : 0;
        }
        return positives;
    }

    private static boolean isFinite(double[][] rows) {
        for (double[] row : rows) {
            for (double value : row) {
                if (!Double.isFinite(value)) {
                    return false;
                }
            }
        }
        return true;
    }
}
