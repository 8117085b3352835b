package io.tidemark.stats.attribution;

import io.tidemark.stats.summary.CorrectableMoments;
import java.util.ArrayList;
import java.util.List;

/**
 * Exact sums of |φ| and φ² per feature over the local attributions φ of rows. {@link #addAll} is associative and
 * commutative, a new instance its identity, {@link #subtractAll} its inverse. Mutable, not thread-safe, 1.2 KB a
 * feature.
 */
public final class AttributionTable {
    private final List<CorrectableMoments> magnitudes = new ArrayList<>();

    /** No rows of the given number of features, at least 1. */
    public AttributionTable(int features) {
        if (features < 1) {
            throw new IllegalArgumentException("features = " + features + " is not positive");
        }
        for (int i = 0; i < features; i++) {
            magnitudes.add(new CorrectableMoments());
        }
    }

    /**
     * Adds a row.
     *
     * @param attributions one finite number per feature
     */
    public void add(double[] attributions) {
        requireFinite(attributions);
        for (int i = 0; i < attributions.length; i++) {
            magnitudes.get(i).add(Math.abs(attributions[i]));
        }
    }

    /** Takes back a row. */
    public void remove(double[] attributions) {
        requireFinite(attributions);
        for (int i = 0; i < attributions.length; i++) {
            magnitudes.get(i).remove(Math.abs(attributions[i]));
        }
    }

    /** Adds what the other table of as many features holds. */
    public void addAll(AttributionTable other) {
        requireFeatures(other.features());
        for (int i = 0; i < features(); i++) {
            magnitudes.get(i).addAll(other.magnitudes.get(i));
        }
    }

    /** Takes back what the other table of as many features holds. */
    public void subtractAll(AttributionTable other) {
        requireFeatures(other.features());
        for (int i = 0; i < features(); i++) {
            magnitudes.get(i).subtractAll(other.magnitudes.get(i));
        }
    }

    /** Number of features. */
    public int features() {
        return magnitudes.size();
    }

    /** Rows. */
    public long rows() {
        return magnitudes.get(0).count();
    }

    /** The sums of |φ| of each feature, as stored; not copied. */
    public List<CorrectableMoments> magnitudes() {
        return List.copyOf(magnitudes);
    }

    /** Global attribution by mean |φ|; NaN without rows. */
    public double[] meanMagnitudes() {
        return magnitudes.stream().mapToDouble(CorrectableMoments::mean).toArray();
    }

    /** Global attribution by mean φ²; NaN without rows. */
    public double[] meanSquares() {
        return magnitudes.stream()
                .mapToDouble(m -> m.sums().squares().round() / m.count())
                .toArray();
    }

    /** Standard errors of {@link #meanMagnitudes}: sample deviation over √n; NaN below two rows. */
    public double[] standardErrors() {
        return magnitudes.stream()
                .mapToDouble(m -> m.sampleSd() / Math.sqrt((double) m.count()))
                .toArray();
    }

    private void requireFinite(double[] attributions) {
        requireFeatures(attributions.length);
        for (int i = 0; i < attributions.length; i++) {
            if (!Double.isFinite(attributions[i])) {
                throw new IllegalArgumentException("attribution of feature " + i + " = " + attributions[i]);
            }
        }
    }

    private void requireFeatures(int given) {
        if (given != features()) {
            throw new IllegalArgumentException("features = " + given + ", expected " + features());
        }
    }
}
