package io.tidemark.app.demo;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.Style;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.VerdictHash;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.model.Facet;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.quality.ModelReport;
import io.tidemark.replay.AuditResult;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the demo prints of the model: how good it was, what had been estimated, whom it treats worse. */
final class QualityPage {
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("MMM dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final List<String> FIGURES = List.of("accuracy", "f1", "auc");

    /** The one fault that changes what labels mean. */
    private static final String DECAY = "concept_drift_labels";

    /** How the names of faults begin that treat a group worse. */
    private static final String BIAS = "bias_drift";

    private final Console console;

    QualityPage(Console console) {
        this.console = console;
    }

    void baseline(ModelBaseline model) {
        line(format(
                "   model %s: %,d labelled predictions, limits for %d figures, facets %s",
                model.hash().brief(),
                model.rows(),
                model.constraints().byMetric().size(),
                model.spec().facets().stream().map(Facet::label).collect(Collectors.joining(", "))));
    }

    void quality(List<Injection> truth, ModelVerdicts verdicts) {
        line(format(
                "   %,d of %,d rows have a label, coverage %.2f; %d windows estimated before and measured after",
                verdicts.labelled(), verdicts.eligible(), verdicts.coverage(), verdicts.finals()));
        line("");
        int widest =
                truth.stream().mapToInt(each -> each.title().length()).max().orElse(0);
        line(console.paint(
                Style.FAINT,
                "   from (UTC)    " + format("%-" + widest + "s", "stretch")
                        + "  accuracy est. -> measured   F1 est. -> measured   AUC est. -> measured"));
        List<Violation> violations = verdicts.finalViolations();
        for (Injection stretch : truth) {
            StringBuilder figures = new StringBuilder();
            for (String figure : FIGURES) {
                figures.append(format(
                        "    %.3f -> %.3f      ",
                        verdicts.estimate(stretch, figure), verdicts.measure(stretch, figure)));
            }
            Set<Long> worse = windows(violations, stretch, "MQ");
            String answer = worse.isEmpty()
                    ? ""
                    : "worse in " + worse.size() + " of " + hours(stretch) + " h: " + codes(violations, stretch);
            boolean isInjected = stretch.kind().equals(DECAY);
            String mark = answer.isEmpty() ? "" : isInjected ? console.glyph("✓ ", "+ ") : console.glyph("✗ ", "x ");
            line("   " + HOUR.format(stretch.from()) + "  " + format("%-" + widest + "s", stretch.title()) + figures
                    + console.paint(isInjected ? Style.GOOD : Style.WARNING, mark + answer));
        }
        line("");
        decay(truth, violations);
        bias(truth, violations);
    }

    private void decay(List<Injection> truth, List<Violation> violations) {
        long elsewhere = violations.stream()
                .filter(violation -> violation.outcome().code().startsWith("MQ"))
                .filter(violation -> truth.stream()
                        .noneMatch(stretch -> stretch.kind().equals(DECAY) && stretch.covers(startOf(violation))))
                .map(Violation::window)
                .distinct()
                .count();
        line("   flipped labels change no input and no score: only labels show them; "
                + console.paint(
                        elsewhere == 0 ? Style.GOOD : Style.WARNING, elsewhere + " other hours are called worse"));
    }

    private void bias(List<Injection> truth, List<Violation> violations) {
        for (Injection stretch : truth) {
            List<Violation> found = violations.stream()
                    .filter(violation ->
                            violation.outcome().code().startsWith("BI") && stretch.covers(startOf(violation)))
                    .toList();
            Set<String> what = new TreeSet<>();
            found.forEach(violation ->
                    what.add(violation.facet() + " " + violation.outcome().metric()));
            if (what.isEmpty() && stretch.kind().startsWith(BIAS)) {
                line("   bias: nothing in the " + hours(stretch) + " h of " + stretch.title()
                        + ": an hour has too few people of a group to be sure, two hours have enough");
            }
            if (!what.isEmpty()) {
                line("   bias: " + String.join(", ", what) + " in "
                        + windows(found, stretch, "BI").size() + " h of " + stretch.title());
            }
        }
    }

    private static Set<Long> windows(List<Violation> violations, Injection stretch, String family) {
        return violations.stream()
                .filter(violation ->
                        violation.outcome().code().startsWith(family) && stretch.covers(startOf(violation)))
                .map(violation -> violation.window().startMs())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String codes(List<Violation> violations, Injection stretch) {
        return violations.stream()
                .filter(violation -> violation.outcome().code().startsWith("MQ") && stretch.covers(startOf(violation)))
                .map(violation -> violation.outcome().code())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static long hours(Injection stretch) {
        return Duration.between(stretch.from(), stretch.to()).toHours();
    }

    private static Instant startOf(Violation violation) {
        return Instant.ofEpochMilli(violation.window().startMs());
    }

    boolean comparison(ModelVerdicts live, AuditResult audit) {
        Collection<ModelReport> audited = audit.model().orElseThrow().reports();
        ContentHash ofLive = runHash(live.finalReports());
        boolean same = live.finals() == audited.size() && ofLive.equals(runHash(audited));
        line("   model  " + live.finals() + " windows, runHash " + ofLive.hex());
        line("   "
                + (same
                        ? console.paint(Style.GOOD, console.glyph("✓ ", "+ ") + "equal to the audit's, byte for byte")
                        : console.paint(
                                Style.ERROR,
                                console.glyph("✗ ", "x ") + "the audit of the model differs: that is a defect, please"
                                        + " report it")));
        return same;
    }

    private static ContentHash runHash(Collection<ModelReport> reports) {
        return VerdictHash.ofRun(reports.stream().map(ModelReport::verdictHash).toList());
    }

    private void line(String text) {
        console.out().println(text);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
