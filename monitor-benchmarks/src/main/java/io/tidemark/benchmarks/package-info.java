/** One benchmark per claim made in the documentation. */
@NullMarked
package io.tidemark.benchmarks;

import org.jspecify.annotations.NullMarked;
