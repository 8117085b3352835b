package io.tidemark.core.feature;

/** How a feature is counted: on a grid of numbers or by category. */
public enum FeatureKind {
    NUMERIC,
    CATEGORICAL
}
