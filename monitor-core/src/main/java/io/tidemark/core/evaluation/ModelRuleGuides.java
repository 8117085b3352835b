package io.tidemark.core.evaluation;

import java.util.List;
import java.util.Map;

/** What people are told about the rules on labels, bias and attributions. */
final class ModelRuleGuides {
    private static final String LABELS =
            "Look at which rows are wrong: segments and facets show where. If inputs drifted too, retrain on newer data;"
                    + " if they did not, the world changed, and only new labels can teach it.";

    private static final String BIAS =
            "Compare both sides' counts with the model baseline's: did the mix of people change, the threshold, or the"
                    + " model? Decide with those who answer for its use.";

    private static final String ATTRIBUTIONS =
            "See which features moved up and down. Compare with the drift of the inputs, and with the model's version.";

    static final List<RuleGuide> ALL = List.of(
            new RuleGuide(
                    "BI001",
                    "each bias metric of each facet, as revisions come",
                    "|now| > |baseline|, compared exactly; a metric without a value on either side is skipped",
                    "none: the model baseline's value is the limit",
                    "The metric moved away from 0. Half of all windows do by chance, and a falling DI, which is worse, does not.",
                    "Use it to compare with the service; BI002 is the rule that knows chance. " + BIAS),
            new RuleGuide(
                    "BI002",
                    "bias metrics with an interval, of each facet with enough rows on both sides",
                    "the 99.7 % interval lies wholly outside the band: 0.1 around parity, or 0.05 beyond the baseline"
                            + " (DI: 0.8 to 1.25, or a tenth beyond the baseline)",
                    "a band per metric in place of the one above",
                    "One side is treated otherwise than the other, more than before and more than chance explains.",
                    BIAS),
            new RuleGuide(
                    "FA001",
                    "rows with attributions",
                    "NDCG of the live ranking, gained by the baseline's attributions, < 0.9",
                    "none: 0.9 is the service's",
                    "Other features move the model's answers, or the same ones in another order.",
                    ATTRIBUTIONS),
            new RuleGuide(
                    "FA002",
                    "rows with attributions",
                    "NDCG < 0.9 and below the 0.1 % quantile of 1,000 rankings perturbed by the window's standard errors",
                    "none",
                    "The order of the features changed by more than a window of this size shows by chance.",
                    ATTRIBUTIONS),
            new RuleGuide(
                    "MQ001",
                    "figures that have a constraint, as revisions come",
                    "value < threshold (LessThanThreshold), value > threshold (GreaterThanThreshold)",
                    "none: the threshold stands in the constraints of the model baseline",
                    "The figure is worse than the constraint. A threshold without slack is passed by half of all windows.",
                    "Use it to compare with the service; MQ002 is the rule that knows chance. " + LABELS),
            new RuleGuide(
                    "MQ002",
                    "figures that have a constraint and an interval, as revisions come",
                    "the 99.7 % interval lies wholly beyond threshold and tolerance, and so does the figure weighed for missing labels",
                    "tolerance per figure: how much worse than its constraint it may be",
                    "The model is worse than it was on the baseline's rows, more than chance explains.",
                    LABELS),
            new RuleGuide(
                    "MQ003",
                    "the whole window, at the deadline of its labels",
                    "labelled/eligible rows < limit",
                    "least share of labelled rows, in [0, 1]",
                    "Labels did not come, came after the horizon, or under ids that no capture has.",
                    "Look at the labels' account: expired, unmatched and rejected ones are counted by reason."),
            new RuleGuide(
                    "MQ004",
                    "estimated accuracy, or mean loss of a regression, while labels are missing",
                    "the 99.7 % interval of the estimate lies wholly beyond threshold and tolerance",
                    "tolerance per figure, as for MQ002",
                    "Scores lie where the model is less sure than it was. A change of what labels mean cannot be seen here.",
                    "Take it as a forecast, and wait for labels: it is withdrawn by what they say."));

    /** Limits in the default rules, by code; what is not here is off. */
    static final Map<String, String> DEFAULT_LIMITS = Map.of(
            "BI002", "0.1, 0.05",
            "FA002", "0.9",
            "MQ002", "0.02",
            "MQ003", "0.8",
            "MQ004", "0.02");

    private ModelRuleGuides() {}
}
