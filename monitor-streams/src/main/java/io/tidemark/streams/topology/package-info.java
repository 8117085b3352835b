/** The drift application as one page. Start with DriftTopology. */
@NullMarked
package io.tidemark.streams.topology;

import org.jspecify.annotations.NullMarked;
