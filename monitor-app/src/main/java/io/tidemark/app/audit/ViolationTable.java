package io.tidemark.app.audit;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.Figures;
import io.tidemark.app.console.Style;
import io.tidemark.app.options.Shape;
import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.evaluation.Evaluation;
import io.tidemark.core.evaluation.EvidenceCheck;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.window.WindowKey;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One line for each window with violations: when, how bad, how many rules fired, and the worst of them in words. On a
 * terminal a line ends where the terminal does; in a pipe it is whole.
 */
final class ViolationTable {
    /** The larger sure effect first; between equals the order in which the evaluator lists them. */
    static final Comparator<Violation> WORST_FIRST = Comparator.comparing(Violation::severity)
            .reversed()
            .thenComparing(Comparator.comparingDouble(
                            (Violation violation) -> violation.outcome().effect())
                    .reversed());

    private static final int MOST_ROWS = 20;
    private static final int SHAPE = 8;
    private static final int LEAST_WIDTH_FOR_SHAPES = 100;

    private final Console console;
    private final Baseline baseline;
    private final List<Evaluation> worstFirst;

    ViolationTable(Console console, Baseline baseline, List<Evaluation> worstFirst) {
        this.console = console;
        this.baseline = baseline;
        this.worstFirst = worstFirst;
    }

    static Violation worst(Evaluation evaluation) {
        return evaluation.violations().stream().min(WORST_FIRST).orElseThrow();
    }

    void print() {
        if (worstFirst.isEmpty()) {
            return;
        }
        List<Evaluation> shown = worstFirst.stream().limit(MOST_ROWS).toList();
        int names = namesWidth(shown);
        int times = shown.stream()
                .mapToInt(one -> Figures.time(one.report().window().startMs()).length())
                .max()
                .orElseThrow();
        String head = column("window (UTC)", times) + column("endpoint", names) + column("severity", 8) + "rules  "
                + (showsShapes() ? column("training", SHAPE) + column("window", SHAPE) : "") + "worst";
        console.out().println();
        console.out().println(console.paint(Style.STRONG, head));
        shown.forEach(evaluation -> printRow(evaluation, times, names));
        if (worstFirst.size() > shown.size()) {
            console.out().println("and " + Figures.count(worstFirst.size() - shown.size(), "more window"));
        }
    }

    private void printRow(Evaluation evaluation, int times, int names) {
        Violation worst = worst(evaluation);
        WindowKey window = evaluation.report().window();
        String start = column(Figures.time(window.startMs()), times) + column(name(window), names);
        String severity = column(AuditSummary.words(worst.severity()), 8);
        String rules =
                String.format(Locale.ROOT, "%5d  ", evaluation.violations().size());
        String shapes = shapes(worst);
        int room = console.terminal().width() - start.length() - severity.length() - rules.length() - shapes.length();
        console.out()
                .println(start
                        + painted(worst, severity, console)
                        + rules
                        + shapes
                        + cut(worst.description(), room, console));
    }

    /** The distributions of the feature that the worst violation is about; blank if it is about whole rows. */
    private String shapes(Violation worst) {
        if (!showsShapes()) {
            return "";
        }
        Optional<FeatureBaseline> feature = baseline.features().stream()
                .filter(one -> one.name().equals(worst.outcome().feature()))
                .findFirst();
        if (feature.isEmpty()) {
            return column("", SHAPE) + column("", SHAPE);
        }
        Shape shape = Shape.of(feature.get().profile(), EvidenceCheck.profileOf(worst, feature.get()), SHAPE);
        return column(shape.beforeLine(console), SHAPE) + column(shape.nowLine(console), SHAPE);
    }

    /** A narrow terminal keeps its room for the reason. */
    private boolean showsShapes() {
        return !console.terminal().out() || console.terminal().width() >= LEAST_WIDTH_FOR_SHAPES;
    }

    static String painted(Violation worst, String severity, Console console) {
        return switch (worst.severity()) {
            case CRITICAL -> console.paint(Style.ERROR, severity);
            case MAJOR -> console.paint(Style.WARNING, severity);
            case MINOR -> severity;
        };
    }

    /** The sentence, on a terminal cut to the room there is. */
    static String cut(String sentence, int room, Console console) {
        if (!console.terminal().out() || sentence.length() <= room) {
            return sentence;
        }
        String mark = console.glyph("…", "...");
        return sentence.substring(0, Math.max(0, Math.min(sentence.length(), room - mark.length()))) + mark;
    }

    /** The width of the column of names: 0 if all windows are of one endpoint and variant, which is no news then. */
    private int namesWidth(List<Evaluation> shown) {
        boolean isOne = worstFirst.stream()
                        .map(one -> name(one.report().window()))
                        .distinct()
                        .count()
                == 1;
        return isOne
                ? 0
                : shown.stream()
                        .mapToInt(one -> name(one.report().window()).length())
                        .max()
                        .orElse(0);
    }

    private static String name(WindowKey window) {
        return window.endpoint() + "/" + window.variant();
    }

    private static String column(String text, int width) {
        return width == 0 ? "" : text + " ".repeat(Math.max(0, width - text.length())) + "  ";
    }
}
