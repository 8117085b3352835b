/**
 * One benchmark per claim made in the documentation. {@link io.tidemark.benchmarks.Main} runs them; their setup and one
 * invocation of each are part of the tests, so that they cannot rot.
 */
@NullMarked
package io.tidemark.benchmarks;

import org.jspecify.annotations.NullMarked;
