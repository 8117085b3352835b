package io.tidemark.baseline;

import io.tidemark.core.feature.FeatureKind;
import io.tidemark.stats.distribution.GridEdges;

/** What the sample says about a column before it is counted. */
sealed interface ColumnStart {
    /** A counter for one thread. */
    ColumnCounter newCounter();

    /** What the column is counted as. */
    FeatureKind kind();

    /**
     * A column of numbers.
     *
     * @param edges chosen from the sample
     * @param maxDistinct values up to which each is counted by itself
     * @param many whether the sample has more
     */
    record Numbers(GridEdges edges, int maxDistinct, boolean many) implements ColumnStart {
        @Override
        public ColumnCounter newCounter() {
            return new NumericCounter(edges, maxDistinct, many);
        }

        @Override
        public FeatureKind kind() {
            return FeatureKind.NUMERIC;
        }
    }

    /**
     * A column of texts.
     *
     * @param candidates its most frequent values in the sample, within the limits
     * @param limits of the values that are counted one by one
     * @param beyond whether the sample has more
     */
    record Texts(TextTable candidates, TextLimits limits, boolean beyond) implements ColumnStart {
        @Override
        public ColumnCounter newCounter() {
            return new CategoryCounter(candidates, limits, beyond);
        }

        @Override
        public FeatureKind kind() {
            return FeatureKind.CATEGORICAL;
        }
    }
}
