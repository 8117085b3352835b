package io.tidemark.stats.quality;

import java.util.ArrayList;
import java.util.List;

/**
 * A logistic curve in the score, 1/(1 + exp(-(slope·score + intercept))), fitted by Newton's method to targets
 * (n1+1)/(n1+2) and 1/(n0+2) instead of 1 and 0 (Platt 1999; the steps of Lin, Lin, Weng 2007,
 * doi:10.1007/s10994-007-5018-6). Two numbers, for few labels. A cell of scores stands at its upper end, the last one
 * at its lower end.
 */
public final class PlattCalibration implements ScoreCalibration {
    private static final int MAX_STEPS = 100;
    private static final int MAX_HALVINGS = 40;
    private static final double RIDGE = 1e-12;
    private static final double FLAT = 1e-10;
    private static final double SUFFICIENT_DECREASE = 1e-4;

    private final double slope;
    private final double intercept;

    private PlattCalibration(double slope, double intercept) {
        this.slope = slope;
        this.intercept = intercept;
    }

    private record Point(double score, double rows, double target) {}

    /** The fit to the labelled rows of a reference with both classes. */
    public static PlattCalibration fit(ScoreCounts reference) {
        RankingCurve ranking = reference.ranking();
        double ofPositive = (ranking.positives() + 1) / (ranking.positives() + 2);
        double ofNegative = 1 / (ranking.negatives() + 2);
        List<Point> points = new ArrayList<>();
        double below = 0;
        for (ScoreCounts.Entry entry : reference.entries()) {
            double score = Double.isInfinite(entry.upper()) ? below : entry.upper();
            below = entry.upper();
            if (entry.positives() > 0) {
                points.add(new Point(score, (double) entry.positives(), ofPositive));
            }
            if (entry.negatives() > 0) {
                points.add(new Point(score, (double) entry.negatives(), ofNegative));
            }
        }
        PlattCalibration fit =
                new PlattCalibration(0, StrictMath.log((ranking.positives() + 1) / (ranking.negatives() + 1)));
        for (int step = 0; step < MAX_STEPS; step++) {
            PlattCalibration next = fit.improved(points);
            if (next == fit) {
                return fit;
            }
            fit = next;
        }
        return fit;
    }

    /** Change of the logit per unit of score. */
    public double slope() {
        return slope;
    }

    /** The logit at score 0. */
    public double intercept() {
        return intercept;
    }

    @Override
    public double probability(double score) {
        return 1 / (1 + StrictMath.exp(-(slope * score + intercept)));
    }

    /** One Newton step with halving; this if the gradient is flat or no step helps. */
    private PlattCalibration improved(List<Point> points) {
        double gradientSlope = 0;
        double gradientIntercept = 0;
        double curvatureSlope = RIDGE;
        double curvatureIntercept = RIDGE;
        double curvatureBoth = 0;
        for (Point point : points) {
            double p = probability(point.score);
            double error = point.rows * (p - point.target);
            double weight = point.rows * p * (1 - p);
            gradientSlope += error * point.score;
            gradientIntercept += error;
            curvatureSlope += weight * point.score * point.score;
            curvatureIntercept += weight;
            curvatureBoth += weight * point.score;
        }
        if (Math.abs(gradientSlope) < FLAT && Math.abs(gradientIntercept) < FLAT) {
            return this;
        }
        double determinant = curvatureSlope * curvatureIntercept - curvatureBoth * curvatureBoth;
        double down = -(curvatureIntercept * gradientSlope - curvatureBoth * gradientIntercept) / determinant;
        double across = -(curvatureSlope * gradientIntercept - curvatureBoth * gradientSlope) / determinant;
        double descent = gradientSlope * down + gradientIntercept * across;
        return stepped(points, down, across, descent);
    }

    private PlattCalibration stepped(List<Point> points, double down, double across, double descent) {
        double before = loss(points);
        double length = 1;
        for (int halving = 0; halving < MAX_HALVINGS; halving++) {
            PlattCalibration next = new PlattCalibration(slope + length * down, intercept + length * across);
            if (next.loss(points) < before + SUFFICIENT_DECREASE * length * descent) {
                return next;
            }
            length /= 2;
        }
        return this;
    }

    private double loss(List<Point> points) {
        double sum = 0;
        for (Point point : points) {
            double logit = slope * point.score + intercept;
            // ln(1 + e^x) - target x, without overflow for large x.
            double soft = Math.max(0, logit) + StrictMath.log1p(StrictMath.exp(-Math.abs(logit)));
            sum += point.rows * (soft - point.target * logit);
        }
        return sum;
    }
}
