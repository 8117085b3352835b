package io.tidemark.core.model;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.stats.distribution.GridEdges;
import io.tidemark.stats.quality.BinaryConfusion;
import io.tidemark.stats.quality.CalibrationTable;
import io.tidemark.stats.quality.ProbabilityLoss;
import io.tidemark.stats.quality.ScoreTable;
import io.tidemark.stats.quality.StratumTable;
import java.util.EnumSet;
import java.util.Set;

/** What is kept of a binary model's window. Rows without a score have a stratum of their own, behind the others. */
final class BinaryTables implements AnswerTables {
    private final GridEdges scoreGrid;
    private final GridEdges stratumEdges;
    private final ScoreTable scores;
    private final StratumTable strata;
    private final CalibrationTable calibration = new CalibrationTable(CalibrationTable.DEFAULT_BINS);
    private final ProbabilityLoss losses = new ProbabilityLoss();
    private BinaryConfusion confusion = BinaryConfusion.EMPTY;

    BinaryTables(ModelLayout layout) {
        this.scoreGrid = layout.scoreGrid();
        this.stratumEdges = layout.stratumEdges();
        this.scores = new ScoreTable(scoreGrid, ScoreTable.DEFAULT_EXACT_SCORES);
        this.strata = new StratumTable(stratumEdges.cells() + 1);
    }

    ScoreTable scores() {
        return scores;
    }

    StratumTable strata() {
        return strata;
    }

    CalibrationTable calibration() {
        return calibration;
    }

    ProbabilityLoss losses() {
        return losses;
    }

    BinaryConfusion confusion() {
        return confusion;
    }

    @Override
    public void addPrediction(Prediction prediction, int sign) {
        strata.addPrediction(stratumOf(prediction), isPositive(prediction), sign);
        if (prediction.hasValue()) {
            scores.addPrediction(prediction.value(), sign);
        }
    }

    @Override
    public void addLabel(Prediction prediction, LabelValue label, int sign) {
        boolean isPositive = isPositive(label);
        boolean predicted = isPositive(prediction);
        BinaryConfusion pair = BinaryConfusion.of(isPositive, predicted);
        confusion = sign > 0 ? confusion.plus(pair) : confusion.minus(pair);
        strata.addLabel(stratumOf(prediction), predicted, isPositive, sign);
        if (!prediction.hasValue()) {
            return;
        }
        scores.addLabel(prediction.value(), isPositive, sign);
        if (sign > 0) {
            calibration.add(prediction.value(), isPositive);
            losses.add(prediction.value(), isPositive);
        } else {
            calibration.remove(prediction.value(), isPositive);
            losses.remove(prediction.value(), isPositive);
        }
    }

    @Override
    public void merge(AnswerTables other) {
        mergeOnly(other, EnumSet.allOf(ModelTable.class));
    }

    @Override
    public void mergeOnly(AnswerTables other, Set<ModelTable> tables) {
        if (!(other instanceof BinaryTables that)) {
            throw new IllegalArgumentException("tables of another problem cannot be merged into binary ones");
        }
        if (tables.contains(ModelTable.CONFUSION)) {
            confusion = confusion.plus(that.confusion);
        }
        if (tables.contains(ModelTable.SCORES)) {
            scores.addAll(that.scores);
        }
        if (tables.contains(ModelTable.STRATA)) {
            strata.addAll(that.strata);
        }
        if (tables.contains(ModelTable.CALIBRATION)) {
            calibration.addAll(that.calibration);
        }
        if (tables.contains(ModelTable.LOSSES)) {
            losses.addAll(that.losses);
        }
    }

    @Override
    public boolean isZero() {
        return confusion.equals(BinaryConfusion.EMPTY)
                && StoredTables.isZero(scores)
                && StoredTables.isZero(strata.toArray())
                && StoredTables.isZero(calibration)
                && StoredTables.isZero(losses);
    }

    @Override
    public boolean isIdentity() {
        return isZero() && StoredTables.isUntouched(scores);
    }

    @Override
    public void writeTo(CanonicalOutput out) {
        StoredTables.writeCounts(
                new long[] {
                    confusion.truePositives(),
                    confusion.falsePositives(),
                    confusion.falseNegatives(),
                    confusion.trueNegatives()
                },
                out);
        StoredTables.writeScores(scores, out);
        StoredTables.writeCounts(strata.toArray(), out);
        StoredTables.writeCalibration(calibration, out);
        StoredTables.writeLosses(losses, out);
    }

    @Override
    public void addStored(CanonicalInput in) {
        long[] cells = StoredTables.readCounts(in, 4);
        confusion = confusion.plus(new BinaryConfusion(cells[0], cells[1], cells[2], cells[3]));
        StoredTables.addScores(in, scores, scoreGrid, ScoreTable.DEFAULT_EXACT_SCORES);
        strata.addStored(StoredTables.readCounts(in, strata.toArray().length));
        StoredTables.addCalibration(in, calibration);
        losses.addAll(StoredTables.readLosses(in));
    }

    @Override
    public long heapBytes(long rows) {
        long ofScores = StoredTables.heapBytes(scores, scoreGrid, Math.min(rows, ScoreTable.DEFAULT_EXACT_SCORES));
        return 10_000 + ofScores + 48L * stratumEdges.cells();
    }

    private int stratumOf(Prediction prediction) {
        return prediction.hasValue() ? stratumEdges.cellOf(prediction.value()) : stratumEdges.cells();
    }

    private static boolean isPositive(Prediction prediction) {
        if (prediction.predicted() < 0 || prediction.predicted() > 1) {
            throw new IllegalArgumentException("class " + prediction.predicted() + " is none of a binary model");
        }
        return prediction.predicted() == 1;
    }

    private static boolean isPositive(LabelValue label) {
        if (label.classIndex() < 0 || label.classIndex() > 1) {
            throw new IllegalArgumentException("label " + label + " is none of a binary model");
        }
        return label.classIndex() == 1;
    }
}
