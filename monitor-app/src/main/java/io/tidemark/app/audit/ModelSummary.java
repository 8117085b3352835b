package io.tidemark.app.audit;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.Figures;
import io.tidemark.app.console.Style;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.label.LabelFate;
import io.tidemark.core.quality.ModelEvaluation;
import io.tidemark.core.quality.ModelReport;
import io.tidemark.core.window.WindowKey;
import io.tidemark.replay.DeadLetter;
import io.tidemark.replay.LabelAccounting;
import io.tidemark.replay.ModelAudit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What people read of the model: where labels and predictions went, then the windows with violations, worst first. */
final class ModelSummary {
    private static final int MOST_ROWS = 20;
    private static final int LETTERS_SHOWN = 3;

    private final Console console;
    private final ModelAudit audit;

    ModelSummary(Console console, ModelAudit audit) {
        this.console = console;
        this.audit = audit;
    }

    void print() {
        figure("model", audit.modelHash().hex());
        figure("judged", windows());
        figure("labels", labels());
        figure("answers", answers());
    }

    /** Names what could not be read, and the windows with violations. */
    void printFindings() {
        if (!audit.firstUnusable().isEmpty()) {
            console.warn("the answer of " + Figures.count(audit.labels().unusable(), "record")
                    + " cannot be read, first " + audit.firstUnusable());
        }
        for (DeadLetter letter :
                audit.deadLetters().stream().limit(LETTERS_SHOWN).toList()) {
            console.warn("no label: " + letter.file() + ":" + letter.line() + ": "
                    + letter.reason().wireName() + ": " + letter.detail());
        }
        if (isAllTooLate(audit.labels())) {
            console.warn("no label counts: " + Figures.grouped(audit.labels().count(LabelFate.EXPIRED))
                    + " of " + Figures.grouped(audit.labels().received())
                    + " came after the deadline of their predictions. A file named by its month is dated at the month's"
                    + " end: give --label-horizon 62d, or --label-time TIME");
        }
        printTable();
    }

    /** Whether nothing was joined, and most labels that could be read came too late. */
    private static boolean isAllTooLate(LabelAccounting labels) {
        return labels.count(LabelFate.JOINED) == 0 && labels.count(LabelFate.EXPIRED) * 2 > labels.received();
    }

    private void figure(String name, String value) {
        console.out().println("  " + String.format(Locale.ROOT, "%-10s", name) + "  " + value);
    }

    private String windows() {
        long all = audit.windowsByState().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return Figures.grouped(all) + ": "
                + audit.windowsByState().entrySet().stream()
                        .map(entry -> Figures.grouped(entry.getValue()) + " " + AuditSummary.words(entry.getKey()))
                        .collect(Collectors.joining(", "));
    }

    private String labels() {
        LabelAccounting labels = audit.labels();
        List<String> fates = new ArrayList<>();
        labels.fates().forEach((fate, n) -> fates.add(fate.wireName() + " " + Figures.grouped(n)));
        return "received " + Figures.grouped(labels.received()) + (fates.isEmpty() ? "" : " = ")
                + String.join(" + ", fates);
    }

    private String answers() {
        LabelAccounting labels = audit.labels();
        List<String> fates = new ArrayList<>();
        labels.rowFates().forEach((fate, n) -> fates.add(fate.wireName() + " " + Figures.grouped(n)));
        return Figures.grouped(labels.rows()) + (fates.isEmpty() ? "" : " = ") + String.join(" + ", fates);
    }

    private void printTable() {
        List<ModelEvaluation> worstFirst = audit.evaluations().stream()
                .filter(evaluation -> !evaluation.violations().isEmpty())
                .sorted(Comparator.comparing(ModelSummary::worst, ViolationTable.WORST_FIRST))
                .toList();
        if (worstFirst.isEmpty()) {
            return;
        }
        console.out().println();
        console.out().println(console.paint(Style.STRONG, "window (UTC)      severity  rules  worst of the model"));
        worstFirst.stream().limit(MOST_ROWS).forEach(this::printRow);
        if (worstFirst.size() > MOST_ROWS) {
            console.out().println("and " + Figures.count(worstFirst.size() - MOST_ROWS, "more window"));
        }
    }

    private void printRow(ModelEvaluation evaluation) {
        Violation worst = worst(evaluation);
        ModelReport report = evaluation.report();
        String segment =
                report.window().segment().isEmpty() ? "" : "[" + report.window().segment() + "] ";
        String start = String.format(
                Locale.ROOT, "%-16s  ", Figures.time(report.window().window().startMs()));
        String severity = String.format(Locale.ROOT, "%-8s  ", AuditSummary.words(worst.severity()));
        String rest =
                String.format(Locale.ROOT, "%5d  ", evaluation.violations().size())
                        + name(report.window().window())
                        + segment;
        int room = console.terminal().width() - start.length() - severity.length() - rest.length();
        console.out()
                .println(start
                        + ViolationTable.painted(worst, severity, console)
                        + rest
                        + ViolationTable.cut(worst.description(), room, console));
    }

    /** Empty if all windows are of one endpoint and variant, which is no news then. */
    private String name(WindowKey window) {
        boolean isOne = audit.reports().stream()
                        .map(report -> report.window().window().endpoint() + "/"
                                + report.window().window().variant())
                        .distinct()
                        .count()
                == 1;
        return isOne ? "" : window.endpoint() + "/" + window.variant() + "  ";
    }

    private static Violation worst(ModelEvaluation evaluation) {
        return evaluation.violations().stream().min(ViolationTable.WORST_FIRST).orElseThrow();
    }
}
