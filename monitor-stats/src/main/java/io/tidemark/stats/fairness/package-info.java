/**
 * Bias metrics from a table facet group × label × prediction × stratum. Start with {@link
 * io.tidemark.stats.fairness.BiasMetric}.
 */
@NullMarked
package io.tidemark.stats.fairness;

import org.jspecify.annotations.NullMarked;
