package io.tidemark.core.quality;

/** How figures of model quality are held against their constraints. */
public enum QualityRule {
    /** {@code MQ001}: the figure itself against the threshold, as the service does. Fires by chance on half of all windows. */
    SERVICE,
    /** {@code MQ002}: the figure's interval against threshold and tolerance. */
    INTERVAL
}
