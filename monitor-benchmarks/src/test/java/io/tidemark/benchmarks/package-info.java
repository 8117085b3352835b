/** Setup and one invocation of every benchmark. */
@NullMarked
package io.tidemark.benchmarks;

import org.jspecify.annotations.NullMarked;
