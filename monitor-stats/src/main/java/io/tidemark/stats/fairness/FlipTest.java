package io.tidemark.stats.fairness;

import io.tidemark.stats.fairness.BiasValue.Defined;
import io.tidemark.stats.fairness.BiasValue.Reason;
import io.tidemark.stats.fairness.BiasValue.Undefined;
import io.tidemark.stats.interval.Interval;
import io.tidemark.stats.interval.NormalInterval;
import org.jspecify.annotations.Nullable;

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

    /**
     * What the test counts.
     *
     * @param disadvantaged rows of d
     * @param advantaged rows of a, among which neighbours are looked for
     * @param favoured rows of d that the model accepts and their neighbours are not
     * @param disfavoured rows of d that the model rejects and their neighbours are accepted
     * @param none why there is no figure; null if there is one
     */
    public record Flips(
            long disadvantaged,
            long advantaged,
            long favoured,
            long disfavoured,
            @Nullable Reason none) {
        /** (favoured - disfavoured)/d, or why there is no figure. */
        public BiasValue value() {
            return none == null ? new Defined((favoured - disfavoured) / (double) disadvantaged) : new Undefined(none);
        }

        /**
         * An interval of the figure: that of a difference of two dependent shares with half a row added to each of the
         * four cells (Agresti and Min 2005, doi:10.1002/sim.1781), so it is not empty where nothing flips. It takes the
         * rows of a, and so the neighbours, as given: what another sample of a would have said is not in it.
         *
         * @param confidence in (0, 1)
         */
        public Interval interval(double confidence) {
            double z = NormalInterval.criticalValue(confidence);
            if (none != null) {
                return Interval.UNDEFINED;
            }
            double n = disadvantaged + 2.0;
            double centre = (favoured - disfavoured) / n;
            double half = z * Math.sqrt(((favoured + disfavoured + 1.0) / n - centre * centre) / n);
            return new Interval(Math.max(-1, centre - half), Math.min(1, centre + half));
        }
    }

    /** The figure; undefined if a side is empty, if nothing is predicted positive, or if a feature is not finite. */
    public static BiasValue of(Rows disadvantaged, Rows advantaged) {
        return flips(disadvantaged, advantaged).value();
    }

    /** The counts behind the figure. */
    public static Flips flips(Rows disadvantaged, Rows advantaged) {
        Reason none = problem(disadvantaged, advantaged);
        long favoured = 0;
        long disfavoured = 0;
        for (int row = 0; none == null && row < disadvantaged.features.length; row++) {
            boolean ofModel = disadvantaged.predictions[row];
            boolean ofNeighbours = vote(disadvantaged.features[row], advantaged);
            favoured += ofModel && !ofNeighbours ? 1 : 0;
            disfavoured += !ofModel && ofNeighbours ? 1 : 0;
        }
        return new Flips(disadvantaged.features.length, advantaged.features.length, favoured, disfavoured, none);
    }

    private static @Nullable Reason problem(Rows disadvantaged, Rows advantaged) {
        if (disadvantaged.features.length == 0) {
            return Reason.FACET_EMPTY;
        }
        if (advantaged.features.length == 0) {
            return Reason.REST_EMPTY;
        }
        if (positives(disadvantaged.predictions) + positives(advantaged.predictions) == 0) {
            return Reason.NO_POSITIVES;
        }
        return isFinite(disadvantaged.features) && isFinite(advantaged.features) ? null : Reason.FEATURE_NOT_NUMERIC;
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
