package io.tidemark.core.model;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.stats.distribution.GridEdges;
import io.tidemark.stats.quality.ConfusionMatrix;
import io.tidemark.stats.quality.ProbabilityLoss;
import io.tidemark.stats.quality.ScoreTable;
import io.tidemark.stats.quality.StratumTable;
import io.tidemark.stats.summary.ExactCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is kept of a window of several classes. The last row of the matrix holds labels that are no class of the model. A
 * stratum is a group of like scores of the answered class; its "positive" label is "the answer was right".
 */
final class MulticlassTables implements AnswerTables {
    private final int classes;
    private final GridEdges scoreGrid;
    private final GridEdges stratumEdges;
    private final int exactScores;
    private final ConfusionMatrix matrix;
    private final long[] predicted;
    private final ScoreTable answers;
    private final StratumTable strata;
    private final List<ScoreTable> classScores = new ArrayList<>();
    private final ClassPairScores pairs;
    private final ProbabilityLoss losses = new ProbabilityLoss();

    MulticlassTables(ModelLayout layout) {
        this.classes = layout.spec().classes().size();
        this.scoreGrid = layout.scoreGrid();
        this.stratumEdges = layout.stratumEdges();
        this.exactScores = exactScores(classes);
        this.matrix = new ConfusionMatrix(classes + 1);
        this.predicted = new long[classes];
        this.answers = new ScoreTable(scoreGrid, exactScores);
        this.strata = new StratumTable(stratumEdges.cells() + 1);
        this.pairs = new ClassPairScores(classes);
        for (int c = 0; layout.spec().hasScores() && c < classes; c++) {
            classScores.add(new ScoreTable(scoreGrid, exactScores));
        }
    }

    /** Distinct scores that are kept by themselves, and cells of the grid: all classes together take what one does. */
    static int exactScores(int classes) {
        return Math.max(64, Math.min(ScoreTable.DEFAULT_EXACT_SCORES, 8 * ScoreTable.DEFAULT_EXACT_SCORES / classes));
    }

    ConfusionMatrix matrix() {
        return matrix;
    }

    long[] predicted() {
        return predicted.clone();
    }

    ScoreTable answers() {
        return answers;
    }

    StratumTable strata() {
        return strata;
    }

    List<ScoreTable> classScores() {
        return List.copyOf(classScores);
    }

    ClassPairScores pairs() {
        return pairs;
    }

    ProbabilityLoss losses() {
        return losses;
    }

    @Override
    public void addPrediction(Prediction prediction, int sign) {
        int answer = requireClass(prediction);
        predicted[answer] = Math.addExact(predicted[answer], sign);
        strata.addPrediction(stratumOf(prediction), true, sign);
        if (prediction.hasValue()) {
            answers.addPrediction(prediction.value(), sign);
        }
        if (hasScores(prediction)) {
            for (int c = 0; c < classes; c++) {
                classScores.get(c).addPrediction(prediction.scores()[c], sign);
            }
            pairs.add(answer, prediction.scores(), sign);
        }
    }

    @Override
    public void addLabel(Prediction prediction, LabelValue label, int sign) {
        int answer = requireClass(prediction);
        int actual = label.classIndex();
        matrix.add(actual, answer, sign);
        strata.addLabel(stratumOf(prediction), true, actual == answer, sign);
        if (prediction.hasValue()) {
            answers.addLabel(prediction.value(), actual == answer, sign);
        }
        if (hasScores(prediction)) {
            for (int c = 0; c < classes; c++) {
                classScores.get(c).addLabel(prediction.scores()[c], actual == c, sign);
            }
            addLoss(prediction.scores(), actual, sign);
        }
    }

    /** A class that the model does not know was given the probability 0. */
    private void addLoss(double[] scores, int actual, int sign) {
        double[] probabilities = actual < classes ? scores : Arrays.copyOf(scores, classes + 1);
        if (sign > 0) {
            losses.add(probabilities, actual);
        } else {
            losses.remove(probabilities, actual);
        }
    }

    @Override
    public void merge(AnswerTables other) {
        mergeOnly(other, EnumSet.allOf(ModelTable.class));
    }

    @Override
    public void mergeOnly(AnswerTables other, Set<ModelTable> tables) {
        if (!(other instanceof MulticlassTables that)) {
            throw new IllegalArgumentException("tables of another problem cannot be merged into those of classes");
        }
        if (tables.contains(ModelTable.CONFUSION)) {
            matrix.addAll(that.matrix);
            ExactCounts.addAll(predicted, that.predicted);
        }
        if (tables.contains(ModelTable.SCORES)) {
            answers.addAll(that.answers);
        }
        if (tables.contains(ModelTable.STRATA)) {
            strata.addAll(that.strata);
        }
        if (tables.contains(ModelTable.CLASS_SCORES)) {
            for (int c = 0; c < classScores.size(); c++) {
                classScores.get(c).addAll(that.classScores.get(c));
            }
            pairs.addAll(that.pairs);
        }
        if (tables.contains(ModelTable.LOSSES)) {
            losses.addAll(that.losses);
        }
    }

    @Override
    public boolean isZero() {
        return StoredTables.isZero(matrix.toArray())
                && StoredTables.isZero(predicted)
                && StoredTables.isZero(answers)
                && StoredTables.isZero(strata.toArray())
                && classScores.stream().allMatch(StoredTables::isZero)
                && pairs.isZero()
                && StoredTables.isZero(losses);
    }

    @Override
    public boolean isIdentity() {
        return isZero()
                && StoredTables.isUntouched(answers)
                && classScores.stream().allMatch(StoredTables::isUntouched);
    }

    @Override
    public void writeTo(CanonicalOutput out) {
        StoredTables.writeCounts(matrix.toArray(), out);
        StoredTables.writeCounts(predicted, out);
        StoredTables.writeScores(answers, out);
        StoredTables.writeCounts(strata.toArray(), out);
        classScores.forEach(table -> StoredTables.writeScores(table, out));
        pairs.writeTo(out);
        StoredTables.writeLosses(losses, out);
    }

    @Override
    public void addStored(CanonicalInput in) {
        matrix.addAll(ConfusionMatrix.of(StoredTables.readCounts(in, (classes + 1) * (classes + 1))));
        ExactCounts.addAll(predicted, StoredTables.readCounts(in, classes));
        StoredTables.addScores(in, answers, scoreGrid, exactScores);
        strata.addStored(StoredTables.readCounts(in, strata.toArray().length));
        classScores.forEach(table -> StoredTables.addScores(in, table, scoreGrid, exactScores));
        pairs.addStored(in);
        losses.addAll(StoredTables.readLosses(in));
    }

    @Override
    public long heapBytes(long rows) {
        long named = Math.min(rows, exactScores);
        long ofScores = StoredTables.heapBytes(answers, scoreGrid, named);
        for (ScoreTable table : classScores) {
            ofScores += StoredTables.heapBytes(table, scoreGrid, named);
        }
        return 4_000 + ofScores + pairs.heapBytes() + 8L * (classes + 1) * (classes + 1);
    }

    private int stratumOf(Prediction prediction) {
        return prediction.hasValue() ? stratumEdges.cellOf(prediction.value()) : stratumEdges.cells();
    }

    private boolean hasScores(Prediction prediction) {
        return !classScores.isEmpty() && prediction.scores().length == classes;
    }

    private int requireClass(Prediction prediction) {
        if (prediction.predicted() < 0 || prediction.predicted() >= classes) {
            throw new IllegalArgumentException(
                    "class " + prediction.predicted() + " is none of " + classes + " classes");
        }
        return prediction.predicted();
    }
}
