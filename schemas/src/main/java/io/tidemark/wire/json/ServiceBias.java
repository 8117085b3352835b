package io.tidemark.wire.json;

import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.model.BiasBaseline;
import io.tidemark.core.model.ClassIndex;
import io.tidemark.core.model.Facet;
import io.tidemark.core.model.ModelSpec;
import io.tidemark.core.quality.ServiceTexts;
import io.tidemark.stats.fairness.BiasMetric;
import io.tidemark.stats.fairness.BiasMetric.Stage;
import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.stats.fairness.BiasValue.Reason;
import io.tidemark.stats.fairness.FlipTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Bias figures as the service's files of bias, in its words. */
public final class ServiceBias {
    private static final String RULE = "BI001";
    private static final Pattern LOWER_END = Pattern.compile("\\(([^,()]+),");

    private static final Map<String, String> DESCRIPTIONS = Map.ofEntries(
            Map.entry("AD", "Accuracy Difference (AD)"),
            Map.entry("CDDL", "Conditional Demographic Disparity in Labels (CDDL)"),
            Map.entry("CDDPL", "Conditional Demographic Disparity in Predicted Labels (CDDPL)"),
            Map.entry("CI", "Class Imbalance (CI)"),
            Map.entry("DAR", "Difference in Acceptance Rates (DAR)"),
            Map.entry("DCA", "Difference in Conditional Acceptance (DCA)"),
            Map.entry("DCR", "Difference in Conditional Rejection (DCR)"),
            Map.entry("DI", "Disparate Impact (DI)"),
            Map.entry("DPL", "Difference in Positive Proportions in Labels (DPL)"),
            Map.entry("DPPL", "Difference in Positive Proportions in Predicted Labels (DPPL)"),
            Map.entry("DRR", "Difference in Rejection Rates (DRR)"),
            Map.entry("FT", "Flip Test (FT)"),
            Map.entry("GE", "Generalized Entropy (GE)"),
            Map.entry("JS", "Jensen-Shannon Divergence (JS)"),
            Map.entry("KL", "Kullback-Liebler Divergence (KL)"),
            Map.entry("KS", "Kolmogorov-Smirnov Distance (KS)"),
            Map.entry("LP", "L-p Norm (LP)"),
            Map.entry("RD", "Recall Difference (RD)"),
            Map.entry("SD", "Specificity Difference (SD)"),
            Map.entry("TE", "Treatment Equality (TE)"),
            Map.entry("TVD", "Total Variation Distance (TVD)"));

    private ServiceBias() {}

    /**
     * One group.
     *
     * @param facet which
     * @param greatest the greatest number of its column, infinite if it is not known; without meaning for values
     * @param values by short name of the metric; one that is not there is written as one without a value
     */
    public record Group(Facet facet, double greatest, Map<String, BiasValue> values) {
        /** Copies the map. */
        public Group {
            values = new TreeMap<>(values);
        }
    }

    /**
     * Returns the file.
     *
     * @param label the column of labels
     * @param positive as the file names the positive labels
     * @param groups in the order of the file, those of one column together
     * @param isPredicted whether there is a part on predictions
     */
    public static BiasAnalysis analysis(String label, String positive, List<Group> groups, boolean isPredicted) {
        return new BiasAnalysis(
                Optional.of(stage(label, positive, groups, Stage.PRE_TRAINING)),
                isPredicted ? Optional.of(stage(label, positive, groups, Stage.POST_TRAINING)) : Optional.empty());
    }

    /**
     * Returns the service's name of all numbers above some: {@code (100, 225]}.
     *
     * @param threshold the interval's open end
     * @param greatest its closed end
     */
    public static String interval(double threshold, double greatest) {
        return "(" + number(threshold) + ", " + number(greatest) + "]";
    }

    /** Returns the service's name of a group within its column: its values, or its intervals. */
    public static String valueOf(Facet facet, double greatest) {
        if (!facet.isNumeric()) {
            return String.join(",", facet.values());
        }
        List<Double> ends = new ArrayList<>(facet.breaks());
        if (ends.stream().noneMatch(end -> Math.abs(end) == Math.abs(greatest))) {
            ends.add(greatest);
        }
        List<String> intervals = new ArrayList<>();
        for (int i = 1; i < ends.size(); i++) {
            intervals.add(interval(ends.get(i - 1), ends.get(i)));
        }
        return String.join(",", intervals);
    }

    /**
     * Returns the violations of the service's rule, by facet in the order of the model, then stage and name of the metric.
     *
     * @param violations of all rows or of one segment
     * @param spec the model whose facets they name
     */
    public static List<BiasViolation> violations(List<Violation> violations, ModelSpec spec) {
        List<BiasViolation> list = new ArrayList<>();
        for (Facet facet : spec.facets()) {
            violations.stream()
                    .filter(each ->
                            each.outcome().code().equals(RULE) && each.facet().equals(facet.label()))
                    .sorted((a, b) -> order(a).compareTo(order(b)))
                    .map(each -> new BiasViolation(
                            BiasViolation.CHECK,
                            ServiceTexts.description(each.outcome()),
                            facet.name(),
                            valueOf(facet, Double.POSITIVE_INFINITY),
                            each.outcome().metric()))
                    .forEach(list::add);
        }
        return list;
    }

