package io.tidemark.core.ledger;

import io.tidemark.core.label.LabelFate;
import io.tidemark.core.label.PredictionFate;
import io.tidemark.core.ledger.LabelFacts.PartitionRow;
import io.tidemark.core.ledger.LabelTally.Bounds;
import java.util.List;

/** Compares a partition's row on labels with what its records give. */
final class LabelRowComparison {
    private final PartitionRow row;
    private final List<Difference> differences;

    LabelRowComparison(PartitionRow row, List<Difference> differences) {
        this.row = row;
        this.differences = differences;
    }

    /**
     * @param tally what the records give
     * @param hasLabels whether the topic still holds all ground truth that the row accounts for
     * @param hasCaptures whether it still holds all captures
     */
    void compare(LabelTally tally, boolean hasLabels, boolean hasCaptures) {
        compareSums();
        if (hasLabels) {
            compareLabels(tally);
        }
        if (row.namesCaptures()) {
            long most = hasCaptures ? tally.rows() : Long.MAX_VALUE;
            compare("predicted rows", new Bounds(tally.rows(), most), row.rows().sum());
        }
        if (row.namesCaptures() && hasCaptures) {
            compare("capturesUnusable", tally.unusable(), row.figure("capturesUnusable"));
        }
        if (hasLabels && hasCaptures && row.namesCaptures()) {
            compareFates(tally);
        }
    }

    /** The row by itself: offsets are records, and records are fates. */
    private void compareSums() {
        LabelFacts.Range truth = row.groundTruth();
        long offsets = truth.isEmpty() ? 0 : truth.to() - truth.from();
        compareSum(
                "offsets of ground truth",
                offsets,
                row.figure("read") + truth.lost() + row.figure("gaps"),
                "the row's range is not what was read, lost and empty");
        compareSum(
                "labels",
                row.figure("read") - row.figure("control"),
                row.labels().sum(),
                "the row's own fates do not add up to what it read");
    }

    private void compareLabels(LabelTally tally) {
        compare("read ground truth", exactly(tally.records()), row.figure("read"));
        compare("control records of ground truth", exactly(tally.control()), row.figure("control"));
        compare(
                "label " + LabelFate.DEAD_LETTERED.wireName(),
                tally.of(LabelFate.DEAD_LETTERED),
                row.labels().count(LabelFate.DEAD_LETTERED));
    }

    private void compareFates(LabelTally tally) {
        for (LabelFate fate : LabelFate.values()) {
            if (fate != LabelFate.DEAD_LETTERED) {
                compare("label " + fate.wireName(), tally.of(fate), row.labels().count(fate));
            }
        }
        for (PredictionFate fate : PredictionFate.values()) {
            compare("row " + fate.wireName(), tally.of(fate), row.rows().count(fate));
        }
    }

    private static Bounds exactly(long count) {
        return new Bounds(count, count);
    }

    private void compare(String figure, Bounds recomputed, long accounted) {
        if (!recomputed.allow(accounted)) {
            long nearest = accounted < recomputed.least() ? recomputed.least() : recomputed.most();
            differences.add(Difference.of(
                    figure,
                    nearest,
                    accounted,
                    span(),
                    "captures and ground truth give "
                            + (recomputed.least() == recomputed.most()
                                    ? recomputed.least()
                                    : recomputed.least() + " to " + recomputed.most())
                            + ", the ledger says " + accounted));
        }
    }

    private void compareSum(String figure, long recomputed, long accounted, String detail) {
        if (recomputed != accounted) {
            differences.add(Difference.of(figure, recomputed, accounted, span(), detail));
        }
    }

    /** Offsets of ground truth. */
    private Difference.Span span() {
        LabelFacts.Range truth = row.groundTruth();
        return new Difference.Span(row.partition(), truth.from(), Math.max(truth.from(), truth.to() - 1));
    }
}
