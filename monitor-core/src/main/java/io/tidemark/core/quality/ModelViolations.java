package io.tidemark.core.quality;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.Severity;
import io.tidemark.core.evaluation.VerdictStatus;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.model.Facet;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.stats.fairness.BiasMetric;
import io.tidemark.stats.fairness.FacetSides;
import io.tidemark.stats.fairness.FlipTest;
import java.util.Comparator;
import java.util.List;

/** Turns the outcomes that fired into violations with their evidence. */
final class ModelViolations {
    private static final Comparator<Violation> WORST_FIRST = Comparator.comparing(Violation::severity)
            .reversed()
            .thenComparing(violation -> violation.outcome().code())
            .thenComparing(Violation::facet)
            .thenComparing(violation -> violation.outcome().metric());

    private ModelViolations() {}

    static List<Violation> of(ModelReport report, ModelProfile window, ModelReference reference, double confidence) {
        return report.outcomes().stream()
                .filter(RuleOutcome::isAlarm)
                .map(outcome -> violation(report, outcome, window, reference, confidence))
                .sorted(WORST_FIRST)
                .toList();
    }

    private static Violation violation(
            ModelReport report, RuleOutcome outcome, ModelProfile window, ModelReference reference, double confidence) {
        long rows = rows(outcome, window, report.attributions().rows());
        boolean isEstimate = outcome.code().equals("MQ004");
        return new Violation(
                idOf(report, outcome),
                report.window().revision(),
                report.window().window(),
                report.windowEndMs(),
                report.window().segment(),
                outcome.feature(),
                isEstimate ? VerdictStatus.PROVISIONAL : report.window().status(),
                outcome,
                ServiceTexts.checkType(outcome),
                Severity.ofEffect(outcome.effect()),
                ModelTexts.description(outcome, window, rows),
                rows,
                report.modelHash(),
                report.configHash(),
                report.verdictHash(),
                ModelEvidence.of(outcome, window, reference, confidence));
    }

    private static long rows(RuleOutcome outcome, ModelProfile window, long attributed) {
        return switch (outcome.code()) {
            case "BI001", "BI002" -> {
                if (outcome.metric().equals(FlipTest.WIRE_NAME)) {
                    FlipTest.Flips flips = window.flips(facetOf(outcome, window));
                    yield flips.disadvantaged() + flips.advantaged();
                }
                BiasMetric metric = BiasMetric.valueOf(outcome.metric());
                FacetSides sides = ModelReference.sides(window, facetOf(outcome, window));
                yield metric.rows(sides.disadvantaged()) + metric.rows(sides.advantaged());
            }
            case "FA001", "FA002" -> attributed;
            case "MQ003", "MQ004" -> window.eligible();
            default -> window.labelled();
        };
    }

    private static int facetOf(RuleOutcome outcome, ModelProfile window) {
        for (int facet = 0; facet < window.spec().facets().size(); facet++) {
            if (window.spec().facets().get(facet).label().equals(outcome.feature())) {
                return facet;
            }
        }
        throw new AssertionError("no facet " + outcome.feature());
    }

    /** The same in every revision, so that a later one corrects an earlier one. */
    private static ContentHash idOf(ModelReport report, RuleOutcome outcome) {
        CanonicalOutput out = new CanonicalOutput();
        out.putText(report.window().window().endpoint());
        out.putText(report.window().window().variant());
        out.putLong(report.window().window().startMs()).putLong(report.windowEndMs());
        out.putText(outcome.code()).putText(outcome.metric());
        out.putText(report.window().segment()).putText(Facet.key(outcome.feature()));
        out.putText(report.modelHash().hex()).putText(report.configHash().hex());
        return ContentHash.of(out);
    }
}