    /**
     * Returns the figures of a file as a model baseline keeps them. Groups are matched by column, and by values or by the
     * lower ends of intervals, because an interval's upper end is the data's own maximum.
     *
     * @param analysis the service's file
     * @param spec the model whose facets are looked for; others are left out
     */
    public static BiasBaseline baseline(BiasAnalysis analysis, ModelSpec spec) {
        Map<String, Map<String, BiasValue>> byFacet = new TreeMap<>();
        for (BiasAnalysis.Stage stage : List.of(analysis.preTraining(), analysis.postTraining()).stream()
                .flatMap(Optional::stream)
                .toList()) {
            for (Facet facet : spec.facets()) {
                for (BiasAnalysis.Facet group : stage.facets().getOrDefault(facet.name(), List.of())) {
                    if (isSame(facet, group.value())) {
                        Map<String, BiasValue> values = byFacet.computeIfAbsent(facet.label(), any -> new TreeMap<>());
                        group.metrics().forEach(metric -> values.put(metric.name(), value(metric)));
                    }
                }
            }
        }
        return new BiasBaseline(byFacet);
    }

    /** Returns the figures with those of others in their place, facet by facet and metric by metric. */
    public static BiasBaseline merged(BiasBaseline figures, BiasBaseline others) {
        Map<String, Map<String, BiasValue>> byFacet = new TreeMap<>();
        for (BiasBaseline each : List.of(figures, others)) {
            each.byFacet()
                    .forEach((facet, values) -> byFacet.computeIfAbsent(facet, any -> new TreeMap<>())
                            .putAll(values));
        }
        return new BiasBaseline(byFacet);
    }

    private static boolean isSame(Facet facet, String value) {
        if (!facet.isNumeric()) {
            ClassIndex wanted = new ClassIndex(facet.values());
            List<String> found = List.of(value.split(",", -1));
            return found.size() == facet.values().size() && found.stream().allMatch(each -> wanted.find(each) >= 0);
        }
        List<String> lower = LOWER_END
                .matcher(value)
                .results()
                .map(end -> ClassIndex.normalised(end.group(1)))
                .toList();
        return lower.equals(facet.breaks().stream().map(ServiceBias::number).toList());
    }

    /** Why there is no value is told by words in the file, and kept only as far as it is known. */
    private static BiasValue value(BiasAnalysis.Metric metric) {
        if (!Double.isNaN(metric.value())) {
            return new BiasValue.Defined(metric.value());
        }
        Stage stage = stageOf(metric.name());
        for (Reason reason : Reason.values()) {
            if (error(stage, reason).equals(metric.error())) {
                return new BiasValue.Undefined(reason);
            }
        }
        return new BiasValue.Undefined(Reason.NO_ROWS);
    }

    private static String order(Violation violation) {
        String metric = violation.outcome().metric();
        return (stageOf(metric) == Stage.POST_TRAINING ? "0" : "1") + metric;
    }

    private static BiasAnalysis.Stage stage(String label, String positive, List<Group> groups, Stage stage) {
        Map<String, List<BiasAnalysis.Facet>> byColumn = new LinkedHashMap<>();
        for (Group group : groups) {
            byColumn.computeIfAbsent(group.facet().name(), column -> new ArrayList<>())
                    .add(new BiasAnalysis.Facet(valueOf(group.facet(), group.greatest()), metrics(group, stage)));
        }
        return new BiasAnalysis.Stage(label, positive, byColumn);
    }

    private static List<BiasAnalysis.Metric> metrics(Group group, Stage stage) {
        List<BiasAnalysis.Metric> metrics = new ArrayList<>();
        new TreeMap<>(DESCRIPTIONS).forEach((name, description) -> {
            if (stageOf(name) == stage) {
                BiasValue value = group.values().get(name);
                metrics.add(new BiasAnalysis.Metric(
                        name,
                        description,
                        value == null ? Double.NaN : value.orNaN(),
                        value == null ? "Too many rows" : error(stage, value)));
            }
        });
        return metrics;
    }

    private static Stage stageOf(String metric) {
        return metric.equals(FlipTest.WIRE_NAME)
                ? Stage.POST_TRAINING
                : BiasMetric.valueOf(metric).stage();
    }

    private static String error(Stage stage, BiasValue value) {
        return value instanceof BiasValue.Undefined none ? error(stage, none.reason()) : "";
    }

    /** In smclarify's words where it has some; its functions spell them in several ways. */
    private static String error(Stage stage, Reason reason) {
        return switch (reason) {
            case FACET_EMPTY -> "Facet set is empty";
            case REST_EMPTY -> "Negated Facet set is empty";
            case NO_SHARED_OUTCOME -> "No instance of common facet found, dataset may be too small";
            case NO_POSITIVES ->
                stage == Stage.PRE_TRAINING
                        ? "No positive labels in set"
                        : "No Label values are present in the predicted Label Column,"
                                + "Positive Predicted Index Series contains all False values";
            case NO_NEGATIVES -> "No negative labels in set";
            case NO_GROUP_VARIABLE -> "Group variable is empty or not provided";
            case FEATURE_NOT_NUMERIC -> "FlipTest does not support non-numeric columns";
            case NO_ROWS -> "No rows with the label or prediction that is needed";
            case NO_BENEFIT -> "All benefits are zero";
        };
    }

    private static String number(double value) {
        return Double.isInfinite(value) ? "inf" : ClassIndex.normalised(Double.toString(value));
    }
}
