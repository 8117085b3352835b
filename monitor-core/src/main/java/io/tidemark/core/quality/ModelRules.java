package io.tidemark.core.quality;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.stats.fairness.BiasMetric;
import io.tidemark.stats.interval.Interval;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a model is judged.
 *
 * @param quality which rule holds figures of quality against their constraints
 * @param bias which rule holds bias metrics against the model baseline
 * @param attribution which rule holds the ranking of attributions against the model baseline's
 * @param confidence of every interval, in (0, 1)
 * @param leastCoverage share of labelled rows below which a window cannot be judged at its deadline, in [0, 1]
 * @param minRows labelled rows that a figure of quality needs, and rows with attributions; below it is INSUFFICIENT_DATA
 * @param minGroup rows that either side of a facet needs for {@link BiasRule#INTERVAL}, at least 1
 * @param disclosure rows below which a segment or a side of a facet is not shown, at least 1; stands above every rule
 * @param tolerances how much worse than its threshold a figure may be, by its name, in its own unit; others have {@link
 *     Tolerance}'s
 * @param bands allowed values of bias metrics; others have those of {@link BiasBand}
 */
public record ModelRules(
        QualityRule quality,
        BiasRule bias,
        AttributionRule attribution,
        double confidence,
        double leastCoverage,
        long minRows,
        long minGroup,
        long disclosure,
        Map<String, Double> tolerances,
        Map<BiasMetric, Interval> bands) {
    private static final int VERSION = 1;

    /** Checks the ranges; copies and sorts. */
    public ModelRules {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence = " + confidence + " is not in (0, 1)");
        }
        if (!(leastCoverage >= 0 && leastCoverage <= 1)) {
            throw new IllegalArgumentException("least coverage = " + leastCoverage + " is not in [0, 1]");
        }
        if (minRows < 1 || minGroup < 1 || disclosure < 1) {
            throw new IllegalArgumentException("minRows = " + minRows + ", minGroup = " + minGroup + ", disclosure = "
                    + disclosure + ": each must be at least 1");
        }
        tolerances = Collections.unmodifiableMap(new TreeMap<>(tolerances));
        Map<BiasMetric, Interval> sorted = new EnumMap<>(BiasMetric.class);
        sorted.putAll(bands);
        bands = Collections.unmodifiableMap(sorted);
        tolerances.forEach((metric, tolerance) -> requireTolerance(metric, tolerance));
        bands.forEach(ModelRules::requireBand);
    }

    /** The rules that know chance: intervals of 99.7 %, coverage 0.8, 100 rows, groups of 30, nothing below 10 rows. */
    public static ModelRules defaults() {
        return new ModelRules(
                QualityRule.INTERVAL,
                BiasRule.INTERVAL,
                AttributionRule.NOISE,
                0.997,
                0.8,
                100,
                30,
                10,
                Map.of(),
                Map.of());
    }

    /** The service's rules, which know no chance; figures, intervals and the disclosure minimum stay. */
    public static ModelRules ofService() {
        ModelRules ours = defaults();
        return new ModelRules(
                QualityRule.SERVICE,
                BiasRule.MAGNITUDE,
                AttributionRule.SERVICE,
                ours.confidence,
                ours.leastCoverage,
                1,
                ours.minGroup,
                ours.disclosure,
                Map.of(),
                Map.of());
    }

    /** These rules with others for the three families. */
    public ModelRules with(QualityRule otherQuality, BiasRule otherBias, AttributionRule otherAttribution) {
        return new ModelRules(
                otherQuality,
                otherBias,
                otherAttribution,
                confidence,
                leastCoverage,
                minRows,
                minGroup,
                disclosure,
                tolerances,
                bands);
    }

    /** These rules with other minima of rows. */
    public ModelRules withMinima(long rows, long group, long shown) {
        return new ModelRules(
                quality, bias, attribution, confidence, leastCoverage, rows, group, shown, tolerances, bands);
    }

    /** These rules with another confidence of intervals and another least coverage. */
    public ModelRules withLevels(double otherConfidence, double otherCoverage) {
        return new ModelRules(
                quality,
                bias,
                attribution,
                otherConfidence,
                otherCoverage,
                minRows,
                minGroup,
                disclosure,
                tolerances,
                bands);
    }

    /** These rules with other tolerances and bands. */
    public ModelRules withLimits(Map<String, Double> otherTolerances, Map<BiasMetric, Interval> otherBands) {
        return new ModelRules(
                quality,
                bias,
                attribution,
                confidence,
                leastCoverage,
                minRows,
                minGroup,
                disclosure,
                otherTolerances,
                otherBands);
    }

    /** Writes everything that a verdict depends on. */
    public void writeTo(CanonicalOutput out) {
        out.putByte(VERSION).putText(quality.name()).putText(bias.name()).putText(attribution.name());
        out.putDouble(confidence).putDouble(leastCoverage);
        out.putLong(minRows).putLong(minGroup).putLong(disclosure);
        out.putVarint(tolerances.size());
        tolerances.forEach((metric, tolerance) -> out.putText(metric).putDouble(tolerance));
        out.putVarint(bands.size());
        bands.forEach((metric, band) ->
                out.putText(metric.wireName()).putDouble(band.low()).putDouble(band.high()));
    }

    private static void requireTolerance(String metric, double tolerance) {
        if (!(tolerance >= 0) || Double.isInfinite(tolerance)) {
            throw new IllegalArgumentException(
                    "tolerance of " + metric + " = " + tolerance + " is not in [0, Infinity)");
        }
    }

    private static void requireBand(BiasMetric metric, Interval band) {
        if (!band.isDefined()) {
            throw new IllegalArgumentException("band of " + metric.wireName() + " has no ends");
        }
    }
}
