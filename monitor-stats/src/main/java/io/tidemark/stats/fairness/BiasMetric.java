package io.tidemark.stats.fairness;

import io.tidemark.stats.fairness.BiasValue.Defined;
import io.tidemark.stats.fairness.BiasValue.Reason;
import io.tidemark.stats.fairness.BiasValue.Undefined;
import io.tidemark.stats.interval.Interval;
import io.tidemark.stats.quality.ExpectedConfusion;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The bias metrics of a facet, by the names of smclarify 0.5, but the flip test, which needs rows ({@link FlipTest}). d
 * is the facet's group, a everyone else; positive means accepted. 0 is parity, for DI it is 1. A ratio over nothing
 * follows smclarify: 0/0 is 0, x/0 is infinite, and two equal infinities have no difference.
 *
 * <p>Post-training metrics have no value while no prediction is positive at all: a model that accepts nobody would look
 * fair in some of them and as unfair as can be in others.
 */
public enum BiasMetric {
    /** Class imbalance (n_a - n_d)/n, in [-1, 1]; positive where d has fewer rows. */
    CI(Stage.PRE_TRAINING, Uses.ROWS, FacetDifferences::classImbalance),
    /** Difference in positive shares of labels, a minus d, in [-1, 1]. */
    DPL(Stage.PRE_TRAINING, Uses.LABELS, FacetDifferences::positiveLabels),
    /** Kullback-Leibler divergence of label shares, nats; negative where d knows one outcome only. */
    KL(Stage.PRE_TRAINING, Uses.LABELS, LabelDivergence::kullbackLeibler),
    /** Jensen-Shannon divergence of label shares, nats, in [0, ln 2). */
    JS(Stage.PRE_TRAINING, Uses.LABELS, LabelDivergence::jensenShannon),
    /** Euclidean distance of label shares, in [0, √2). */
    LP(Stage.PRE_TRAINING, Uses.LABELS, LabelDivergence::lpNorm),
    /** Total variation of label shares, in [0, 1). */
    TVD(Stage.PRE_TRAINING, Uses.LABELS, LabelDivergence::totalVariation),
    /** Largest difference of label shares, in [0, 1]. */
    KS(Stage.PRE_TRAINING, Uses.LABELS, LabelDivergence::kolmogorovSmirnov),
    /**
     * Conditional demographic disparity of labels, in [-1, 1]; positive where d is over-represented among rejections.
     */
    CDDL(Stage.PRE_TRAINING, Uses.LABELS, s -> ConditionalDemographicDisparity.of(s, SideCounts::labels)),

    /** Difference in positive shares of predictions, a minus d, in [-1, 1]. */
    DPPL(Stage.POST_TRAINING, Uses.PREDICTIONS, FacetDifferences::positivePredictions),
    /** Disparate impact: positive share of d over that of a, in [0, Infinity]; 1 is parity, below 1 favours a. */
    DI(Stage.POST_TRAINING, Uses.PREDICTIONS, FacetDifferences::disparateImpact),
    /** Difference in conditional acceptance, (labels/predictions accepted) of a minus d. */
    DCA(Stage.POST_TRAINING, Uses.BOTH, s -> difference(s, Rate.CONDITIONAL_ACCEPTANCE, true)),
    /** Difference in conditional rejection, d minus a. */
    DCR(Stage.POST_TRAINING, Uses.BOTH, s -> difference(s, Rate.CONDITIONAL_REJECTION, false)),
    /** Difference in specificity, d minus a, in [-1, 1]. */
    SD(Stage.POST_TRAINING, Uses.BOTH, s -> difference(s, Rate.SPECIFICITY, false)),
    /** Difference in recall, a minus d, in [-1, 1]. */
    RD(Stage.POST_TRAINING, Uses.BOTH, s -> difference(s, Rate.RECALL, true)),
    /** Difference in acceptance rates, that is precision, a minus d, in [-1, 1]. */
    DAR(Stage.POST_TRAINING, Uses.BOTH, s -> difference(s, Rate.ACCEPTANCE, true)),
    /** Difference in rejection rates TN/(TN+FN), d minus a, in [-1, 1]. */
    DRR(Stage.POST_TRAINING, Uses.BOTH, s -> difference(s, Rate.REJECTION, false)),
    /** Difference in accuracy, a minus d, in [-1, 1]. */
    AD(Stage.POST_TRAINING, Uses.BOTH, s -> difference(s, Rate.ACCURACY, true)),
    /** Treatment equality: FN/FP of d minus that of a. */
    TE(Stage.POST_TRAINING, Uses.BOTH, s -> difference(s, Rate.TREATMENT, false)),
    /** Conditional demographic disparity of predictions, in [-1, 1]. */
    CDDPL(Stage.POST_TRAINING, Uses.PREDICTIONS, s -> ConditionalDemographicDisparity.of(s, SideCounts::predictions)),
    /** Generalized entropy of predictions over labels, at least 0; the same for every facet. */
    GE(Stage.POST_TRAINING, Uses.BOTH, GeneralizedEntropy::of);

