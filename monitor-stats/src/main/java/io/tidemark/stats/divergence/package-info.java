/** Distances between two distributions, one class per distance. Start with KolmogorovSmirnov. */
@NullMarked
package io.tidemark.stats.divergence;

import org.jspecify.annotations.NullMarked;
