package io.tidemark.stats.quality;

import io.tidemark.stats.distribution.GridEdges;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Predictions and labels per score: how often a score was given, and how often its label was negative or positive. Each
 * distinct score is kept by itself up to a bound; beyond it the counts move to a fixed grid, and figures that depend on
 * the order of scores carry a bound of their error ({@link RankingCurve#aucHalfWidth}).
 *
 * <p>Counts are signed, so a correction is subtracted in any order: {@link #addAll} is associative and commutative, a
 * new instance its identity. A score that was ever named counts towards the bound even when its counts are back at
 * zero; therefore whether the table is exact depends only on which scores were named, never on the order. Who adds the
 * prediction of every row, and labels only for those, gets a choice that no label can change. Mutable, not thread-safe.
 */
public final class ScoreTable {
    /** Distinct scores that a table keeps by default: about 100 KB. */
    public static final int DEFAULT_EXACT_SCORES = 1_024;

    private static final int PREDICTIONS = 0;
    private static final int NEGATIVES = 1;
    private static final int POSITIVES = 2;
    private static final int COLUMNS = 3;

    private final GridEdges grid;
    private final int exactScores;
    private final TreeMap<Double, long[]> byScore = new TreeMap<>();
    /** Column by column within a cell; empty while the table is exact. */
    private long[] byCell = {};

    /**
     * An empty table.
     *
     * @param grid the cells to fall back to; the decision threshold should be a boundary of them, see
     *     {@link #uniformGrid}
     * @param exactScores distinct scores kept by themselves, not negative
     */
    public ScoreTable(GridEdges grid, int exactScores) {
        if (exactScores < 0) {
            throw new IllegalArgumentException("exactScores = " + exactScores + " is negative");
        }
        this.grid = grid;
        this.exactScores = exactScores;
        if (exactScores == 0) {
            byCell = new long[COLUMNS * grid.cells()];
        }
    }

    /**
     * Edges at i/cells for i = 0 ... cells, and two at the threshold, so that both "above" and "at least" the threshold
     * are unions of cells.
     *
     * @param cells number of equal cells of [0, 1], at least 1
     * @param threshold the decision threshold, in [0, 1]
     */
    public static GridEdges uniformGrid(int cells, double threshold) {
        if (cells < 1 || !(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("cells = " + cells + ", threshold = " + threshold);
        }
        TreeMap<Double, Double> edges = new TreeMap<>();
        for (int i = 0; i <= cells; i++) {
            edges.put(i / (double) cells, 0.0);
        }
        edges.put(Math.nextDown(0.0), 0.0);
        edges.put(threshold + 0.0, 0.0);
        edges.put(Math.nextDown(threshold + 0.0), 0.0);
        return GridEdges.of(
                edges.keySet().stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Adds n predictions with this finite score, whether or not a label is known; a negative n takes them back. */
    public void addPrediction(double score, long n) {
        add(score, PREDICTIONS, n);
    }

    /** Adds n labels of predictions with this finite score; a negative n takes them back. */
    public void addLabel(double score, boolean isPositive, long n) {
        add(score, isPositive ? POSITIVES : NEGATIVES, n);
    }

    /** Adds a prediction together with its label. */
    public void addPair(double score, boolean isPositive) {
        addPrediction(score, 1);
        addLabel(score, isPositive, 1);
    }

    /** Adds the other table over the same grid and bound; the other is unchanged. */
    public void addAll(ScoreTable other) {
        addTimes(other, 1);
    }

    /** Takes back the other table over the same grid and bound; its scores count as named. */
    public void subtractAll(ScoreTable other) {
        addTimes(other, -1);
    }

    /** Whether every distinct score is kept by itself. */
    public boolean isExact() {
        return byCell.length == 0;
    }

    /**
     * The counts in ascending order of score: one entry per named score while exact, otherwise one per cell of the
     * grid.
     *
     * @throws IllegalStateException if a count is negative or there are more labels of a score than predictions
     */
    public ScoreCounts counts() {
        List<ScoreCounts.Entry> entries = new ArrayList<>();
        if (isExact()) {
            byScore.forEach((score, counts) ->
                    entries.add(new ScoreCounts.Entry(score, true, counts[0], counts[1], counts[2])));
        } else {
            for (int cell = 0; cell < grid.cells(); cell++) {
                double upper = cell < grid.size() ? grid.edge(cell) : Double.POSITIVE_INFINITY;
                int at = cell * COLUMNS;
                entries.add(new ScoreCounts.Entry(
                        upper, grid.isSingleValue(cell), byCell[at], byCell[at + 1], byCell[at + 2]));
            }
        }
        return new ScoreCounts(entries);
    }

    /** What is stored while exact: score, predictions, negative and positive labels, ascending. */
    public List<StoredScore> storedScores() {
        List<StoredScore> stored = new ArrayList<>();
        byScore.forEach((score, c) -> stored.add(new StoredScore(score, c[0], c[1], c[2])));
        return stored;
    }

    /** What is stored when not exact: predictions, negative and positive labels of each cell in turn; else empty. */
    public long[] storedCells() {
        return byCell.clone();
    }

    /** Adds what {@link #storedScores} and {@link #storedCells} gave; the cells are empty if the table was exact. */
    public void addStored(List<StoredScore> scores, long[] cells) {
        if (cells.length != 0 && cells.length != COLUMNS * grid.cells()) {
            throw new IllegalArgumentException(
                    "stored numbers = " + cells.length + ", expected " + COLUMNS * grid.cells());
        }
        if (cells.length != 0) {
            moveToGrid();
            for (int i = 0; i < cells.length; i++) {
                byCell[i] = Math.addExact(byCell[i], cells[i]);
            }
        }
        for (StoredScore s : scores) {
            add(s.score, PREDICTIONS, s.predictions);
            add(s.score, NEGATIVES, s.negatives);
            add(s.score, POSITIVES, s.positives);
        }
    }

    /**
     * Counts of one score; a delta may hold negative ones.
     *
     * @param score the score
     * @param predictions rows with this score
     * @param negatives labels that were negative
     * @param positives labels that were positive
     */
    public record StoredScore(double score, long predictions, long negatives, long positives) {}

    private void add(double score, int column, long n) {
        if (!Double.isFinite(score)) {
            throw new IllegalArgumentException("score = " + score + " is not finite");
        }
        if (isExact()) {
            long[] counts = byScore.computeIfAbsent(score + 0.0, s -> new long[COLUMNS]);
            counts[column] = Math.addExact(counts[column], n);
            moveToGridIfFull();
        } else {
            addToCell(score, column, n);
        }
    }

    private void addTimes(ScoreTable other, long sign) {
        if (other.exactScores != exactScores || !other.grid.equals(grid)) {
            throw new IllegalArgumentException("score tables differ in grid or bound");
        }
        if (!other.isExact()) {
            moveToGrid();
            for (int i = 0; i < byCell.length; i++) {
                byCell[i] = Math.addExact(byCell[i], sign * other.byCell[i]);
            }
            return;
        }
        other.byScore.forEach((score, counts) -> {
            for (int column = 0; column < COLUMNS; column++) {
                add(score, column, sign * counts[column]);
            }
        });
    }

    private void moveToGridIfFull() {
        if (byScore.size() > exactScores) {
            moveToGrid();
        }
    }

    private void moveToGrid() {
        if (!isExact()) {
            return;
        }
        byCell = new long[COLUMNS * grid.cells()];
        byScore.forEach((score, counts) -> {
            for (int column = 0; column < COLUMNS; column++) {
                addToCell(score, column, counts[column]);
            }
        });
        byScore.clear();
    }

    private void addToCell(double score, int column, long n) {
        int at = grid.cellOf(score) * COLUMNS + column;
        byCell[at] = Math.addExact(byCell[at], n);
    }
}
