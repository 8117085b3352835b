/** What the training data left behind: grids, counts and constraints. Start with Baseline. */
@NullMarked
package io.tidemark.core.baseline;

import org.jspecify.annotations.NullMarked;
