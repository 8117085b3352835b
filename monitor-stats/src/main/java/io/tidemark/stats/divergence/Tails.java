package io.tidemark.stats.divergence;

/**
 * Sums of the values in the two out-of-range cells of a grid, rounded from exact sums; 0 for an empty cell.
 *
 * @param baselineBelow sum of the baseline's values in the first cell
 * @param windowBelow sum of the window's values in the first cell
 * @param baselineAbove sum of the baseline's values in the last cell
 * @param windowAbove sum of the window's values in the last cell
 */
public record Tails(double baselineBelow, double windowBelow, double baselineAbove, double windowAbove) {
    /** No values out of range on either side. */
    public static final Tails NONE = new Tails(0, 0, 0, 0);

    /** The usual case: the baseline lies wholly inside its own grid. */
    public static Tails ofWindow(double below, double above) {
        return new Tails(0, below, 0, above);
    }
}
