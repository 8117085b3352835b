/** Mergeable counts of a window, built one row at a time. Start with WindowProfile. */
@NullMarked
package io.tidemark.core.profile;

import org.jspecify.annotations.NullMarked;
