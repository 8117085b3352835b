package io.tidemark.core.quality;

/** How the ranking of attributions is held against the model baseline's. */
public enum AttributionRule {
    /** {@code FA001}: NDCG below 0.90, as the service does. */
    SERVICE,
    /** {@code FA002}: below 0.90 and below what chance explains. */
    NOISE
}
