/** Mergeable summaries that do not depend on order. Start with ExactSum. */
@NullMarked
package io.tidemark.stats.summary;

import org.jspecify.annotations.NullMarked;
