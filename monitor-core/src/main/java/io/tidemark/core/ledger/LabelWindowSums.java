package io.tidemark.core.ledger;

import io.tidemark.core.label.JoinedRows;
import io.tidemark.core.label.PredictionFate;
import io.tidemark.core.ledger.LabelFacts.Reported;
import io.tidemark.core.ledger.LabelFacts.WindowRow;
import io.tidemark.core.window.WindowKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the topics give for the labels of each window, and what was accounted and reported of it. Mutable. */
final class LabelWindowSums {
    private final Map<WindowKey, Sums> sums = new TreeMap<>();
    private final Map<WindowKey, WindowRow> rows = new TreeMap<>();
    private final Map<WindowKey, Reported> reports = new HashMap<>();
    private final Map<String, Long> newest = new HashMap<>();
    private final List<Difference> differences = new ArrayList<>();
    private final List<LedgerFindings.Open> open = new ArrayList<>();
    private long capturesWholeFromMs = LedgerFacts.OLDER;
    private long labelsWholeFromMs = LedgerFacts.OLDER;
    private int compared;

    /** Predicted rows of a window: those that are surely in it, and those that may be. */
    private static final class Sums {
        private long rows;
        private long labelled;
        private long slack;

        void add(Sums other) {
            rows += other.rows;
            labelled += other.labelled;
            slack += other.slack;
        }
    }

    void accounted(WindowRow row) {
        rows.put(row.window(), row);
        if (row.window().startMs() != LedgerFacts.OLDER) {
            newest.merge(row.window().endpoint(), row.window().startMs(), Math::max);
        }
    }

    void reported(Reported report) {
        reports.put(report.window(), report);
    }

    /** The captures of windows that begin earlier are not all there any more. */
    void capturesWholeFrom(long timeMs) {
        capturesWholeFromMs = Math.max(capturesWholeFromMs, timeMs);
    }

    /** The labels of windows that begin earlier are not all there any more. */
    void labelsWholeFrom(long timeMs) {
        labelsWholeFromMs = Math.max(labelsWholeFromMs, timeMs);
    }

    /** Takes a captured record of a window. */
    void add(JoinedRows joined, boolean isCertain) {
        Sums sum = sums.computeIfAbsent(joined.window(), w -> new Sums());
        if (isCertain) {
            sum.rows += joined.rows();
            sum.labelled += joined.isLabelled() ? joined.rows() : 0;
        } else {
            sum.slack += joined.rows();
        }
    }

    /** Takes rows that may be in a window or not. */
    void mayHold(WindowKey window, long more) {
        sums.computeIfAbsent(window, w -> new Sums()).slack += more;
    }

    /** Compares every window; to be called once. */
    void finish() {
        TreeSet<WindowKey> all = new TreeSet<>(sums.keySet());
        all.addAll(rows.keySet());
        Map<WindowKey, Sums> older = new TreeMap<>();
        for (WindowKey window : all) {
            if (window.startMs() != LedgerFacts.OLDER) {
                compare(window, older);
            }
        }
        older.forEach(this::compareOlder);
        rows.values().forEach(this::compareReport);
    }

    private void compare(WindowKey window, Map<WindowKey, Sums> older) {
        Sums sum = sums.getOrDefault(window, new Sums());
        WindowRow row = rows.get(window);
        boolean isBehind = window.startMs() < newest.getOrDefault(window.endpoint(), LedgerFacts.OLDER);
        if (row == null ? !isBehind : !isFinal(row)) {
            open.add(LedgerFindings.openWindow(window, sum.rows + sum.slack));
            if (row != null) {
                compareProvisional(row, sum);
            }
            return;
        }
        if (window.startMs() < capturesWholeFromMs) {
            return;
        }
        compared++;
        Sums accounted = accountOf(row);
        WindowKey olderKey = new WindowKey(window.endpoint(), window.variant(), LedgerFacts.OLDER);
        if (rows.containsKey(olderKey) && (accounted.rows < sum.rows || accounted.labelled < sum.labelled)) {
            Sums rest = new Sums();
            rest.rows = sum.rows - accounted.rows;
            rest.labelled = sum.labelled - accounted.labelled;
            rest.slack = sum.slack;
            older.computeIfAbsent(olderKey, k -> new Sums()).add(rest);
            return;
        }
        compare(window, sum, accounted);
    }

    /** What a final window's row says, what came too late for it included. */
    private static Sums accountOf(@Nullable WindowRow row) {
        Sums accounted = new Sums();
        if (row != null) {
            accounted.rows = row.rows().eligible() + row.lateRows();
            accounted.labelled = row.rows().count(PredictionFate.LABELLED) + row.lateLabelled();
        }
        return accounted;
    }

    private void compare(WindowKey window, Sums sum, Sums accounted) {
        if (accounted.rows < sum.rows || accounted.rows > sum.rows + sum.slack) {
            differ("rows of the window", sum.rows, accounted.rows, window, "captures give other predicted rows");
        } else if (window.startMs() >= labelsWholeFromMs
                && (accounted.labelled < sum.labelled || accounted.labelled > sum.labelled + sum.slack)) {
            differ(
                    "labelled rows of the window",
                    sum.labelled,
                    accounted.labelled,
                    window,
                    "captures and ground truth give other labelled rows");
        }
    }

    /** Rows may come until the window is final, and labels may be taken back: only too much is a difference. */
    private void compareProvisional(WindowRow row, Sums sum) {
        long eligible = row.rows().eligible();
        if (row.window().startMs() >= capturesWholeFromMs && eligible > sum.rows + sum.slack) {
            differ(
                    "rows of the window",
                    sum.rows,
                    eligible,
                    row.window(),
                    (eligible - sum.rows) + " more rows were judged than captures give");
        }
    }

    private void compareOlder(WindowKey window, Sums rest) {
        Sums accounted = accountOf(rows.get(window));
        if (rest.rows > accounted.rows || rest.labelled > accounted.labelled) {
            differ("late rows of windows long past", rest.rows, accounted.rows, window, "more rows are missing");
        }
    }

    private boolean isFinal(WindowRow row) {
        Reported report = reports.get(row.window());
        return row.revision() == 0
                || row.rows().count(PredictionFate.EXPIRED_UNLABELLED) > 0
                || (report != null && report.isFinal() && report.revision() == row.revision());
    }

    private void compareReport(WindowRow row) {
        Reported report = reports.get(row.window());
        if (row.revision() == 0 || (report != null && report.revision() > row.revision())) {
            return;
        }
        if (report == null || report.revision() < row.revision()) {
            differ(
                    "report on the model",
                    report == null ? 0 : report.revision(),
                    row.revision(),
                    row.window(),
                    "the ledger has an evaluation of which there is no report");
            return;
        }
        long labelled = row.rows().count(PredictionFate.LABELLED);
        if (report.eligible() != row.rows().eligible() || report.labelled() != labelled) {
            differ(
                    "rows of the report on the model",
                    report.eligible(),
                    row.rows().eligible(),
                    row.window(),
                    "report and ledger differ: " + report.labelled() + " and " + labelled + " labelled rows");
        }
    }

    private void differ(String figure, long recomputed, long accounted, WindowKey window, String detail) {
        differences.add(new Difference(figure, recomputed, accounted, window, List.of(), detail));
    }

    int compared() {
        return compared;
    }

    List<Difference> differences() {
        return differences;
    }

    List<LedgerFindings.Open> open() {
        return open;
    }
}
