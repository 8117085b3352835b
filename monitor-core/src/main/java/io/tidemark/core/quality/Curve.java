package io.tidemark.core.quality;

import java.util.ArrayList;
import java.util.List;

/**
 * A curve as points in order.
 *
 * @param name {@code roc} (false over true positive rate), {@code precision_recall} (recall over precision) or {@code
 *     calibration} (mean probability over share of positives)
 * @param points at most {@value #MOST_POINTS}
 */
public record Curve(String name, List<Point> points) {
    /** Most points of a curve. */
    public static final int MOST_POINTS = 200;

    /**
     * A point.
     *
     * @param x first coordinate
     * @param y second coordinate
     * @param weight for {@code calibration} the rows, otherwise the threshold at or above which rows are positive
     */
    public record Point(double x, double y, double weight) {}

    /** Copies the points. */
    public Curve {
        points = List.copyOf(points);
        if (points.size() > MOST_POINTS) {
            throw new IllegalArgumentException(
                    "curve " + name + " has " + points.size() + " points, more than " + MOST_POINTS);
        }
    }

    /**
     * A curve with at most {@value #MOST_POINTS} of the points: the first, the last, and others at steps as equal as
     * whole numbers allow, so that the same points always give the same curve.
     */
    public static Curve thinned(String name, List<Point> all) {
        if (all.size() <= MOST_POINTS) {
            return new Curve(name, all);
        }
        long last = all.size() - 1L;
        List<Point> kept = new ArrayList<>(MOST_POINTS);
        for (int i = 0; i < MOST_POINTS; i++) {
            kept.add(all.get((int) (i * last / (MOST_POINTS - 1))));
        }
        return new Curve(name, kept);
    }
}
