/** Builders of baselines, windows and random rows for the tests of this module. Start at {@link ABaseline}. */
@NullMarked
package io.tidemark.core.testing;

import org.jspecify.annotations.NullMarked;
