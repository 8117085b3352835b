package io.tidemark.core.quality;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.evaluation.Direction;
import io.tidemark.core.evaluation.EvidenceCheck;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.Severity;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.model.Facet;
import io.tidemark.core.model.ModelBaseline;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.model.ModelTable;
import io.tidemark.core.quality.Estimator.Estimate;
import io.tidemark.stats.fairness.BiasMetric;
import io.tidemark.stats.fairness.FacetSides;
import io.tidemark.stats.fairness.FlipTest;
import io.tidemark.stats.interval.Interval;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The evidence of a violation by labels, bias or attributions: the confidence of its interval and those tables of the window
 * that the compared number is a function of. With the model baseline it gives the number again.
 */
public final class ModelEvidence {
    private static final int VERSION = 1;

    private ModelEvidence() {}

    /** The evidence for an outcome. */
    static Violation.Evidence of(
            RuleOutcome outcome, ModelProfile window, ModelReference reference, double confidence) {
        CanonicalOutput out = new CanonicalOutput(4 * 1024);
        out.putByte(VERSION).putDouble(confidence);
        out.putBytes(part(outcome, window, reference).encode());
        return new Violation.Evidence(out.toByteArray());
    }

    private static ModelProfile part(RuleOutcome outcome, ModelProfile window, ModelReference reference) {
        ModelBaseline layout = reference.baseline();
        return switch (outcome.code()) {
            case "BI001", "BI002" ->
                outcome.metric().equals(FlipTest.WIRE_NAME)
                        ? window.onlyFlips(facetOf(outcome, layout), layout)
                        : window.onlyFacet(facetOf(outcome, layout), layout);
            case "FA001", "FA002" -> window.only(Set.of(ModelTable.ATTRIBUTIONS), layout);
            case "MQ003" -> window.only(Set.of(), layout);
            case "MQ004" -> window.only(reference.estimator().tables(), layout);
            default -> window.only(tables(outcome, reference), layout);
        };
    }

    /** Strata too: the interval rule also asks for the weighed figure. */
    private static Set<ModelTable> tables(RuleOutcome outcome, ModelReference reference) {
        Set<ModelTable> tables = EnumSet.noneOf(ModelTable.class);
        reference.measure(outcome.metric()).ifPresent(measure -> tables.addAll(measure.tables()));
        if (outcome.code().equals("MQ002")) {
            tables.add(ModelTable.STRATA);
        }
        return tables;
    }

    /**
     * Recomputes a violation of {@code MQ001} to {@code MQ004}, {@code BI001}, {@code BI002}, {@code FA001} or {@code FA002}
     * from its evidence.
     *
     * @throws IllegalArgumentException if the model baseline is another one, or the evidence is not of its model
     */
    public static EvidenceCheck check(Violation violation, ModelBaseline baseline) {
        if (!baseline.hash().equals(violation.baselineHash())) {
            throw new IllegalArgumentException("the violation was judged with model baseline "
                    + violation.baselineHash().brief() + ", this is "
                    + baseline.hash().brief());
        }
        CanonicalInput in = new CanonicalInput(violation.evidence().bytes());
        in.expectVersion(VERSION, "model evidence");
        double confidence = in.getDouble();
        ModelProfile window = ModelProfile.decode(in.getBytes(), baseline);
        in.expectEnd();
        Recomputed again = recompute(violation, window, baseline, confidence);
        RuleOutcome recorded = violation.outcome();
        return new EvidenceCheck(
                again.value,
                Double.compare(again.value, recorded.value()) == 0,
                isBad(recorded, again.value) && isProved(recorded, again, window, confidence),
                Severity.ofEffect(again.effect) == violation.severity());
    }

    /** The compared number and how far beyond the limit it surely is. */
    private record Recomputed(double value, double effect) {}

