package io.tidemark.app.explain;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.Figures;
import io.tidemark.app.console.Style;
import io.tidemark.app.console.Wrapped;
import io.tidemark.app.format.Cell;
import io.tidemark.app.format.Listing;
import io.tidemark.app.format.Report;
import io.tidemark.app.options.Shape;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.evaluation.Direction;
import io.tidemark.core.evaluation.EvidenceCheck;
import io.tidemark.core.evaluation.RuleGuide;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.Violation;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What there is to know about one violation; with its baseline also the two distributions. */
final class ViolationPage {
    private static final int INDENT = 12;
    private static final int BINS = 24;
    private static final int DIGITS = 12;

    private final Violation violation;
    private final @Nullable Baseline baseline;

    ViolationPage(Violation violation, @Nullable Baseline baseline) {
        this.violation = violation;
        this.baseline = baseline;
    }

    void print(Console console) {
        RuleOutcome outcome = violation.outcome();
        RuleGuide guide = RuleGuide.of(outcome.code());
        console.out()
                .println(console.paint(
                        Style.STRONG,
                        "V-" + violation.id().hex().substring(0, DIGITS) + "  " + outcome.code() + " "
                                + guide.type().title() + "  " + severity()));
        console.out().println();
        Wrapped.lines(violation.description(), console.terminal().width() - 2)
                .forEach(line -> console.out().println("  " + line));
        console.out().println();
        Wrapped.print(console, "where", place(), INDENT);
        Wrapped.print(console, "window", window(), INDENT);
        Wrapped.print(console, "compared", compared(outcome), INDENT);
        Wrapped.print(console, "rows", Figures.grouped(violation.rows()), INDENT);
        printShapes(console);
        Wrapped.print(console, "baseline", violation.baselineHash().hex(), INDENT);
        Wrapped.print(console, "verdict", violation.verdictHash().hex(), INDENT);
        Wrapped.print(console, "id", violation.id().hex() + ", revision " + violation.revision(), INDENT);
        console.out().println();
        Wrapped.print(console, "why", guide.why(), INDENT);
        Wrapped.print(console, "what to do", guide.remedy(), INDENT);
    }

    private String severity() {
        return violation.severity().name().toLowerCase(Locale.ROOT);
    }

    private String place() {
        String feature = violation.outcome().feature();
        return violation.window().endpoint() + "/" + violation.window().variant()
                + (feature.isEmpty() ? ", all features" : ", feature " + feature);
    }

    private String window() {
        return Figures.time(violation.window().startMs()) + " to " + Figures.time(violation.windowEndMs()) + " UTC";
    }

    private static String compared(RuleOutcome outcome) {
        String relation = outcome.direction() == Direction.BAD_WHEN_LOWER ? "below" : "above";
        return outcome.metric() + " " + Figures.digits(outcome.value()) + ", " + relation + " the limit "
                + Figures.digits(outcome.threshold()) + "; effect at least " + Figures.digits(outcome.effect());
    }

    private void printShapes(Console console) {
        shape().ifPresent(shape -> {
            Wrapped.print(console, "training", "|" + shape.beforeLine(console) + "|", INDENT);
            Wrapped.print(console, "window", "|" + shape.nowLine(console) + "|", INDENT);
        });
    }

    private Optional<Shape> shape() {
        if (baseline == null) {
            return Optional.empty();
        }
        Optional<FeatureBaseline> feature = baseline.features().stream()
                .filter(one -> one.name().equals(violation.outcome().feature()))
                .findFirst();
        return feature.map(one -> Shape.of(one.profile(), EvidenceCheck.profileOf(violation, one), BINS));
    }

    Report report() {
        RuleOutcome outcome = violation.outcome();
        return Report.of("violation", Listing.of())
                .fact("id", Cell.text(violation.id().hex()))
                .fact("revision", Cell.count(violation.revision()))
                .fact("endpoint", Cell.text(violation.window().endpoint()))
                .fact("variant", Cell.text(violation.window().variant()))
                .fact(
                        "windowStart",
                        Cell.time(Instant.ofEpochMilli(violation.window().startMs())))
                .fact("windowEnd", Cell.time(Instant.ofEpochMilli(violation.windowEndMs())))
                .fact("rule", Cell.text(outcome.code()))
                .fact("feature", Cell.text(outcome.feature()))
                .fact("metric", Cell.text(outcome.metric()))
                .fact("value", Cell.figure(outcome.value()))
                .fact("threshold", Cell.figure(outcome.threshold()))
                .fact("effect", Cell.figure(outcome.effect()))
                .fact("severity", Cell.text(severity()))
                .fact("description", Cell.text(violation.description()))
                .fact("rows", Cell.count(violation.rows()))
                .fact("baselineHash", Cell.text(violation.baselineHash().hex()))
                .fact("verdictHash", Cell.text(violation.verdictHash().hex()))
                .fact("why", Cell.text(RuleGuide.of(outcome.code()).why()))
                .fact("remedy", Cell.text(RuleGuide.of(outcome.code()).remedy()));
    }
}
