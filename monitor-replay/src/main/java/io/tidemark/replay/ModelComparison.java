package io.tidemark.replay;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.VerdictHash;
import io.tidemark.core.quality.Figure;
import io.tidemark.core.quality.ModelReport;
import io.tidemark.core.window.WindowKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The final live verdicts on a model beside those of an audit of the same captures and labels.
 *
 * @param liveHash the run hash of all live ones
 * @param auditHash the run hash of all audited ones
 * @param equal windows and segments with the same verdict hash on both sides
 * @param different those with different ones
 * @param onlyLive those that the audit does not know
 * @param onlyAudit those of which there is no final live report
 * @param followed what the labels application did not count, and this comparison therefore neither
 */
public record ModelComparison(
        ContentHash liveHash,
        ContentHash auditHash,
        List<Place> equal,
        List<Difference> different,
        List<Place> onlyLive,
        List<Place> onlyAudit,
        VerifyResult.Followed followed) {

    /**
     * Rows that were judged.
     *
     * @param window the window
     * @param segment the segment, empty for all rows
     */
    public record Place(WindowKey window, String segment) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::window).thenComparing(Place::segment);

        static Place of(ModelReport report) {
            return new Place(report.window().window(), report.window().segment());
        }

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * A place on which live and audit do not agree.
     *
     * @param place which
     * @param firstDifference the first thing that differs, in words and with both values
     */
    public record Difference(Place place, String firstDifference) {}

    /** Copies the lists. */
    public ModelComparison {
        equal = List.copyOf(equal);
        different = List.copyOf(different);
        onlyLive = List.copyOf(onlyLive);
        onlyAudit = List.copyOf(onlyAudit);
    }

    /** Returns whether there is a final live report. */
    public boolean hasLive() {
        return !equal.isEmpty() || !different.isEmpty() || !onlyLive.isEmpty();
    }

    /** Returns whether something was compared and all of it is equal. */
    public boolean isProof() {
        return !equal.isEmpty() && different.isEmpty() && onlyLive.isEmpty() && onlyAudit.isEmpty();
    }

    static ModelComparison compare(
            Collection<ModelReport> live, Collection<ModelReport> audit, VerifyResult.Followed followed) {
        Map<Place, ModelReport> audited = new TreeMap<>();
        audit.forEach(report -> audited.put(Place.of(report), report));
        Map<Place, ModelReport> known = new TreeMap<>();
        live.forEach(report -> known.put(Place.of(report), report));
        List<Place> equal = new ArrayList<>();
        List<Difference> different = new ArrayList<>();
        List<Place> onlyLive = new ArrayList<>();
        known.forEach((place, one) -> {
            ModelReport other = audited.remove(place);
            if (other == null) {
                onlyLive.add(place);
            } else if (other.verdictHash().equals(one.verdictHash())) {
                equal.add(place);
            } else {
                different.add(new Difference(place, firstDifference(one, other)));
            }
        });
        return new ModelComparison(
                hash(live), hash(audit), equal, different, onlyLive, List.copyOf(audited.keySet()), followed);
    }

    private static ContentHash hash(Collection<ModelReport> reports) {
        return VerdictHash.ofRun(reports.stream().map(ModelReport::verdictHash).toList());
    }

    private static String firstDifference(ModelReport live, ModelReport audit) {
        return Stream.of(
                        differing("model baseline", live.modelHash(), audit.modelHash()),
                        differing("configuration", live.configHash(), audit.configHash()),
                        differing("rows", live.eligible(), audit.eligible()),
                        differing("labelled rows", live.labelled(), audit.labelled()),
                        differing("unusable labels", live.unusable(), audit.unusable()),
                        differing("confusion matrix", live.matrix(), audit.matrix()),
                        inFigures(live.figures(), audit.figures()),
                        inOutcomes(live.outcomes(), audit.outcomes()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("counts that no figure of the report shows");
    }

    private static Optional<String> inFigures(List<Figure> live, List<Figure> audit) {
        for (int i = 0; i < Math.min(live.size(), audit.size()); i++) {
            Optional<String> difference = differing(live.get(i).name(), live.get(i), audit.get(i));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return differing("number of figures", live.size(), audit.size());
    }

    private static Optional<String> inOutcomes(List<RuleOutcome> live, List<RuleOutcome> audit) {
        for (int i = 0; i < Math.min(live.size(), audit.size()); i++) {
            Optional<String> difference = differing("rule " + live.get(i).code(), live.get(i), audit.get(i));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return differing("number of rule outcomes", live.size(), audit.size());
    }

    private static Optional<String> differing(String what, Object live, Object audit) {
        return Objects.equals(live, audit)
                ? Optional.empty()
                : Optional.of(what + ": live " + live + ", audit " + audit);
    }
}
