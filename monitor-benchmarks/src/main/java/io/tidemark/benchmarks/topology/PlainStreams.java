package io.tidemark.benchmarks.topology;

import io.tidemark.core.capture.CaptureParser;
import io.tidemark.core.capture.CapturedRecord;
import io.tidemark.core.capture.FieldTable;
import io.tidemark.core.feature.ValueScanner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The two yardsticks: Kafka Streams with its own defaults but for exactly-once, the commit interval and the first
 * offset, on one thread and without a store.
 */
final class PlainStreams {
    private PlainStreams() {}

    /**
     * How a yardstick runs.
     *
     * @param applicationId its consumer group
     * @param client where the broker is
     * @param stateDirectory for Kafka Streams' lock
     * @param commit interval
     */
    record Settings(String applicationId, Map<String, String> client, Path stateDirectory, Duration commit) {
        private Properties toProperties() {
            Properties properties = new Properties();
            properties.putAll(client);
            properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
            properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
            properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commit.toMillis());
            properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
            properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
            properties.put("auto.offset.reset", "earliest");
            return properties;
        }
    }

    /** Every record of a topic that is not empty to another topic. */
    static KafkaStreams passThrough(Settings settings, String from, String to) {
        StreamsBuilder builder = new StreamsBuilder();
        read(builder, from)
                .filter((key, value) -> value != null && value.length > 0, Named.as("not-empty"))
                .to(to, Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("passed"));
        return new KafkaStreams(builder.build(), settings.toProperties());
    }

    /** Every record of a topic parsed with its numbers, and dropped. */
    static KafkaStreams parseOnly(Settings settings, String from) {
        StreamsBuilder builder = new StreamsBuilder();
        read(builder, from).process(Parse::new, Named.as("parse"));
        return new KafkaStreams(builder.build(), settings.toProperties());
    }

    private static KStream<byte[], byte[]> read(StreamsBuilder builder, String topic) {
        return builder.stream(
                topic, Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("captures"));
    }

    private static final class Parse implements Processor<byte[], byte[], Void, Void> {
        private final CaptureParser parser = new CaptureParser();
        private final CapturedRecord scratch = new CapturedRecord();
        private final ValueScanner scanner = new ValueScanner();
        /** Read by nobody, but a field: so no compiler may leave the numbers out. */
        private double sum;

        @Override
        public void process(Record<byte[], byte[]> record) {
            byte[] value = record.value();
            if (!parser.parse(value, 0, value.length, scratch)) {
                throw new IllegalStateException(scratch.detail());
            }
            FieldTable fields = scratch.input();
            for (int field = 0; field < fields.fields(); field++) {
                scanner.scan(fields.bytes(), fields.from(field), fields.to(field));
                sum += scanner.value();
            }
        }

        @Override
        public void close() {
            if (Double.isNaN(sum)) {
                throw new IllegalStateException("a record held no number");
            }
        }
    }
}
