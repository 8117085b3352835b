/** Captured JSONL folders: audited offline or replayed into Kafka. Start with Audit. */
@NullMarked
package io.tidemark.replay;

import org.jspecify.annotations.NullMarked;
