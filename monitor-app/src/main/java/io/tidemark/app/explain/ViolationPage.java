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
import io.tidemark.core.evaluation.CheckType;
import io.tidemark.core.evaluation.EvidenceCheck;
import io.tidemark.core.evaluation.RuleGuide;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.VerdictStatus;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.model.MetricConstraint.Comparison;
import io.tidemark.core.model.ModelBaseline;
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
    private final @Nullable ModelBaseline model;

    ViolationPage(Violation violation, @Nullable Baseline baseline, @Nullable ModelBaseline model) {
        this.violation = violation;
        this.baseline = baseline;
        this.model = model;
    }

    /** Whether a violation is of quality, bias or attribution, hence judged with a model baseline. */
    static boolean isOfModel(Violation violation) {
        return CheckType.ofCode(violation.outcome().code()).isOfModels();
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
        then().ifPresent(text -> Wrapped.print(console, "training", text, INDENT));
        Wrapped.print(
                console,
                isOfModel(violation) ? "model" : "baseline",
                violation.baselineHash().hex(),
                INDENT);
        Wrapped.print(
                console,
                "verdict",
                isFinal() ? violation.verdictHash().hex() : "provisional: labels may still change it",
                INDENT);
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
        String window = violation.window().endpoint() + "/" + violation.window().variant();
        if (isOfModel(violation)) {
            return window
                    + (violation.segment().isEmpty() ? ", all rows" : ", segment " + violation.segment())
                    + (violation.facet().isEmpty() ? "" : ", facet " + violation.facet());
        }
        return window + (feature.isEmpty() ? ", all features" : ", feature " + feature);
    }

    private boolean isFinal() {
        return violation.status() == VerdictStatus.FINAL;
    }

    /** What the model did when its baseline was made, as far as the baseline says. */
    private Optional<String> then() {
        if (model == null) {
            return Optional.empty();
        }
        RuleOutcome outcome = violation.outcome();
        if (!violation.facet().isEmpty()) {
            double value = model.biasBaseline()
                    .value(violation.facet(), outcome.metric())
                    .orNaN();
            return Double.isNaN(value) ? Optional.empty() : Optional.of(outcome.metric() + " " + Figures.digits(value));
        }
        return Optional.ofNullable(model.constraints().byMetric().get(outcome.metric()))
                .map(constraint -> outcome.metric() + " must be "
                        + (constraint.comparison() == Comparison.LESS_THAN ? "at least " : "at most ")
                        + Figures.digits(constraint.threshold()) + ", as the model baseline has it");
    }

    private String window() {
        return Figures.time(violation.window().startMs()) + " to " + Figures.time(violation.windowEndMs()) + " UTC";
    }

    private static String compared(RuleOutcome outcome) {
        String relation = switch (outcome.direction()) {
            case BAD_WHEN_LOWER -> "below";
            case BAD_WHEN_HIGHER -> "above";
            case BAD_WHEN_OUTSIDE -> "farther from 0 than";
        };
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
                .fact("segment", Cell.text(violation.segment()))
                .fact("facet", Cell.text(violation.facet()))
                .fact("status", Cell.text(violation.status().name()))
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
