package io.tidemark.alerts.schedule;

import io.tidemark.wire.Topic;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.Fire;
import io.tidemark.wire.avro.FireState;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** The time for which an instance owns the schedules. Used by the runner's thread alone; one work at a time beside it. */
final class ScheduleOwner implements AutoCloseable {
    private final ScheduleSettings settings;
    private final List<Schedule> schedules;
    private final ScheduledWork work;
    private final FireListener listener;
    private final Consumer<byte[], byte[]> consumer;
    private final FireBook book = new FireBook();
    private final FireWriter writer;
    private final ExecutorService executor;
    private final TopicPartition place;
    private final long end;
    private boolean hasCaughtUp;
    private @Nullable Running running;

    /** Work that was begun. */
    private record Running(Fire claim, Future<WorkResult> result) {}

    /** Fences every earlier owner, then reads fires from the beginning. */
    ScheduleOwner(
            ScheduleSettings settings,
            List<Schedule> schedules,
            ScheduledWork work,
            FireListener listener,
            Consumer<byte[], byte[]> consumer) {
        this.settings = settings;
        this.schedules = schedules;
        this.work = work;
        this.listener = listener;
        this.consumer = consumer;
        Topic<String, Fire> topic = settings.topics().fires();
        this.place = new TopicPartition(topic.name(), 0);
        this.writer = new FireWriter(settings.client(), topic, settings.group());
        // Asked after the fencing: nothing that an earlier owner writes is committed behind it.
        this.end = Objects.requireNonNull(consumer.endOffsets(List.of(place)).get(place));
        consumer.seekToBeginning(List.of(place));
        this.executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "tidemark-scheduled-work"));
    }

    /** Takes a record of the topic; those written by this owner come again and say what is known. */
    void read(ConsumerRecord<byte[], byte[]> record) {
        if (record.offset() < end) {
            take(record, settings.topics(), book);
        }
    }

    static void take(ConsumerRecord<byte[], byte[]> record, Topics topics, FireBook book) {
        if (record.value() != null) {
            book.add(topics.fires().valueSerde().deserializer().deserialize(record.topic(), record.value()));
        }
    }

    boolean isIdle() {
        return running == null;
    }

    /** Commits an end if there is one, and begins what is due, if more is to be begun. */
    void advance(boolean mayBegin) {
        hasCaughtUp = hasCaughtUp || consumer.position(place) >= end;
        Running now = running;
        if (now != null && now.result.isDone()) {
            running = null;
            end(now);
        }
        if (running == null && hasCaughtUp && mayBegin) {
            begin();
        }
    }

    private void begin() {
        for (Schedule schedule : schedules) {
            List<Fire> records =
                    FireDecision.decide(schedule, book, settings.clock().instant(), settings.instance());
            if (records.isEmpty()) {
                continue;
            }
            Optional<Fire> lastDone = book.lastDone(schedule);
            writer.write(records);
            records.forEach(this::committed);
            Fire last = records.get(records.size() - 1);
            if (last.getState() == FireState.CLAIMED) {
                running = new Running(last, executor.submit(() -> FireRun.of(work, last, lastDone)));
                return;
            }
        }
    }

    private void end(Running ended) {
        WorkResult result = result(ended.result);
        Fire fire = FireRun.ended(ended.claim, result, settings.clock().instant());
        writer.write(fire, result.records(), listener);
        committed(fire);
    }

    private void committed(Fire fire) {
        book.add(fire);
        listener.committed(fire);
    }

    private static WorkResult result(Future<WorkResult> result) {
        try {
            return result.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            return FireRun.failed(e.getCause() == null ? e : e.getCause());
        }
    }

    /** Interrupts work that still runs: its claim stays open, and the next owner finds it. */
    @Override
    public void close() {
        executor.shutdownNow();
        writer.close();
    }
}
