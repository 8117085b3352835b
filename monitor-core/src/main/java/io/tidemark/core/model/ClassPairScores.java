package io.tidemark.core.model;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.stats.distribution.GridEdges;
import io.tidemark.stats.quality.ScoreCounts;
import io.tidemark.stats.quality.ScoreTable;
import io.tidemark.stats.summary.ExactCounts;
import java.util.ArrayList;
import java.util.List;

/**
 * How often the score of each class was where, by predicted class: what several classes' quality is estimated from before
 * labels come. Coarse, and kept for up to {@link #MOST_CLASSES} classes only: beyond that cells would be empty. Made when
 * the first row comes.
 */
final class ClassPairScores {
    static final int MOST_CLASSES = 20;

    private final int classes;
    private final GridEdges grid;
    private long[] counts = {};

    ClassPairScores(int classes) {
        this.classes = classes;
        this.grid = ScoreTable.uniformGrid(Math.max(16, Math.min(128, 4_000 / (classes * classes))), 0.5);
    }

    boolean isKept() {
        return classes <= MOST_CLASSES;
    }

    void add(int predicted, double[] scores, int sign) {
        if (isKept()) {
            long[] into = present();
            for (int c = 0; c < classes; c++) {
                int at = at(predicted, c) + grid.cellOf(scores[c]);
                into[at] = Math.addExact(into[at], sign);
            }
        }
    }

    void addAll(ClassPairScores other) {
        if (other.counts.length > 0) {
            ExactCounts.addAll(present(), other.counts);
        }
    }

    boolean isZero() {
        return StoredTables.isZero(counts);
    }

    void writeTo(CanonicalOutput out) {
        StoredTables.writeCounts(counts, out);
    }

    void addStored(CanonicalInput in) {
        long[] stored = StoredTables.readCounts(in, isKept() ? classes * classes * grid.cells() : 0);
        if (!StoredTables.isZero(stored)) {
            ExactCounts.addAll(present(), stored);
        }
    }

    long heapBytes() {
        return 8L * counts.length;
    }

    /** By predicted class, then class: where its score was. */
    List<List<ScoreCounts>> counts() {
        long[] from = present();
        List<List<ScoreCounts>> byPredicted = new ArrayList<>();
        for (int predicted = 0; predicted < classes; predicted++) {
            List<ScoreCounts> byClass = new ArrayList<>();
            for (int c = 0; c < classes; c++) {
                byClass.add(countsAt(from, at(predicted, c)));
            }
            byPredicted.add(byClass);
        }
        return byPredicted;
    }

    private ScoreCounts countsAt(long[] from, int at) {
        List<ScoreCounts.Entry> entries = new ArrayList<>();
        for (int cell = 0; cell < grid.cells(); cell++) {
            double upper = cell < grid.size() ? grid.edge(cell) : Double.POSITIVE_INFINITY;
            entries.add(new ScoreCounts.Entry(upper, grid.isSingleValue(cell), from[at + cell], 0, 0));
        }
        return new ScoreCounts(entries);
    }

    private int at(int predicted, int c) {
        return (predicted * classes + c) * grid.cells();
    }

    private long[] present() {
        if (counts.length == 0) {
            counts = new long[classes * classes * grid.cells()];
        }
        return counts;
    }
}
