/** The audit of a folder, timed from inside the process. Start with AuditBenchmark. */
@NullMarked
package io.tidemark.benchmarks.audit;

import org.jspecify.annotations.NullMarked;
