/**
 * Reaching a Kafka: its options, its client settings, and its failures as the user sees them. Start with KafkaOptions.
 */
@NullMarked
package io.tidemark.app.kafka;

import org.jspecify.annotations.NullMarked;
