package io.tidemark.core.ledger;

import io.tidemark.core.capture.Rejection;
import io.tidemark.core.config.Deduplication;
import io.tidemark.core.config.LabelTerms;
import io.tidemark.core.config.Monitors;
import io.tidemark.core.label.LabelFates;
import io.tidemark.core.label.PredictionFates;
import io.tidemark.core.ledger.LabelFacts.PartitionRow;
import io.tidemark.core.ledger.LabelFacts.Range;
import io.tidemark.core.ledger.LabelFacts.Settled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes the rows on labels from the topics: reads captures and ground truth again by the rules of the labels
 * application, joins them by {@link io.tidemark.core.label.LabelJoin} as it did, and compares what became of them with the
 * rows, dead letters and reports on models.
 *
 * <p>How the two topics were interleaved when they were read is not known. It does not matter for an id of which nothing
 * had been let go before its last record came, and {@link ArrivalBounds} tells these. Of the others it is compared only
 * that they are accounted for, under whatever fate.
 *
 * <p>Rows, letters and reports come first; then, partition by partition, the captures in the order of their offsets, the
 * ground truth likewise, and {@link #finish(int)}. Mutable; one check each.
 */
public final class LabelLedgerCheck {
    private final Settings settings;
    private final LabelLetters letters = new LabelLetters();
    private final LabelWindowSums windows = new LabelWindowSums();
    private final TreeMap<Integer, PartitionRow> rows = new TreeMap<>();
    private final List<Difference> differences = new ArrayList<>();
    private final List<LedgerFindings.Open> open = new ArrayList<>();
    private @Nullable LabelPartitionCheck current;
    private int currentPartition = -1;
    private long records;
    private long lost;
    private boolean isEnded;

    /**
     * What the labels application runs with.
     *
     * @param monitors windows, timing, the form of captures and which label belongs to which prediction
     * @param silence how long an input must be silent before the clock stands in for it
     * @param models which model answered
     */
    public record Settings(Monitors monitors, Duration silence, ModelSource models) {
        IntakeRules newCaptureRules() {
            return new IntakeRules(
                    monitors.map(monitor -> monitor.withConfig(monitor.config().withDuplicates(Deduplication.off()))));
        }

        LabelTerms newTerms() {
            return new LabelTerms(monitors);
        }

        /** How far ahead of its append time the time of any endpoint is believed. */
        long futureMs() {
            return monitors.all().stream()
                    .mapToLong(monitor -> monitor.config().timing().future().toMillis())
                    .max()
                    .orElseThrow();
        }
    }

    /**
     * @param settings of the application
     */
    public LabelLedgerCheck(Settings settings) {
        this.settings = settings;
    }

    /** Takes the newest row of a partition. */
    public void partition(PartitionRow row) {
        rows.put(row.partition(), row);
    }

    /** Takes the newest row of a window. */
    public void window(LabelFacts.WindowRow row) {
        windows.accounted(row);
    }

    /** Takes the newest report on all rows of a window. */
    public void reported(LabelFacts.Reported report) {
        windows.reported(report);
    }

    /** Takes a dead letter of ground truth. */
    public void letterOfTruth(LedgerFacts.Letter letter) {
        letters.addOfTruth(letter);
    }

    /** Takes a dead letter of captures. */
    public void letterOfCapture(LedgerFacts.Letter letter) {
        if (letter.reason().equals(Rejection.UNKNOWN_ENDPOINT.wireName())
                || letter.reason().equals(Rejection.INTERNAL.wireName())) {
            letters.addOfCapture(letter);
        }
    }

    /** Returns whether no labels application has written anything. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Notes the first offsets that the topics still hold of a partition; before, between or after its records. */
    public void beginsAt(int partition, long captures, long groundTruth) {
        checkOf(partition).beginsAt(captures, groundTruth);
    }

    /** Takes a capture. */
    public void capture(LedgerFacts.Capture capture) {
        checkOf(capture.partition()).take(capture);
    }

    /** Takes a record of ground truth, after the captures of its partition. */
    public void truth(LabelFacts.Truth truth) {
        checkOf(truth.partition()).take(truth);
    }

    private LabelPartitionCheck checkOf(int partition) {
        LabelPartitionCheck check = current;
        if (check == null || currentPartition != partition) {
            if (check != null) {
                throw new IllegalStateException(
                        "partition " + currentPartition + " is not finished, and " + partition + " begins");
            }
            check = new LabelPartitionCheck(
                    settings, rows.getOrDefault(partition, unread(partition)), letters, windows);
            current = check;
            currentPartition = partition;
        }
        return check;
    }

    private static PartitionRow unread(int partition) {
        Range nothing = new Range(0, 0, 0);
        return new PartitionRow(
                partition,
                nothing,
                nothing,
                new Settled(Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE),
                new LabelFates(),
                new PredictionFates(),
                Map.of());
    }

    /** Compares a partition of which everything was taken. */
    public void finish(int partition) {
        LabelPartitionCheck check = checkOf(partition);
        LabelTally tally = check.finish();
        current = null;
        PartitionRow row = rows.get(partition);
        addOpen(LedgerFindings.Open.Kind.UNREAD, partition, tally.unread());
        if (row == null) {
            return;
        }
        records += tally.records();
        lost += row.groundTruth().lost() + row.captures().lost();
        addOpen(LedgerFindings.Open.Kind.EXPIRED, partition, check.expiredCaptures() + check.expiredLabels());
        new LabelRowComparison(row, differences)
                .compare(tally, check.expiredLabels() == 0, check.expiredCaptures() == 0);
        if (check.expiredLabels() == 0) {
            letters.finish(partition, row.groundTruth());
            addOpen(LedgerFindings.Open.Kind.BY_ARRIVAL, partition, tally.uncertain());
        }
    }

    private void addOpen(LedgerFindings.Open.Kind kind, int partition, long count) {
        if (count > 0) {
            open.add(new LedgerFindings.Open(kind, "labels of partition " + partition, count));
        }
    }

    /** Compares the windows, and returns everything found; to be called once, after all partitions. */
    public LedgerFindings finish() {
        if (isEnded) {
            throw new IllegalStateException("the check has ended");
        }
        isEnded = true;
        if (!rows.isEmpty()) {
            windows.finish();
        }
        List<Difference> all = new ArrayList<>(differences);
        all.addAll(letters.differences());
        all.addAll(windows.differences());
        open.addAll(windows.open());
        return new LedgerFindings(rows.size(), records, windows.compared(), lost, all, open);
    }
}
