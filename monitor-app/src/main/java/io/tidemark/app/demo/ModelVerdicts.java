package io.tidemark.app.demo;

import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.quality.FigureKind;
import io.tidemark.core.quality.ModelReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was said of a model, window by window: estimated while no label was there, measured when all were. Mutable. */
final class ModelVerdicts {
    private final Map<Long, ModelReport> estimated = new TreeMap<>();
    private final Map<Long, ModelReport> measured = new TreeMap<>();
    private final Map<String, Violation> violations = new TreeMap<>();

    /** Takes a report in any order; those of segments are left out. */
    void add(ModelReport report) {
        if (!report.window().segment().isEmpty()) {
            return;
        }
        long start = report.window().window().startMs();
        if (report.window().isFinal()) {
            measured.put(start, report);
        } else if (report.labelled() == 0) {
            estimated.putIfAbsent(start, report);
        }
    }

    /** Takes a violation by a rule on models; a later revision takes the place of an earlier one. */
    void add(Violation violation) {
        violations.merge(
                violation.id().hex(), violation, (known, other) -> known.revision() > other.revision() ? known : other);
    }

    /** Whether it is of a rule on quality, bias or attributions. */
    static boolean isOfModel(Violation violation) {
        String code = violation.outcome().code();
        return code.startsWith("MQ") || code.startsWith("BI") || code.startsWith("FA");
    }

    /** How many windows have an estimate. */
    int estimates() {
        return estimated.size();
    }

    /** How many windows are final. */
    int finals() {
        return measured.size();
    }

    /** The final reports in order of time. */
    Collection<ModelReport> finalReports() {
        return measured.values();
    }

    /** The violations that final reports hold, in order of time, then of rule and figure. */
    List<Violation> finalViolations() {
        List<Violation> list = new ArrayList<>();
        for (Violation violation : violations.values()) {
            ModelReport report = measured.get(violation.window().startMs());
            boolean isOfAllRows = violation.segment().isEmpty();
            // One that labels have taken back is not in the final report.
            if (isOfAllRows
                    && report != null
                    && report.outcomes().stream()
                            .anyMatch(outcome -> outcome.isAlarm()
                                    && outcome.code().equals(violation.outcome().code())
                                    && outcome.feature()
                                            .equals(violation.outcome().feature())
                                    && outcome.metric()
                                            .equals(violation.outcome().metric()))) {
                list.add(violation);
            }
        }
        list.sort((x, y) -> Long.compare(x.window().startMs(), y.window().startMs()));
        return list;
    }

    /**
     * A figure of a stretch before labels: the mean over the rows of its windows; NaN if none has it.
     *
     * @param stretch whose windows count
     * @param figure by its name
     */
    double estimate(Injection stretch, String figure) {
        return mean(estimated, stretch, figure, FigureKind.ESTIMATE);
    }

    /** The same figure once labels are there, of the labelled rows. */
    double measure(Injection stretch, String figure) {
        return mean(measured, stretch, figure, FigureKind.NAIVE);
    }

    private static double mean(Map<Long, ModelReport> reports, Injection stretch, String figure, FigureKind kind) {
        double sum = 0;
        double rows = 0;
        for (ModelReport report : reports.values()) {
            boolean isIn =
                    stretch.covers(Instant.ofEpochMilli(report.window().window().startMs()));
            double value =
                    isIn ? report.figure(figure, kind).map(f -> f.value()).orElse(Double.NaN) : Double.NaN;
            if (!Double.isNaN(value)) {
                sum += value * report.eligible();
                rows += report.eligible();
            }
        }
        return rows == 0 ? Double.NaN : sum / rows;
    }

    /** Share of rows with a label over all windows; NaN without windows. */
    double coverage() {
        return labelled() / (double) eligible();
    }

    /** Rows that could have a label. */
    long eligible() {
        return measured.values().stream().mapToLong(ModelReport::eligible).sum();
    }

    /** Rows that have one. */
    long labelled() {
        return measured.values().stream().mapToLong(ModelReport::labelled).sum();
    }
}