    /** What a metric looks at: labels alone, or predictions too. */
    public enum Stage {
        /** Of the data. */
        PRE_TRAINING,
        /** Of the model. */
        POST_TRAINING
    }

    /** Which rows a metric counts. */
    public enum Uses {
        /** All. */
        ROWS,
        /** Those with a label. */
        LABELS,
        /** Those with a prediction: known at once, before any label. */
        PREDICTIONS,
        /** Those with both. */
        BOTH
    }

    private final Stage stage;
    private final Uses uses;

    @SuppressWarnings("ImmutableEnumChecker") // formulas capture nothing
    private final Function<FacetSides, BiasValue> formula;

    BiasMetric(Stage stage, Uses uses, Function<FacetSides, BiasValue> formula) {
        this.stage = stage;
        this.uses = uses;
        this.formula = formula;
    }

    /** The name in files and reports. */
    public String wireName() {
        return name();
    }

    /** Before or after training. */
    public Stage stage() {
        return stage;
    }

    /** Which rows it counts. */
    public Uses uses() {
        return uses;
    }

    /** The value of perfect parity: 1 for DI, otherwise 0. */
    public double parity() {
        return this == DI ? 1 : 0;
    }

    /** The value for a facet, or why there is none. */
    public BiasValue of(FacetSides sides) {
        if (stage == Stage.POST_TRAINING && sides.everyone().predictions().positive() == 0) {
            return new Undefined(sides.everyone().predictions().total() == 0 ? Reason.NO_ROWS : Reason.NO_POSITIVES);
        }
        if (this == CDDL || this == CDDPL || this == GE) {
            return formula.apply(sides);
        }
        if (rows(sides.disadvantaged()) == 0) {
            return new Undefined(Reason.FACET_EMPTY);
        }
        if (rows(sides.advantaged()) == 0) {
            return new Undefined(Reason.REST_EMPTY);
        }
        return formula.apply(sides);
    }

    /** Rows of a side that the metric counts. */
    public long rows(SideCounts side) {
        return switch (uses) {
            case ROWS -> side.rows();
            case LABELS -> side.labels().total();
            case PREDICTIONS -> side.predictions().total();
            case BOTH -> side.confusion().total();
        };
    }

    /**
     * The confidence interval: see {@link BiasIntervals}.
     *
     * @param confidence in (0, 1), such as 0.997 for an alarm
     * @return undefined where the value is, and for KL, JS, LP, TVD and KS, which add nothing to DPL
     */
    public Interval interval(FacetSides sides, double confidence) {
        return of(sides) instanceof Defined ? BiasIntervals.of(this, sides, confidence) : Interval.UNDEFINED;
    }

    /** The rate of one side that a metric compares. */
    enum Rate {
        ACCURACY(c -> Ratios.divide(c.truePositives() + c.trueNegatives(), c.total())),
        RECALL(c -> Ratios.divide(c.truePositives(), c.positives())),
        SPECIFICITY(c -> Ratios.divide(c.trueNegatives(), c.negatives())),
        ACCEPTANCE(c -> Ratios.divide(c.truePositives(), c.predictedPositives())),
        REJECTION(c -> Ratios.divide(c.trueNegatives(), c.predictedNegatives())),
        CONDITIONAL_ACCEPTANCE(c -> Ratios.divide(c.positives(), c.predictedPositives())),
        CONDITIONAL_REJECTION(c -> Ratios.divide(c.negatives(), c.predictedNegatives())),
        TREATMENT(c -> Ratios.divide(c.falseNegatives(), c.falsePositives()));

        @SuppressWarnings("ImmutableEnumChecker") // formulas capture nothing
        private final ToDoubleFunction<ExpectedConfusion> formula;

        Rate(ToDoubleFunction<ExpectedConfusion> formula) {
            this.formula = formula;
        }

        double of(SideCounts side) {
            return formula.applyAsDouble(side.confusion().expected());
        }
    }

    private static BiasValue difference(FacetSides sides, Rate rate, boolean isAdvantagedFirst) {
        double a = rate.of(sides.advantaged());
        double d = rate.of(sides.disadvantaged());
        return new Defined(isAdvantagedFirst ? Ratios.difference(a, d) : Ratios.difference(d, a));
    }
}
