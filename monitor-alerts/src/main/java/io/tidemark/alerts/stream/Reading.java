package io.tidemark.alerts.stream;

import io.tidemark.wire.Topic;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the records of one topic as pieces, keyed by endpoint. A record that cannot be read, of a later release for
 * example, is named in the log and counted, and the others go on.
 *
 * @param <T> the records
 */
final class Reading<T> implements Processor<byte[], byte[], String, Piece> {
    private static final Logger LOG = LoggerFactory.getLogger(Reading.class);

    private final Topic<?, T> topic;
    private final Form<T> form;
    private final AtomicLong unreadable;

    private ProcessorContext<String, Piece> context;

    /**
     * What a record says.
     *
     * @param <T> the records
     */
    @FunctionalInterface
    interface Form<T> {
        /** Returns the pieces of a record that was appended at a time, in epoch milliseconds. */
        List<Piece> of(T record, long appendedMs);
    }

    @SuppressWarnings("NullAway.Init") // init sets the context before any record comes
    Reading(Topic<?, T> topic, Form<T> form, AtomicLong unreadable) {
        this.topic = topic;
        this.form = form;
        this.unreadable = unreadable;
    }

    @Override
    public void init(ProcessorContext<String, Piece> processorContext) {
        context = processorContext;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        byte[] value = record.value();
        if (value == null) {
            return;
        }
        for (Piece piece : pieces(value, record.timestamp())) {
            context.forward(new Record<>(piece.stream().endpoint(), piece, record.timestamp()));
        }
    }

    private List<Piece> pieces(byte[] value, long appendedMs) {
        try {
            return form.of(topic.valueSerde().deserializer().deserialize(topic.name(), value), appendedMs);
        } catch (SerializationException | IllegalArgumentException e) {
            unreadable.incrementAndGet();
            RecordMetadata place = context.recordMetadata().orElse(null);
            LOG.error(
                    "a record is left out, as it cannot be read: topic={} partition={} offset={}",
                    topic.name(),
                    place == null ? -1 : place.partition(),
                    place == null ? -1 : place.offset(),
                    e);
            return List.of();
        }
    }
}
