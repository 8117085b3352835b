package io.tidemark.core.quality;

/** How bias metrics are held against the model baseline. */
public enum BiasRule {
    /** {@code BI001}: farther from 0 than the baseline's value, as the service does, DI too. */
    MAGNITUDE,
    /** {@code BI002}: the metric's interval against its allowed band; DI around 1. */
    INTERVAL
}
