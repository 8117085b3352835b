package io.tidemark.core.evaluation;

import io.tidemark.core.canonical.CanonicalOutput;

/**
 * One distance of one feature in one window. NaN stands where a number is not defined: no valid value on one side, or
 * no null law for this distance.
 *
 * @param distance which distance
 * @param raw the value as other tools compute it (for Wasserstein: divided by the baseline's standard deviation)
 * @param corrected the raw value less its expectation without drift, at least 0
 * @param noiseQ999 the value that one in a thousand windows without drift exceeds
 * @param upper an upper bound of the exact value where the grid leaves doubt, else the raw value
 * @param pValue probability of a value at least as large without drift, in [0, 1]
 */
public record Measured(Distance distance, double raw, double corrected, double noiseQ999, double upper, double pValue) {
    void writeTo(CanonicalOutput out) {
        out.putText(distance.wireName()).putDouble(raw).putDouble(corrected).putDouble(noiseQ999);
        out.putDouble(upper).putDouble(pValue);
    }
}
