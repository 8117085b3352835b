/** Counts over the cells of a fixed grid and over categories. Start with GridEdges. */
@NullMarked
package io.tidemark.stats.distribution;

import org.jspecify.annotations.NullMarked;
