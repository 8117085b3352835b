/**
 * How good a model's answers were, from tables of paired prediction and label. Tables are integers and exact sums that
 * merge in any order and take corrections back; every figure is a function of a table. Start with
 * {@link io.tidemark.stats.quality.BinaryMetric}; figures before labels come: {@link
 * io.tidemark.stats.quality.PerformanceEstimate}.
 */
@NullMarked
package io.tidemark.stats.quality;

import org.jspecify.annotations.NullMarked;
