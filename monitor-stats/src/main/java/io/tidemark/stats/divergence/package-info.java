/**
 * Distances between two distributions, one class per distance, over counts (baseline first, window second) or sorted
 * samples. Start with KolmogorovSmirnov; NoiseLevel says what each shows without drift.
 */
@NullMarked
package io.tidemark.stats.divergence;

import org.jspecify.annotations.NullMarked;
