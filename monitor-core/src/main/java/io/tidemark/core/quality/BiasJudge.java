package io.tidemark.core.quality;

import io.tidemark.core.evaluation.Direction;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.RuleState;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.stats.fairness.BiasMetric;
import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.stats.fairness.FacetSides;
import io.tidemark.stats.fairness.FlipTest;
import io.tidemark.stats.interval.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules on bias: {@code BI001} or {@code BI002} for each metric of each facet. */
final class BiasJudge {
    private final ModelRules rules;

    BiasJudge(ModelRules rules) {
        this.rules = rules;
    }

    List<RuleOutcome> judge(ModelProfile window, ModelReference reference) {
        List<RuleOutcome> outcomes = new ArrayList<>();
        for (int facet = 0; facet < window.spec().facets().size(); facet++) {
            FacetSides sides = ModelReference.sides(window, facet);
            String label = window.spec().facets().get(facet).label();
            boolean isHidden = BiasFigures.isWithheld(BiasMetric.CI, sides, rules.disclosure());
            for (BiasMetric metric : BiasFigures.METRICS) {
                boolean isWithheld = isHidden || BiasFigures.isWithheld(metric, sides, rules.disclosure());
                BiasValue before = reference.bias(facet, metric);
                if (rules.bias() == BiasRule.MAGNITUDE) {
                    outcomes.add(magnitude(label, metric, sides, before, isWithheld));
                } else {
                    interval(label, metric, sides, before, isWithheld).ifPresent(outcomes::add);
                }
            }
            if (rules.bias() == BiasRule.MAGNITUDE && reference.hasFlipTest()) {
                outcomes.add(flips(label, FlipFigure.of(window, facet, reference, rules), isHidden));
            }
        }
        return outcomes;
    }

    private RuleOutcome magnitude(
            String facet, BiasMetric metric, FacetSides sides, BiasValue before, boolean isWithheld) {
        Interval interval = isWithheld ? Interval.UNDEFINED : BiasShares.interval(metric, sides, rules.confidence());
        return magnitude(facet, metric.wireName(), metric.of(sides), interval, before, isWithheld);
    }

    /**
     * The flip test, by the service's rule only: it depends on how many rows there are to find neighbours among, so a
     * window's does not compare with the baseline's as one share does with another.
     */
    private static RuleOutcome flips(String facet, FlipFigure figure, boolean isHidden) {
        return magnitude(
                facet,
                FlipTest.WIRE_NAME,
                figure.value(),
                figure.interval(),
                figure.baseline(),
                isHidden || figure.isWithheld());
    }

    private static RuleOutcome magnitude(
            String facet, String metric, BiasValue now, Interval interval, BiasValue before, boolean isWithheld) {
        boolean isInsufficient = isWithheld || Double.isNaN(now.orNaN()) || Double.isNaN(before.orNaN());
        boolean isAlarm = now.isFartherFromZeroThan(before);
        return new RuleOutcome(
                "BI001",
                facet,
                metric,
                state(isInsufficient, isAlarm),
                isWithheld ? Double.NaN : now.orNaN(),
                before.orNaN(),
                Direction.BAD_WHEN_OUTSIDE,
                isInsufficient ? 0 : beyondMagnitude(interval, before.orNaN()));
    }

    /** How far from 0 the metric surely is beyond the baseline; 0 if the interval holds a value as near. */
    static double beyondMagnitude(Interval interval, double before) {
        double least = interval.low() > 0 ? interval.low() : Math.max(0, -interval.high());
        double excess = least - Math.abs(before);
        return excess > 0 ? Math.min(1, excess) : 0;
    }

    private Optional<RuleOutcome> interval(
            String facet, BiasMetric metric, FacetSides sides, BiasValue before, boolean isWithheld) {
        Optional<Interval> allowed = BiasBand.of(metric, before, rules.bands());
        if (allowed.isEmpty()) {
            return Optional.empty();
        }
        Interval band = allowed.get();
        double now = isWithheld ? Double.NaN : metric.of(sides).orNaN();
        Interval interval = isWithheld ? Interval.UNDEFINED : BiasShares.interval(metric, sides, rules.confidence());
        boolean isInsufficient =
                Double.isNaN(now) || !interval.isDefined() || !BiasShares.areEnough(metric, sides, rules.minGroup());
        boolean isLow = now - band.low() < band.high() - now;
        return Optional.of(new RuleOutcome(
                "BI002",
                facet,
                metric.wireName(),
                state(isInsufficient, interval.isOutside(band)),
                now,
                isLow ? band.low() : band.high(),
                isLow ? Direction.BAD_WHEN_LOWER : Direction.BAD_WHEN_HIGHER,
                isInsufficient ? 0 : beyond(interval, isLow ? band.low() : band.high(), isLow)));
    }

    /** How far beyond the nearer end of the band the metric surely is, in [0, 1]. */
    static double beyond(Interval interval, double limit, boolean isLow) {
        double excess = isLow ? limit - interval.high() : interval.low() - limit;
        return excess > 0 ? Math.min(1, excess) : 0;
    }

    private static RuleState state(boolean isInsufficient, boolean isAlarm) {
        if (isInsufficient) {
            return RuleState.INSUFFICIENT_DATA;
        }
        return isAlarm ? RuleState.ALARM : RuleState.OK;
    }
}
