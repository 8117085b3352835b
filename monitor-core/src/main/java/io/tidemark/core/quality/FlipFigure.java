package io.tidemark.core.quality;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.stats.fairness.BiasValue;
import io.tidemark.stats.fairness.BiasValue.Reason;
import io.tidemark.stats.fairness.BiasValue.Undefined;
import io.tidemark.stats.fairness.FacetSides;
import io.tidemark.stats.fairness.FlipTest;
import io.tidemark.stats.interval.Interval;

/**
 * The flip test (FT) of a facet in a window, over the rows that the window kept for it. It needs predictions only, so no
 * label changes it.
 *
 * @param value the value, or why there is none
 * @param isWithheld whether there is no value because fewer rows of a side were compared than may be shown
 * @param interval the confidence interval with the neighbours as given; undefined where the value is
 * @param baseline the model baseline's value, or why it has none
 * @param disadvantaged rows of the group named that were compared
 * @param advantaged rows of everyone else among which neighbours were looked for
 * @param isSample whether the window has more rows than that: the others were too many, or lack a number
 */
public record FlipFigure(
        BiasValue value,
        boolean isWithheld,
        Interval interval,
        BiasValue baseline,
        long disadvantaged,
        long advantaged,
        boolean isSample) {

    /** The figure of a facet, by its place in the spec. */
    static FlipFigure of(ModelProfile window, int facet, ModelReference reference, ModelRules rules) {
        FlipTest.Flips flips = window.flips(facet);
        FacetSides sides = ModelReference.sides(window, facet);
        boolean isWithheld = isTooFew(sides.disadvantaged().rows(), flips.disadvantaged(), rules.disclosure())
                || isTooFew(sides.advantaged().rows(), flips.advantaged(), rules.disclosure());
        return new FlipFigure(
                isWithheld ? new Undefined(Reason.NO_ROWS) : flips.value(),
                isWithheld,
                isWithheld ? Interval.UNDEFINED : flips.interval(rules.confidence()),
                reference.flips(facet),
                flips.disadvantaged(),
                flips.advantaged(),
                flips.disadvantaged() < sides.disadvantaged().rows()
                        || flips.advantaged() < sides.advantaged().rows());
    }

    /** A side without any row hides nobody, as with the other metrics; nor does one of which nothing is compared. */
    private static boolean isTooFew(long rows, long compared, long disclosure) {
        return (rows > 0 && rows < disclosure) || (compared > 0 && compared < disclosure);
    }

    void writeTo(CanonicalOutput out) {
        out.putText(FlipTest.WIRE_NAME);
        BiasFigure.write(value, out);
        out.putByte(isWithheld ? 1 : 0);
        out.putDouble(interval.low()).putDouble(interval.high());
        BiasFigure.write(baseline, out);
        out.putVarint(disadvantaged).putVarint(advantaged).putByte(isSample ? 1 : 0);
    }
}
