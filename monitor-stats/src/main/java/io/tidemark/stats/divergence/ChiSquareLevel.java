package io.tidemark.stats.divergence;

import io.tidemark.stats.special.SpecialFunctions;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Chi-square quantiles of one level by degrees of freedom, each computed when it is first asked for. Thread-safe:
 * whoever comes first, the number is the same.
 */
final class ChiSquareLevel {
    private static final int MOST_REMEMBERED = 1_024;

    private final double alpha;
    /** Bits of the quantile at its degrees of freedom; 0, which is no quantile, where it was not asked for. */
    private final AtomicLongArray known = new AtomicLongArray(MOST_REMEMBERED);

    ChiSquareLevel(double alpha) {
        this.alpha = alpha;
    }

    double alpha() {
        return alpha;
    }

    /** Returns what is passed with probability alpha; {@code dof} is positive. */
    double at(int dof) {
        if (dof >= MOST_REMEMBERED) {
            return SpecialFunctions.chiSquareQuantile(1 - alpha, dof);
        }
        long bits = known.get(dof);
        if (bits == 0) {
            bits = Double.doubleToRawLongBits(SpecialFunctions.chiSquareQuantile(1 - alpha, dof));
            known.set(dof, bits);
        }
        return Double.longBitsToDouble(bits);
    }
}
