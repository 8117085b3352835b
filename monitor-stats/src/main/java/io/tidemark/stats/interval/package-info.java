/**
 * Confidence intervals of shares, differences of shares, means and of any figure of a table of counts. Start with
 * {@link io.tidemark.stats.interval.Wilson}.
 */
@NullMarked
package io.tidemark.stats.interval;

import org.jspecify.annotations.NullMarked;
