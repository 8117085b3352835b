package io.tidemark.core.evaluation;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.profile.FeatureProfile;
import io.tidemark.core.profile.NumericProfile;
import io.tidemark.core.profile.WindowProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Turns the outcomes that fired into violations with their evidence. */
final class Violations {
    private static final Comparator<Violation> WORST_FIRST = Comparator.comparing(Violation::severity)
            .reversed()
            .thenComparing(violation -> violation.outcome().code())
            .thenComparing(violation -> violation.outcome().feature());

    private Violations() {}

    static List<Violation> of(WindowReport report, WindowProfile profile, Baseline baseline) {
        List<Violation> violations = new ArrayList<>();
        for (RuleOutcome outcome : report.outcomes()) {
            if (outcome.isAlarm()) {
                violations.add(violation(report, outcome, profile, baseline));
            }
        }
        violations.sort(WORST_FIRST);
        return violations;
    }

    private static Violation violation(
            WindowReport report, RuleOutcome outcome, WindowProfile profile, Baseline baseline) {
        int position = positionOf(outcome.feature(), baseline);
        CanonicalOutput evidence = new CanonicalOutput(4 * 1024);
        long rows = report.rows();
        if (position >= 0) {
            FeatureProfile feature = profile.feature(position);
            feature.writeTo(evidence);
            rows = rowsBehind(outcome, feature);
        } else {
            evidence.putVarint(report.rows()).putVarint(report.extraColumnRows());
            evidence.putVarint(report.missingColumnRows());
        }
        return new Violation(
                idOf(report, outcome),
                1,
                report.window(),
                report.windowEndMs(),
                outcome,
                CheckType.ofCode(outcome.code()).wireName(),
                Severity.ofEffect(outcome.effect()),
                Description.of(
                        outcome,
                        report,
                        position < 0 ? null : baseline.features().get(position)),
                rows,
                report.baselineHash(),
                report.configHash(),
                report.verdictHash(),
                new Violation.Evidence(evidence.toByteArray()));
    }

    /** The rows of which the compared number is a share, or whose distribution was compared. */
    private static long rowsBehind(RuleOutcome outcome, FeatureProfile feature) {
        return switch (outcome.metric()) {
            case "completeness" -> feature.rows();
            case "typeShare" -> feature.classes().total();
            case "outOfRangeShare", "negativeShare" -> feature.valid() + infinite(feature);
            default -> feature.valid();
        };
    }

    private static long infinite(FeatureProfile feature) {
        return feature instanceof NumericProfile numeric ? numeric.infinite() : 0;
    }

    private static ContentHash idOf(WindowReport report, RuleOutcome outcome) {
        String segment = "";
        String facet = "";
        CanonicalOutput out = new CanonicalOutput();
        out.putText(report.window().endpoint()).putText(report.window().variant());
        out.putLong(report.window().startMs()).putLong(report.windowEndMs());
        out.putText(outcome.code()).putText(outcome.feature().isEmpty() ? outcome.metric() : outcome.feature());
        out.putText(segment).putText(facet);
        out.putText(report.baselineHash().hex()).putText(report.configHash().hex());
        return ContentHash.of(out);
    }

    private static int positionOf(String feature, Baseline baseline) {
        for (int i = 0; i < baseline.featureCount(); i++) {
            if (baseline.features().get(i).name().equals(feature)) {
                return i;
            }
        }
        return -1;
    }
}
