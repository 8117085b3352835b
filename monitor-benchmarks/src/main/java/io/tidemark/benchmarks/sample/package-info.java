/** Seeded tables, captured records and baselines that all benchmarks read. Start with SampleTable. */
@NullMarked
package io.tidemark.benchmarks.sample;

import org.jspecify.annotations.NullMarked;
