package io.tidemark.core.evaluation;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.feature.FeatureKind;
import java.util.Optional;

/**
 * DR002 to DR009: a distance must not exceed a fixed threshold (a p-value must not fall below it). These are the rules
 * that other tools have; they carry no stated error rate.
 *
 * @param code the rule's stable code
 * @param distance which distance
 * @param basis which form of it is compared
 * @param threshold the limit, positive
 * @param kind the kind of feature it applies to
 */
public record DistanceRule(String code, Distance distance, Basis basis, double threshold, FeatureKind kind)
        implements FeatureRule {
    /** The services' allowance: the Kolmogorov-Smirnov factor for a probability of about 0.003, rounded. */
    static final double ROBUST_FACTOR = 1.8;

    /** √(½·ln(2/0.003)): the same bound unrounded, used for severities. */
    static final double LOWER_BOUND_FACTOR = 1.803;

    public DistanceRule {
        CheckType.ofCode(code);
        Parameters.requirePositive(code + " threshold", threshold);
        if (!distance.appliesTo(kind)) {
            throw new IllegalArgumentException(code + ": " + distance.title() + " is not defined for " + kind);
        }
        if (basis == Basis.P_VALUE && !distance.hasPValue()) {
            throw new IllegalArgumentException(code + ": " + distance.title() + " has no p-value");
        }
    }

    @Override
    public Optional<RuleOutcome> judge(FeatureEvidence evidence) {
        if (evidence.baseline().type().kind() != kind) {
            return Optional.empty();
        }
        long n = evidence.window().valid();
        double scale = Math.sqrt(
                FeatureEvidence.varianceScale(n, evidence.baseline().profile().valid()));
        Measured measured = evidence.measured(distance);
        double value = valueOf(measured, scale);
        boolean bad = basis == Basis.P_VALUE ? value < threshold : value > threshold;
        RuleState state = bad ? RuleState.ALARM : RuleState.OK;
        if (n < evidence.minRows() || Double.isNaN(value)) {
            state = RuleState.INSUFFICIENT_DATA;
        }
        Direction direction = basis == Basis.P_VALUE ? Direction.BAD_WHEN_LOWER : Direction.BAD_WHEN_HIGHER;
        return Optional.of(new RuleOutcome(
                code,
                evidence.baseline().name(),
                metric(),
                state,
                value,
                threshold,
                direction,
                sureEffect(evidence, scale)));
    }

    private double valueOf(Measured measured, double scale) {
        return switch (basis) {
            case RAW -> measured.raw();
            case ROBUST -> Math.max(0, measured.raw() - ROBUST_FACTOR * scale);
            case SQUARE_ROOT -> Math.sqrt(measured.raw());
            case P_VALUE -> measured.pValue();
        };
    }

    private String metric() {
        return switch (basis) {
            case RAW -> distance.wireName();
            case ROBUST -> distance.wireName() + "Robust";
            case SQUARE_ROOT -> distance.wireName() + "SquareRoot";
            case P_VALUE -> distance.wireName() + "PValue";
        };
    }

    /** The severity of every distance rule comes from the same effect: how far the distributions surely are apart. */
    private double sureEffect(FeatureEvidence evidence, double scale) {
        Distance apart = kind == FeatureKind.NUMERIC ? Distance.KS : Distance.L_INFINITY;
        double lower = evidence.measured(apart).raw() - LOWER_BOUND_FACTOR * scale;
        return lower > 0 ? lower : 0;
    }

    @Override
    public void writeTo(CanonicalOutput out) {
        out.putText(code).putText(distance.wireName()).putText(basis.name()).putText(kind.name());
        out.putDouble(threshold);
    }
}
