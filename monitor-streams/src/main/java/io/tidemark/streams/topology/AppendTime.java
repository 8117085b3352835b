package io.tidemark.streams.topology;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The append time of a capture, or 0 where Kafka has none. A negative time would have Kafka Streams drop the record
 * without a word, and its own extractor would stop the application for it; intake makes a dead letter of a record
 * without append time.
 */
final class AppendTime implements TimestampExtractor {
    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return Math.max(0, record.timestamp());
    }
}