    private static Recomputed recompute(
            Violation violation, ModelProfile window, ModelBaseline baseline, double confidence) {
        RuleOutcome recorded = violation.outcome();
        return switch (recorded.code()) {
            case "BI001", "BI002" -> bias(recorded, window, baseline, confidence);
            case "FA001", "FA002" -> {
                ModelReference reference = ModelReference.of(baseline, 1).ofSegment(violation.segment(), 1);
                double gain = AttributionJudge.figures(window, reference.attribution())
                        .rankingGain();
                yield new Recomputed(gain, AttributionJudge.effect(gain, recorded.threshold()));
            }
            case "MQ003" -> {
                double coverage = window.labelled() / (double) window.eligible();
                yield new Recomputed(coverage, Math.max(0, recorded.threshold() - coverage));
            }
            case "MQ004" -> estimate(violation, window, baseline, confidence);
            default -> quality(recorded, window, baseline, confidence);
        };
    }

    private static Recomputed quality(
            RuleOutcome recorded, ModelProfile window, ModelBaseline baseline, double confidence) {
        Optional<Measure> measure = Measure.of(baseline.spec()).stream()
                .filter(m -> m.name().equals(recorded.metric()))
                .findFirst();
        if (measure.isEmpty()) {
            throw new IllegalArgumentException("rule " + recorded.code() + " does not measure " + recorded.metric());
        }
        Interval interval = measure.get().interval().of(window, confidence);
        return new Recomputed(
                measure.get().value().applyAsDouble(window), limit(recorded).effect(interval));
    }

    private static Recomputed estimate(
            Violation violation, ModelProfile window, ModelBaseline baseline, double confidence) {
        RuleOutcome recorded = violation.outcome();
        Estimate estimate =
                ModelReference.of(baseline, 1)
                        .ofSegment(violation.segment(), 1)
                        .estimator()
                        .of(window, confidence)
                        .stream()
                        .filter(e -> e.name().equals(recorded.metric()))
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalArgumentException("there is no estimate of " + recorded.metric()));
        return new Recomputed(estimate.value(), limit(recorded).effect(estimate.interval()));
    }

    private static Recomputed bias(
            RuleOutcome recorded, ModelProfile window, ModelBaseline baseline, double confidence) {
        if (recorded.metric().equals(FlipTest.WIRE_NAME)) {
            FlipTest.Flips flips = window.flips(facetOf(recorded, baseline));
            double beyond = BiasJudge.beyondMagnitude(flips.interval(confidence), recorded.threshold());
            return new Recomputed(flips.value().orNaN(), beyond);
        }
        BiasMetric metric = BiasMetric.valueOf(recorded.metric());
        FacetSides sides = ModelReference.sides(window, facetOf(recorded, baseline));
        Interval interval = BiasShares.interval(metric, sides, confidence);
        double effect = recorded.code().equals("BI001")
                ? BiasJudge.beyondMagnitude(interval, recorded.threshold())
                : BiasJudge.beyond(interval, recorded.threshold(), recorded.direction() == Direction.BAD_WHEN_LOWER);
        return new Recomputed(metric.of(sides).orNaN(), effect);
    }

    private static Limit limit(RuleOutcome recorded) {
        return new Limit(recorded.metric(), recorded.threshold(), Limit.comparison(recorded.direction()));
    }

    /** A rule by interval also needs the interval, and that on measured quality the weighed figure, on the bad side. */
    private static boolean isProved(RuleOutcome recorded, Recomputed again, ModelProfile window, double confidence) {
        return switch (recorded.code()) {
            case "BI002", "MQ004" -> again.effect > 0;
            case "MQ002" -> {
                double weighed = WeighedFigures.value(window, recorded.metric(), confidence);
                yield again.effect > 0
                        && (Double.isNaN(weighed) || limit(recorded).isBeyond(weighed));
            }
            default -> true;
        };
    }

    private static boolean isBad(RuleOutcome recorded, double value) {
        return switch (recorded.direction()) {
            case BAD_WHEN_LOWER -> value < recorded.threshold();
            case BAD_WHEN_HIGHER -> value > recorded.threshold();
            case BAD_WHEN_OUTSIDE -> Math.abs(value) > Math.abs(recorded.threshold());
        };
    }

    private static int facetOf(RuleOutcome outcome, ModelBaseline baseline) {
        for (int i = 0; i < baseline.spec().facets().size(); i++) {
            // By key, so that violations that were written with another label are proved too.
            if (Facet.key(baseline.spec().facets().get(i).label()).equals(Facet.key(outcome.feature()))) {
                return i;
            }
        }
        throw new IllegalArgumentException("the model baseline has no facet " + outcome.feature());
    }
}
