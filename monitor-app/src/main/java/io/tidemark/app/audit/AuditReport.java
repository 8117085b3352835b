package io.tidemark.app.audit;

import io.tidemark.app.console.Figures;
import io.tidemark.app.format.Cell;
import io.tidemark.app.format.Column;
import io.tidemark.app.format.Finding;
import io.tidemark.app.format.Finding.Level;
import io.tidemark.app.format.Judged;
import io.tidemark.app.format.Listing;
import io.tidemark.app.format.Report;
import io.tidemark.core.evaluation.Evaluation;
import io.tidemark.core.evaluation.Severity;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.core.evaluation.WindowState;
import io.tidemark.core.quality.ModelEvaluation;
import io.tidemark.core.quality.ModelReport;
import io.tidemark.core.window.WindowKey;
import io.tidemark.replay.AuditResult;
import io.tidemark.replay.DeadLetter;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** An audit for the forms that programs read: a row per violation, worst first, and each window as a thing judged. */
final class AuditReport {
    private final Path captures;
    private final AuditResult result;
    private final boolean isPartial;

    /**
     * @param captures the folder or file that was audited, as typed
     */
    AuditReport(Path captures, AuditResult result, boolean isPartial) {
        this.captures = captures;
        this.result = result;
        this.isPartial = isPartial;
    }

    Report report() {
        Report report = Report.of("audit", violations())
                .fact("partial", Cell.flag(isPartial))
                .fact("windows", Cell.count(result.evaluations().size()))
                .fact("violations", Cell.count(result.violations()))
                .fact("recordsRead", Cell.count(result.accounting().read()))
                .fact("recordsCounted", Cell.count(result.accounting().counted()))
                .fact("deadLetters", Cell.count(result.accounting().deadLetters()))
                .fact("baselineHash", Cell.text(result.baselineHash().hex()))
                .fact("runHash", Cell.text(result.runHash().hex()));
        result.evaluations().forEach(evaluation -> report.judged(judged(evaluation)));
        result.model().ifPresent(model -> {
            report.fact("modelHash", Cell.text(model.modelHash().hex()));
            model.evaluations().forEach(evaluation -> report.judged(judged(evaluation)));
        });
        result.deadLetters().forEach(letter -> report.remark(remark(letter)));
        return report;
    }

    /** A record that entered no window: it is no verdict, so a note. */
    private Finding remark(DeadLetter letter) {
        Path below = Files.isDirectory(captures) ? captures.resolve(letter.file()) : captures;
        String file = below.toString().replace(File.separatorChar, '/');
        return new Finding(
                "deadLetter/" + letter.reason().wireName(),
                Level.NOTE,
                letter.detail(),
                letter.file() + ":" + letter.line(),
                "",
                new Finding.Line(file, letter.line()));
    }

    private Listing violations() {
        Listing listing = Listing.of(
                Column.text("windowStart", "window (UTC)"),
                Column.text("endpoint"),
                Column.text("variant"),
                Column.text("severity"),
                Column.text("rule"),
                Column.text("feature"),
                Column.text("metric"),
                Column.number("value"),
                Column.number("threshold", "limit"),
                Column.text("description", "why"),
                Column.text("id"));
        result.allViolations().stream()
                .sorted(ViolationTable.WORST_FIRST.thenComparing(Violation::window))
                .forEach(violation -> addTo(listing, violation));
        return listing;
    }

    private static void addTo(Listing listing, Violation violation) {
        listing.add(
                Cell.time(Instant.ofEpochMilli(violation.window().startMs())),
                Cell.text(violation.window().endpoint()),
                Cell.text(violation.window().variant()),
                Cell.text(violation.severity().name().toLowerCase(Locale.ROOT)),
                Cell.text(violation.outcome().code()),
                Cell.text(violation.outcome().feature()),
                Cell.text(violation.outcome().metric()),
                Cell.figure(violation.outcome().value()),
                Cell.figure(violation.outcome().threshold()),
                Cell.text(violation.description()),
                Cell.text(violation.id().hex()));
    }

    private static Judged judged(Evaluation evaluation) {
        WindowReport window = evaluation.report();
        String group = window.window().endpoint() + "/" + window.window().variant();
        String name = Figures.time(window.window().startMs()) + " UTC";
        boolean isJudged = window.state() == WindowState.OK || window.state() == WindowState.ALARM;
        if (!isJudged && evaluation.violations().isEmpty()) {
            return Judged.skipped(group, name, AuditSummary.words(window.state()));
        }
        List<Finding> findings = evaluation.violations().stream()
                .sorted(Comparator.comparing(Violation::severity).reversed())
                .map(AuditReport::finding)
                .toList();
        return Judged.of(group, name, findings);
    }

    private static Judged judged(ModelEvaluation evaluation) {
        ModelReport report = evaluation.report();
        WindowKey window = report.window().window();
        String group = window.endpoint() + "/" + window.variant() + " model";
        String segment =
                report.window().segment().isEmpty() ? "" : " " + report.window().segment();
        String name = Figures.time(window.startMs()) + " UTC" + segment;
        boolean isJudged = report.state() == WindowState.OK || report.state() == WindowState.ALARM;
        if (!isJudged && evaluation.violations().isEmpty()) {
            return Judged.skipped(group, name, AuditSummary.words(report.state()));
        }
        return Judged.of(
                group,
                name,
                evaluation.violations().stream().map(AuditReport::finding).toList());
    }

    private static Finding finding(Violation violation) {
        WindowKey window = violation.window();
        String feature = violation.outcome().feature();
        return new Finding(
                violation.outcome().code(),
                level(violation.severity()),
                violation.description(),
                window.endpoint() + "/" + window.variant() + "/" + Instant.ofEpochMilli(window.startMs())
                        + (feature.isEmpty() ? "" : "/" + feature),
                violation.id().hex());
    }

    private static Level level(Severity severity) {
        return switch (severity) {
            case CRITICAL -> Level.ERROR;
            case MAJOR -> Level.WARNING;
            case MINOR -> Level.NOTE;
        };
    }
}
