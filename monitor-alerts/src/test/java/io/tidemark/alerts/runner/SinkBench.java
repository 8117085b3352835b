package io.tidemark.alerts.runner;

import io.tidemark.alerts.delivery.RetryPolicy;
import io.tidemark.alerts.delivery.Sink;
import io.tidemark.alerts.format.PayloadFormat;
import io.tidemark.alerts.format.WebhookFormat;
import io.tidemark.alerts.message.AlertMessage;
import io.tidemark.alerts.routing.QuietHours;
import io.tidemark.alerts.routing.Route;
import io.tidemark.alerts.routing.Route.Selection;
import io.tidemark.alerts.routing.Router;
import io.tidemark.core.evaluation.Severity;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** One sink's loop over a topic in memory, with a clock that a test moves. */
final class SinkBench {
    static final String TOPIC = "notifications";
    static final String NAME = "hook";

    final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    final List<SinkReport> reports = new ArrayList<>();
    final SinkLoop loop;

    private final AtomicLong clock;
    private final List<AlertMessage> messages = new ArrayList<>();
    private final Map<Integer, Long> ends = new HashMap<>();

    private SinkBench(Sink sink, Shape shape, AtomicLong clock) {
        this.clock = clock;
        Route route = new Route(Selection.ALL, Severity.MINOR, List.of(NAME), shape.quiet());
        SinkSetup setup = new SinkSetup(NAME, shape.format(), sink, RetryPolicy.DEFAULT, shape.start());
        RecordReading reading = new NotificationReading(setup, this::read, new Router(List.of(route)));
        this.loop = new SinkLoop(new SinkWork(setup.receiver(), reading), consumer, reports::add, clock::get);
    }

    /** What tests vary. */
    record Shape(PayloadFormat format, SinkSetup.Start start, QuietHours quiet) {
        static final Shape USUAL = new Shape(new WebhookFormat(), SinkSetup.Start.EARLIEST, QuietHours.NONE);
    }

    /** A loop that has its partitions, of a topic that holds nothing yet. */
    static SinkBench of(Sink sink, Shape shape, AtomicLong clock, int partitions) {
        SinkBench bench = new SinkBench(sink, shape, clock);
        bench.join(partitions, 0);
        return bench;
    }

    /** A loop that gets partitions of a topic that holds some records already. */
    static SinkBench late(Sink sink, Shape shape, AtomicLong clock, long held) {
        SinkBench bench = new SinkBench(sink, shape, clock);
        bench.join(1, held);
        return bench;
    }

    private void join(int partitions, long held) {
        loop.start(TOPIC);
        List<TopicPartition> places = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            TopicPartition place = new TopicPartition(TOPIC, i);
            places.add(place);
            consumer.updateBeginningOffsets(Map.of(place, 0L));
            consumer.updateEndOffsets(Map.of(place, held));
            ends.put(i, held);
        }
        consumer.rebalance(places);
    }

    void publish(int partition, AlertMessage message) {
        messages.add(message);
        publish(partition, ByteBuffer.allocate(4).putInt(messages.size() - 1).array());
    }

    void publish(int partition, byte[] value) {
        long offset = ends.merge(partition, 1L, Long::sum) - 1;
        consumer.addRecord(new ConsumerRecord<>(TOPIC, partition, offset, new byte[0], value));
        consumer.updateEndOffsets(Map.of(new TopicPartition(TOPIC, partition), offset + 1));
    }

    private AlertMessage read(byte[] value) {
        if (value.length != 4) {
            throw new IllegalArgumentException("no index");
        }
        return messages.get(ByteBuffer.wrap(value).getInt());
    }

    /** Steps with a second between, until something holds or the time is over; returns whether it holds. */
    boolean stepUntil(BooleanSupplier holds, long mostMs) {
        long end = clock.get() + mostMs;
        while (!holds.getAsBoolean() && clock.get() < end) {
            loop.step();
            clock.addAndGet(1_000);
        }
        return holds.getAsBoolean();
    }

    /** The committed offset of a partition, -1 if there is none. */
    long committed(int partition) {
        TopicPartition place = new TopicPartition(TOPIC, partition);
        OffsetAndMetadata offset = consumer.committed(Set.of(place)).get(place);
        return offset == null ? -1 : offset.offset();
    }
}
