package io.tidemark.streams.processor;

import io.tidemark.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Record;

/** Reads the record that ends a replay: header {@code tidemark-control: end}, value the last event time as text. */
final class ControlRecord {
    private ControlRecord() {}

    /** Returns the last event time of the replay, or empty if this is not such a record. */
    static Optional<Long> lastEventTime(Record<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(Topics.CONTROL_HEADER);
        if (header == null || record.value() == null || !Topics.CONTROL_END.equals(text(header.value()))) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(text(record.value())));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }
}
