/** The quantile sketch of the services' statistics files and the distance between two. Start with KllSketch. */
@NullMarked
package io.tidemark.stats.sketch;

import org.jspecify.annotations.NullMarked;
