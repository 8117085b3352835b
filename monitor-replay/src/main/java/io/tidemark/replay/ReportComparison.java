package io.tidemark.replay;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.FeatureReport;
import io.tidemark.core.evaluation.Measured;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.VerdictHash;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.core.evaluation.WindowState;
import io.tidemark.core.window.WindowKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Compares the reports of two runs over the same records. */
final class ReportComparison {
    private ReportComparison() {}

    /** Compares by verdict hash, window by window in their order; each side holds a window once. */
    static VerifyResult compare(Collection<WindowReport> live, Collection<WindowReport> audit) {
        Map<WindowKey, WindowReport> liveByWindow = byWindow(live);
        Map<WindowKey, WindowReport> auditByWindow = byWindow(audit);
        List<WindowKey> equal = new ArrayList<>();
        List<VerifyResult.Difference> different = new ArrayList<>();
        List<WindowKey> withoutBaseline = new ArrayList<>();
        TreeSet<WindowKey> onlyLive = new TreeSet<>(liveByWindow.keySet());
        onlyLive.removeAll(auditByWindow.keySet());
        TreeSet<WindowKey> onlyAudit = new TreeSet<>(auditByWindow.keySet());
        onlyAudit.removeAll(liveByWindow.keySet());
        liveByWindow.forEach((window, ours) -> {
            WindowReport theirs = auditByWindow.get(window);
            if (theirs == null) {
                return;
            }
            if (ours.verdictHash().equals(theirs.verdictHash())) {
                equal.add(window);
            } else if (hadNoBaseline(ours, theirs)) {
                withoutBaseline.add(window);
            } else {
                different.add(new VerifyResult.Difference(
                        window, ours.verdictHash(), theirs.verdictHash(), firstDifference(ours, theirs)));
            }
        });
        return new VerifyResult(
                runHash(liveByWindow.values()),
                runHash(auditByWindow.values()),
                equal,
                different,
                List.copyOf(onlyLive),
                List.copyOf(onlyAudit),
                withoutBaseline,
                VerifyResult.Followed.NOTHING,
                null);
    }

    /** Whether a baseline came after the window, live, and all that can be compared is equal. */
    private static boolean hadNoBaseline(WindowReport live, WindowReport audit) {
        return live.state() == WindowState.NO_BASELINE
                && live.records() == audit.records()
                && live.rows() == audit.rows();
    }

    private static ContentHash runHash(Collection<WindowReport> reports) {
        return VerdictHash.ofRun(reports.stream().map(WindowReport::verdictHash).toList());
    }

    private static Map<WindowKey, WindowReport> byWindow(Collection<WindowReport> reports) {
        Map<WindowKey, WindowReport> byWindow = new TreeMap<>();
        reports.forEach(report -> byWindow.put(report.window(), report));
        return byWindow;
    }

    /** Returns the first thing that differs, causes before consequences, as {@code what: live a, audit b}. */
    static String firstDifference(WindowReport live, WindowReport audit) {
        return Stream.of(
                        differing(
                                "baseline",
                                live.baselineHash().brief(),
                                audit.baselineHash().brief()),
                        differing(
                                "configuration",
                                live.configHash().brief(),
                                audit.configHash().brief()),
                        differing("window end", live.windowEndMs(), audit.windowEndMs()),
                        differing("records", live.records(), audit.records()),
                        differing("rows", live.rows(), audit.rows()),
                        differing("rows with an extra column", live.extraColumnRows(), audit.extraColumnRows()),
                        differing("rows with a missing column", live.missingColumnRows(), audit.missingColumnRows()),
                        inFeatures(live.features(), audit.features()),
                        differing("state", live.state(), audit.state()),
                        inOutcomes(live.outcomes(), audit.outcomes()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("counts in cells that no figure of the report shows");
    }

    private static Optional<String> inFeatures(List<FeatureReport> live, List<FeatureReport> audit) {
        if (live.size() != audit.size()) {
            return differing("number of features", live.size(), audit.size());
        }
        for (int i = 0; i < live.size(); i++) {
            Optional<String> difference = inFeature(live.get(i), audit.get(i));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> inFeature(FeatureReport live, FeatureReport audit) {
        String of = " of feature " + live.name();
        return Stream.of(
                        differing("name of a feature", live.name(), audit.name()),
                        differing("type" + of, live.type(), audit.type()),
                        differing("rows" + of, live.rows(), audit.rows()),
                        differing("valid values" + of, live.valid(), audit.valid()),
                        differing("missing values" + of, live.missing(), audit.missing()),
                        differing("NaN values" + of, live.nan(), audit.nan()),
                        differing("infinite values" + of, live.infinite(), audit.infinite()),
                        differing("malformed values" + of, live.malformed(), audit.malformed()),
                        differing("unseen values" + of, live.unseen(), audit.unseen()),
                        differing("summary" + of, live.summary(), audit.summary()),
                        inDistances(live.distances(), audit.distances(), of))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> inDistances(List<Measured> live, List<Measured> audit, String of) {
        if (live.size() != audit.size()) {
            return differing("number of distances" + of, live.size(), audit.size());
        }
        for (int i = 0; i < live.size(); i++) {
            if (!live.get(i).equals(audit.get(i))) {
                return differing(live.get(i).distance().title() + of, live.get(i), audit.get(i));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> inOutcomes(List<RuleOutcome> live, List<RuleOutcome> audit) {
        if (live.size() != audit.size()) {
            return differing("number of rule outcomes", live.size(), audit.size());
        }
        for (int i = 0; i < live.size(); i++) {
            if (!live.get(i).equals(audit.get(i))) {
                String rule = "rule " + live.get(i).code() + " " + live.get(i).feature();
                return differing(rule.trim(), live.get(i), audit.get(i));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> differing(String what, Object live, Object audit) {
        return Objects.equals(live, audit)
                ? Optional.empty()
                : Optional.of(what + ": live " + live + ", audit " + audit);
    }
}
