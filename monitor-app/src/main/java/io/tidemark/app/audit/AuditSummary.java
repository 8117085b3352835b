package io.tidemark.app.audit;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.Figures;
import io.tidemark.app.console.Style;
import io.tidemark.app.options.DurationConverter;
import io.tidemark.core.capture.Rejection;
import io.tidemark.core.evaluation.Evaluation;
import io.tidemark.core.evaluation.Severity;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.replay.Accounting;
import io.tidemark.replay.AuditPlan;
import io.tidemark.replay.AuditResult;
import io.tidemark.replay.DeadLetter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What people read after an audit: figures, then the windows with violations, worst first. */
final class AuditSummary {
    private static final int LETTERS_SHOWN = 3;

    private final Console console;
    private final AuditPlan plan;
    private final AuditResult result;
    private final boolean isPartial;

    AuditSummary(Console console, AuditPlan plan, AuditResult result, boolean isPartial) {
        this.console = console;
        this.plan = plan;
        this.result = result;
        this.isPartial = isPartial;
    }

    void print(String taken) {
        console.out().println(console.paint(Style.STRONG, title()) + "  (" + taken + ")");
        console.out().println();
        figure("windows", windows());
        printPeriod();
        figure("records", records(result.accounting()));
        figure("rows", Figures.grouped(result.accounting().rows()));
        figure("violations", violations());
        result.model().ifPresent(model -> new ModelSummary(console, model).print());
        figure("baseline", result.baselineHash().hex());
        figure("config", result.configHash().hex());
        figure("runHash", result.runHash().hex());
        plan.output().ifPresent(folder -> figure("files", folder.path().toString()));
        printDeadLetters();
        new ViolationTable(console, plan.baseline(), worstFirst()).print();
        result.model().ifPresent(model -> new ModelSummary(console, model).printFindings());
    }

    private void figure(String name, String value) {
        console.out().println("  " + String.format(Locale.ROOT, "%-10s", name) + "  " + value);
    }

    private String title() {
        return (isPartial ? "PARTIAL audit of " : "audit of ") + plan.captures() + " in windows of "
                + plan.monitors().all().stream()
                        .map(monitor ->
                                Duration.ofMillis(monitor.config().windows().sizeMs()))
                        .distinct()
                        .map(DurationConverter::text)
                        .collect(Collectors.joining(", "));
    }

    private String windows() {
        List<WindowReport> reports = result.reports();
        if (reports.isEmpty()) {
            return "none";
        }
        String states = result.windowsByState().entrySet().stream()
                .map(entry -> Figures.grouped(entry.getValue()) + " " + words(entry.getKey()))
                .collect(Collectors.joining(", "));
        return Figures.grouped(reports.size()) + ": " + states;
    }

    private void printPeriod() {
        List<WindowReport> reports = result.reports();
        if (!reports.isEmpty()) {
            long first = reports.stream()
                    .mapToLong(report -> report.window().startMs())
                    .min()
                    .orElseThrow();
            long end =
                    reports.stream().mapToLong(WindowReport::windowEndMs).max().orElseThrow();
            figure("period", Figures.time(first) + " to " + Figures.time(end) + " UTC");
        }
    }

    private static String records(Accounting accounting) {
        String sum = "read " + Figures.grouped(accounting.read()) + " = counted "
                + Figures.grouped(accounting.counted())
                + summand(" + duplicates ", accounting.duplicates())
                + summand(" + sampled out ", accounting.sampledOut())
                + summand(" + filtered ", accounting.filtered()) + " + dead letters "
                + Figures.grouped(accounting.deadLetters());
        return accounting.deadLettered().isEmpty() ? sum : sum + " (" + reasons(accounting.deadLettered()) + ")";
    }

    private static String summand(String name, long count) {
        return count == 0 ? "" : name + Figures.grouped(count);
    }

    private static String reasons(Map<Rejection, Long> deadLettered) {
        return deadLettered.entrySet().stream()
                .map(entry -> entry.getKey().wireName() + " " + Figures.grouped(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private String violations() {
        if (result.violations() == 0) {
            return "none";
        }
        List<String> parts = new ArrayList<>();
        for (Severity severity : List.of(Severity.CRITICAL, Severity.MAJOR, Severity.MINOR)) {
            long count = result.allViolations().stream()
                    .filter(violation -> violation.severity() == severity)
                    .count();
            if (count > 0) {
                parts.add(Figures.grouped(count) + " " + words(severity));
            }
        }
        return Figures.grouped(result.violations()) + " in " + Figures.count(windowsWithViolations(), "window") + ": "
                + String.join(", ", parts);
    }

    private long windowsWithViolations() {
        return result.allViolations().stream().map(Violation::window).distinct().count();
    }

    private void printDeadLetters() {
        if (result.deadLetters().isEmpty()) {
            return;
        }
        console.out().println();
        console.out().println(console.paint(Style.STRONG, "first dead letters"));
        for (DeadLetter letter :
                result.deadLetters().stream().limit(LETTERS_SHOWN).toList()) {
            console.out()
                    .println("  " + letter.file() + ":" + letter.line() + ": "
                            + letter.reason().wireName() + ": " + letter.detail());
        }
    }

    private List<Evaluation> worstFirst() {
        return result.evaluations().stream()
                .filter(evaluation -> !evaluation.violations().isEmpty())
                .sorted(Comparator.comparing(ViolationTable::worst, ViolationTable.WORST_FIRST)
                        .thenComparing(evaluation -> evaluation.report().window()))
                .toList();
    }

    static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
