package io.tidemark.core.quality;

import java.util.Map;
import java.util.Set;

/**
 * How much worse than its threshold a figure may be before {@link QualityRule#INTERVAL} calls it worse, and on which scale
 * its excess is an effect. Shares, F, AUC and the like: 0.02. R² and explained variance: 0.05. Losses, which have units: a
 * tenth of the threshold, a fifth where the loss is a square.
 *
 * <p>No error rate follows from these; with an interval of 99.7 % none of the 88 hours of the Adult data whose labels are not
 * flipped, 235 rows each, raises an alarm.
 */
final class Tolerance {
    /** Of a share. */
    static final double OF_SHARES = 0.02;

    private static final double OF_EXPLAINED = 0.05;
    private static final double OF_LOSSES = 0.1;
    private static final double OF_SQUARES = 0.2;

    private static final Set<String> EXPLAINED = Set.of("r2", "explained_variance");
    private static final Set<String> LOSSES =
            Set.of("mae", "rmse", "mape", "log_loss", "mean_error", "expected_calibration_error");
    private static final Set<String> SQUARES = Set.of("mse", "brier");

    private Tolerance() {}

    /**
     * The tolerance, in the unit of the figure.
     *
     * @param configured by name; stands above the others
     */
    static double of(String metric, double threshold, Map<String, Double> configured) {
        Double own = configured.get(metric);
        if (own != null) {
            return own;
        }
        if (EXPLAINED.contains(metric)) {
            return OF_EXPLAINED;
        }
        return isLoss(metric) ? (SQUARES.contains(metric) ? OF_SQUARES : OF_LOSSES) * Math.abs(threshold) : OF_SHARES;
    }

    /** An excess as a share in [0, 1]: that of a loss relative to its limit. */
    static double effect(String metric, double excess, double limit) {
        double relative = isLoss(metric) && limit != 0 ? excess / Math.abs(limit) : excess;
        return relative > 0 ? Math.min(1, relative) : 0;
    }

    private static boolean isLoss(String metric) {
        return LOSSES.contains(metric) || SQUARES.contains(metric);
    }
}
