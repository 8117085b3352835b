/**
 * The drift application on an embedded broker, against what any Kafka Streams program costs. Start with
 * TopologyBenchmark.
 */
@NullMarked
package io.tidemark.benchmarks.topology;

import org.jspecify.annotations.NullMarked;
