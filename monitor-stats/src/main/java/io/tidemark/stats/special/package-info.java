/** The one place that asks a library for special functions and distribution quantiles. Start with SpecialFunctions. */
@NullMarked
package io.tidemark.stats.special;

import org.jspecify.annotations.NullMarked;
