package io.tidemark.core.model;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.stats.attribution.AttributionTable;
import io.tidemark.stats.attribution.RankingNoise;
import java.util.Arrays;
import java.util.List;

/**
 * How much each feature mattered in the reference, in the order of the spec's features.
 *
 * @param means global attribution per feature, mean |φ|; finite and not negative
 * @param standardErrors of the means; NaN where they are not known
 * @param rows rows of the reference; 0 if only the means are known
 * @param noiseLevel what chance alone does to the normalised gain of a window as large as the reference, see
 *     {@link RankingNoise}; NaN if it is not known. A window has its own level, by its own standard errors
 */
public record AttributionReference(List<Double> means, List<Double> standardErrors, long rows, double noiseLevel) {
    /** The seed of the perturbations, a part of what the baseline is. */
    public static final long SEED = 0x7469_6465_6d61_726bL;

    /** Checks the numbers. */
    public AttributionReference {
        means = List.copyOf(means);
        standardErrors = List.copyOf(standardErrors);
        if (means.isEmpty() || means.size() != standardErrors.size() || rows < 0) {
            throw new IllegalArgumentException(
                    "means = " + means.size() + ", standard errors = " + standardErrors.size() + ", rows = " + rows);
        }
        if (means.stream().anyMatch(m -> !(m >= 0) || m.isInfinite())) {
            throw new IllegalArgumentException("a global attribution is negative or not finite: " + means);
        }
    }

    /** The reference of a table with at least one row. */
    public static AttributionReference of(AttributionTable table) {
        double[] means = table.meanMagnitudes();
        double[] errors = table.standardErrors();
        double level = RankingNoise.level(means, errors, SEED);
        return new AttributionReference(listOf(means), listOf(errors), table.rows(), level);
    }

    /** The reference of global attributions of which nothing else is known. */
    public static AttributionReference ofMeans(List<Double> means) {
        double[] unknown = new double[means.size()];
        Arrays.fill(unknown, Double.NaN);
        return new AttributionReference(means, listOf(unknown), 0, Double.NaN);
    }

    /** The means as an array, as the ranking takes them. */
    public double[] meansArray() {
        return means.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static List<Double> listOf(double[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    void writeTo(CanonicalOutput out) {
        Texts.writeAll(means, out, (mean, o) -> o.putDouble(mean));
        Texts.writeAll(standardErrors, out, (error, o) -> o.putDouble(error));
        out.putVarint(rows).putDouble(noiseLevel);
    }

    static AttributionReference readFrom(CanonicalInput in) {
        return new AttributionReference(
                Texts.readAll(in, CanonicalInput::getDouble),
                Texts.readAll(in, CanonicalInput::getDouble),
                in.getCount(),
                in.getDouble());
    }
}
