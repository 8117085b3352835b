package io.tidemark.core.quality;

import io.tidemark.core.evaluation.Direction;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.RuleState;
import io.tidemark.core.model.MetricConstraint;
import io.tidemark.core.model.MetricConstraint.Comparison;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.stats.interval.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules on quality: {@code MQ001} or {@code MQ002} for each figure with a constraint, {@code MQ003} on the coverage of a
 * final evaluation, {@code MQ004} on estimates while too few labels are there.
 */
final class QualityJudge {
    /** The metric of {@code MQ003}. */
    static final String COVERAGE = "label_coverage";

    private final ModelRules rules;

    QualityJudge(ModelRules rules) {
        this.rules = rules;
    }

    List<RuleOutcome> judge(ModelProfile window, ModelReference reference, boolean isFinal) {
        List<RuleOutcome> outcomes = new ArrayList<>();
        reference
                .constraints()
                .forEach((metric, constraint) -> outcomes.add(measured(metric, constraint, window, reference)));
        double coverage = window.labelled() / (double) window.eligible();
        if (isFinal && reference.isEveryone()) {
            outcomes.add(coverage(window));
        } else if (!isFinal && !(coverage >= rules.leastCoverage())) {
            outcomes.addAll(estimated(window, reference));
        }
        return outcomes;
    }

    private RuleOutcome measured(
            String metric, MetricConstraint constraint, ModelProfile window, ModelReference reference) {
        double value = Double.NaN;
        Interval interval = Interval.UNDEFINED;
        Measure measure = reference.measure(metric).orElse(null);
        if (measure != null) {
            value = measure.value().applyAsDouble(window);
            interval = measure.interval().of(window, rules.confidence());
        }
        if (rules.quality() == QualityRule.SERVICE) {
            return service(metric, constraint, value, interval, window.labelled());
        }
        Limit limit = limit(metric, constraint);
        double weighed = WeighedFigures.value(window, metric, rules.confidence());
        boolean isInsufficient = window.labelled() < rules.minRows() || Double.isNaN(value) || !interval.isDefined();
        boolean isAlarm = limit.isBeyond(interval) && (Double.isNaN(weighed) || limit.isBeyond(weighed));
        return limit.outcome("MQ002", value, interval, state(isInsufficient, isAlarm));
    }

    private RuleOutcome service(
            String metric, MetricConstraint constraint, double value, Interval interval, long rows) {
        Limit limit = new Limit(metric, constraint.threshold(), constraint.comparison());
        boolean isInsufficient = rows < rules.minRows() || Double.isNaN(value);
        return limit.outcome("MQ001", value, interval, state(isInsufficient, constraint.isViolatedBy(value)));
    }

    private RuleOutcome coverage(ModelProfile window) {
        double coverage = window.labelled() / (double) window.eligible();
        boolean isAlarm = coverage < rules.leastCoverage();
        return new RuleOutcome(
                "MQ003",
                "",
                COVERAGE,
                state(window.eligible() < rules.minRows(), isAlarm),
                coverage,
                rules.leastCoverage(),
                Direction.BAD_WHEN_LOWER,
                isAlarm ? rules.leastCoverage() - coverage : 0);
    }

    private List<RuleOutcome> estimated(ModelProfile window, ModelReference reference) {
        List<RuleOutcome> outcomes = new ArrayList<>();
        for (Estimator.Estimate estimate : reference.estimator().of(window, rules.confidence())) {
            MetricConstraint constraint = reference.constraints().get(estimate.name());
            if (constraint != null && estimate.interval().isDefined()) {
                Limit limit = limit(estimate.name(), constraint);
                boolean isInsufficient = window.eligible() < rules.minRows() || Double.isNaN(estimate.value());
                outcomes.add(limit.outcome(
                        "MQ004",
                        estimate.value(),
                        estimate.interval(),
                        state(isInsufficient, limit.isBeyond(estimate.interval()))));
            }
        }
        return outcomes;
    }

    private Limit limit(String metric, MetricConstraint constraint) {
        double tolerance = Tolerance.of(metric, constraint.threshold(), rules.tolerances());
        double at = constraint.threshold() + (constraint.comparison() == Comparison.LESS_THAN ? -tolerance : tolerance);
        return new Limit(metric, at, constraint.comparison());
    }

    private static RuleState state(boolean isInsufficient, boolean isAlarm) {
        if (isInsufficient) {
            return RuleState.INSUFFICIENT_DATA;
        }
        return isAlarm ? RuleState.ALARM : RuleState.OK;
    }
}
