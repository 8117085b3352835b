package io.tidemark.core.model;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.stats.distribution.GridEdges;
import io.tidemark.stats.quality.CalibrationTable;
import io.tidemark.stats.quality.ProbabilityLoss;
import io.tidemark.stats.quality.ScoreTable;
import io.tidemark.stats.summary.CorrectableMoments;
import io.tidemark.stats.summary.ExactSum;
import io.tidemark.stats.summary.Moments;
import java.util.ArrayList;
import java.util.List;

/**
 * The stored form of signed counts and of the tables made of them: zeros are left out and numbers that may be negative are
 * zigzag varints, so a delta of a few rows is a few bytes. Equal contents are equal bytes.
 */
final class StoredTables {
    /** A sign and 67 chunks: more than any exact sum has. */
    private static final int MOST_CHUNKS = 68;

    private StoredTables() {}

    static void writeSigned(long value, CanonicalOutput out) {
        out.putVarint(value << 1 ^ value >> 63);
    }

    static long readSigned(CanonicalInput in) {
        long zigzag = in.getVarint();
        return zigzag >>> 1 ^ -(zigzag & 1);
    }

    /** Ascending (gap, count) pairs. */
    static void writeCounts(long[] counts, CanonicalOutput out) {
        int nonZero = 0;
        for (long count : counts) {
            nonZero += count == 0 ? 0 : 1;
        }
        out.putVarint(nonZero);
        int last = -1;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0) {
                out.putVarint(i - last - 1);
                writeSigned(counts[i], out);
                last = i;
            }
        }
    }

    static long[] readCounts(CanonicalInput in, int length) {
        long[] counts = new long[length];
        long nonZero = in.getCount(length);
        int index = -1;
        for (long i = 0; i < nonZero; i++) {
            index += 1 + (int) in.getCount(length - index - 2);
            counts[index] = readSigned(in);
        }
        return counts;
    }

    static void writeSum(ExactSum sum, CanonicalOutput out) {
        long[] chunks = sum.canonical();
        out.putVarint(chunks.length);
        writeCounts(chunks, out);
    }

    static ExactSum readSum(CanonicalInput in) {
        return ExactSum.ofCanonical(readCounts(in, (int) in.getCount(MOST_CHUNKS)));
    }

    static void writeMoments(CorrectableMoments moments, CanonicalOutput out) {
        writeSigned(moments.count(), out);
        writeSigned(moments.extremes(), out);
        Moments.Sums sums = moments.sums();
        writeSum(sums.values(), out);
        writeSum(sums.squares(), out);
    }

    static CorrectableMoments readMoments(CanonicalInput in) {
        long count = readSigned(in);
        long extremes = readSigned(in);
        return CorrectableMoments.ofStored(count, extremes, new Moments.Sums(readSum(in), readSum(in)));
    }

    static boolean isZero(CorrectableMoments moments) {
        Moments.Sums sums = moments.sums();
        return moments.count() == 0
                && moments.extremes() == 0
                && sums.values().isZero()
                && sums.squares().isZero();
    }

    static boolean isZero(long[] counts) {
        for (long count : counts) {
            if (count != 0) {
                return false;
            }
        }
        return true;
    }

    /** A score that was named stays in the form though its counts are zero: it counts towards the table's bound. */
    static void writeScores(ScoreTable table, CanonicalOutput out) {
        out.putByte(table.isExact() ? 1 : 0);
        if (!table.isExact()) {
            writeCounts(table.storedCells(), out);
            return;
        }
        List<ScoreTable.StoredScore> scores = table.storedScores();
        out.putVarint(scores.size());
        for (ScoreTable.StoredScore score : scores) {
            out.putDouble(score.score());
            writeSigned(score.predictions(), out);
            writeSigned(score.negatives(), out);
            writeSigned(score.positives(), out);
        }
    }

    static void addScores(CanonicalInput in, ScoreTable into, GridEdges grid, int exactScores) {
        if (in.getByte() == 0) {
            into.addStored(List.of(), readCounts(in, 3 * grid.cells()));
            return;
        }
        int size = (int) in.getCount(exactScores);
        List<ScoreTable.StoredScore> scores = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            scores.add(new ScoreTable.StoredScore(in.getDouble(), readSigned(in), readSigned(in), readSigned(in)));
        }
        into.addStored(scores, new long[0]);
    }

    static boolean isZero(ScoreTable table) {
        return isZero(table.storedCells())
                && table.storedScores().stream()
                        .allMatch(s -> s.predictions() == 0 && s.negatives() == 0 && s.positives() == 0);
    }

    /** About how many bytes a table takes of which so many scores are named at most: a tree node, its key and its counts. */
    static long heapBytes(ScoreTable table, GridEdges grid, long named) {
        return table.isExact() ? 104 * named : 24L * grid.cells();
    }

    /** Whether not even a score was named. */
    static boolean isUntouched(ScoreTable table) {
        return table.isExact() && table.storedScores().isEmpty();
    }

    static void writeLosses(ProbabilityLoss losses, CanonicalOutput out) {
        writeMoments(losses.storedBrier(), out);
        writeMoments(losses.storedLogLoss(), out);
        writeSigned(losses.outside(), out);
    }

    static ProbabilityLoss readLosses(CanonicalInput in) {
        return ProbabilityLoss.ofStored(readMoments(in), readMoments(in), readSigned(in));
    }

    static boolean isZero(ProbabilityLoss losses) {
        return losses.outside() == 0 && isZero(losses.storedBrier()) && isZero(losses.storedLogLoss());
    }

    static void writeCalibration(CalibrationTable table, CanonicalOutput out) {
        for (int bin = 0; bin < table.bins(); bin++) {
            CalibrationTable.StoredBin stored = table.stored(bin);
            writeSigned(stored.rows(), out);
            writeSigned(stored.positives(), out);
            writeSum(stored.sum(), out);
        }
        writeSigned(table.outside(), out);
    }

    static void addCalibration(CanonicalInput in, CalibrationTable into) {
        for (int bin = 0; bin < into.bins(); bin++) {
            into.addStored(bin, new CalibrationTable.StoredBin(readSigned(in), readSigned(in), readSum(in)));
        }
        into.addStoredOutside(readSigned(in));
    }

    static boolean isZero(CalibrationTable table) {
        for (int bin = 0; bin < table.bins(); bin++) {
            CalibrationTable.StoredBin stored = table.stored(bin);
            if (stored.rows() != 0 || stored.positives() != 0 || !stored.sum().isZero()) {
                return false;
            }
        }
        return table.outside() == 0;
    }
}
