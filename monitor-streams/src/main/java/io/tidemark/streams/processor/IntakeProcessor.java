package io.tidemark.streams.processor;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.capture.Rejection;
import io.tidemark.core.ledger.Duplicates;
import io.tidemark.core.ledger.Fate;
import io.tidemark.core.ledger.IntakeRules;
import io.tidemark.core.ledger.LostInput;
import io.tidemark.core.ledger.PartitionAccount;
import io.tidemark.core.ledger.Sighting;
import io.tidemark.core.window.EndpointMark;
import io.tidemark.core.window.EndpointProgress;
import io.tidemark.core.window.Heartbeat;
import io.tidemark.core.window.HeartbeatPart;
import io.tidemark.core.window.OffsetRanges;
import io.tidemark.core.window.Watermark;
import io.tidemark.streams.processor.DeadLetters.Refusal;
import io.tidemark.streams.store.StoreNames;
import io.tidemark.streams.store.WriteBehindStore;
import io.tidemark.wire.ControlRecord;
import io.tidemark.wire.Topics;
import io.tidemark.wire.codec.LedgerCodec;
import io.tidemark.wire.codec.SourceRanges;
import io.tidemark.wire.codec.ViolationCodec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stage 1: bytes to captured records or dead letters, per input partition. It keeps the watermark of each endpoint, says
 * once a second how far it has come and which endpoints are idle, and accounts for every record it reads.
 */
public final class IntakeProcessor implements Processor<byte[], byte[], String, Message> {
    private static final Logger LOG = LoggerFactory.getLogger(IntakeProcessor.class);
    private static final Duration BEAT = Duration.ofSeconds(1);

    private final IntakeSettings settings;
    private final IntakeRules rules;
    private final ParsedCapture capture;
    private final Origin.Reader origins;
    private final EndpointWatermarks watermarks;
    private final DeadLetters letters;
    private final ContentHash configHash;

    private ProcessorContext<String, Message> context;
    private WriteBehindStore<Integer, PartitionAccount> ledgers;
    private SeenIds seen;
    private IntakeClock clock;
    private IdleWatch idleWatch;
    private long accountedRecords = -1;
    private boolean isOpen;

    /** Returns the processor of one task. */
    @SuppressWarnings("NullAway.Init") // init sets the fields before any record comes
    public IntakeProcessor(IntakeSettings settings) {
        this.settings = settings;
        this.origins = new Origin.Reader(settings.endpoints());
        this.rules = new IntakeRules(settings.monitors());
        this.capture = new ParsedCapture(rules.record());
        this.configHash = settings.monitors().hash();
        this.watermarks = new EndpointWatermarks(settings.monitors());
        this.letters = new DeadLetters(settings.monitors());
    }

    @Override
    public void init(ProcessorContext<String, Message> processorContext) {
        close();
        context = processorContext;
        ledgers = context.getStateStore(StoreNames.INTAKE_LEDGER);
        clock = new IntakeClock(context.currentSystemTimeMs(), settings.nanoClock());
        idleWatch = new IdleWatch(settings.backlog(), context.taskId().partition(), settings.monitors());
        seen = new SeenIds(
                new Duplicates(settings.monitors(), settings.ids()), context.getStateStore(StoreNames.SEEN_IDS));
        PartitionAccount known = ledgers.get(context.taskId().partition());
        isOpen = true;
        seen.restore(known == null ? Watermark.NONE : known.floorMs());
        // A task that is revived after a failure keeps this object; what it accounted for last may have been rolled
        // back.
        watermarks.restore(context.getStateStore(StoreNames.WATERMARKS));
        accountedRecords = -1;
        context.schedule(BEAT, PunctuationType.WALL_CLOCK_TIME, now -> beat());
    }

    @Override
    public void close() {
        if (isOpen) {
            isOpen = false;
            seen.release();
        }
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        take(record);
        if (clock.isBeatOverdue()) {
            // Kafka Streams calls back and commits by the host's clock: not for an hour after it was set back by one.
            beat();
            context.commit();
        }
    }

    private void take(Record<byte[], byte[]> record) {
        RecordMetadata place =
                context.recordMetadata().orElseThrow(() -> new AssertionError("a record from a topic has a place"));
        PartitionAccount ledger = ledger();
        read(place, ledger);
        Origin origin = origins.read(record.headers(), record.value());
        Header control = record.headers().lastHeader(Topics.CONTROL_HEADER);
        if (control != null) {
            ledger.add(Fate.CONTROL, 0);
            obey(origin, record);
            return;
        }
        Optional<Refusal> refusal = refusal(origin, place);
        if (refusal.isEmpty()) {
            refusal = judge(origin, record, place, ledger);
        }
        if (refusal.isPresent()) {
            ledger.add(Fate.DEAD_LETTERED, 0);
            forward(letters.reject(record, place, origin, refusal.get()));
        }
    }

    private void read(RecordMetadata place, PartitionAccount ledger) {
        OffsetRanges lost = settings.lost().read(ledger, place.partition(), place.offset());
        if (!lost.isEmpty()) {
            LOG.error("Kafka deleted captures unread: partition={} offsets={}", place.partition(), lost.ranges());
            forward(new Message.Violated(ViolationCodec.toAvro(
                    LostInput.of(place.partition(), lost, configHash),
                    List.of(new SourceRanges(place.partition(), lost)))));
        }
    }

    /** What can be refused without a look at the record. */
    private Optional<Refusal> refusal(Origin origin, RecordMetadata place) {
        if (settings.quarantine().isBlocked(place.partition(), place.offset())) {
            return Optional.of(new Refusal(
                    Rejection.INTERNAL,
                    "processing this record failed repeatedly; it is left out so that others go on"));
        }
        if (!settings.endpoints().accepts(origin.endpoint())) {
            return Optional.of(new Refusal(Rejection.UNKNOWN_ENDPOINT, EndpointPolicy.refusal(origin.endpoint())));
        }
        if (!watermarks.hasRoomFor(origin.endpoint())) {
            return Optional.of(new Refusal(Rejection.UNKNOWN_ENDPOINT, EndpointProgress.FULL));
        }
        if (origin.variant().length() > EndpointPolicy.LONGEST_NAME) {
            return Optional.of(new Refusal(Rejection.MALFORMED, EndpointPolicy.tooLong("variant", origin.variant())));
        }
        return Optional.empty();
    }

    private Optional<Refusal> judge(
            Origin origin, Record<byte[], byte[]> record, RecordMetadata place, PartitionAccount ledger) {
        Fate fate = rules.judge(
                new IntakeRules.Arrival(origin.endpoint(), origin.variant(), record.value(), record.timestamp()),
                watermarks.valueMs(origin.endpoint()),
                seen);
        if (fate == Fate.DEAD_LETTERED) {
            return Optional.of(new Refusal(rules.reason(), rules.detail()));
        }
        note(fate, record.value(), ledger);
        watermarks.touch(origin.endpoint(), clock.runningMs());
        if (fate == Fate.PARSED) {
            accept(origin, place.offset(), record.timestamp());
        }
        return Optional.empty();
    }

    private void note(Fate fate, byte @Nullable [] value, PartitionAccount ledger) {
        ledger.add(fate, rules.record().input().rows());
        ledger.setFloorMs(seen.floorMs());
        if (rules.sighting() == Sighting.UNCHECKED) {
            ledger.unchecked();
        } else if (rules.sighting() == Sighting.REPEAT_WITH_OTHER_CONTENTS && value != null) {
            ledger.conflict(ContentHash.of(value).hex());
        }
    }

    private void accept(Origin origin, long offset, long appendMs) {
        boolean crossesClose =
                watermarks.observe(origin.endpoint(), capture.scratch().eventTimeMs());
        forward(capture.set(origin, offset, appendMs));
        if (crossesClose) {
            beat();
        }
    }

    /** The end of a replay: no record of this endpoint up to this event time will follow on this partition. */
    private void obey(Origin origin, Record<byte[], byte[]> record) {
        Header control = record.headers().lastHeader(Topics.CONTROL_HEADER);
        Long last = ControlRecord.lastEventTime(control == null ? null : control.value(), record.value());
        if (last == null
                || rules.judgeTime(origin.endpoint(), last, record.timestamp()).isPresent()
                || !settings.endpoints().accepts(origin.endpoint())
                || !watermarks.hasRoomFor(origin.endpoint())) {
            LOG.warn("control record without believable time or monitored endpoint is ignored");
            return;
        }
        watermarks.endAt(origin.endpoint(), last);
        watermarks.touch(origin.endpoint(), clock.runningMs());
        beat();
    }

    /** Behind everything counted so far, says how far this partition has come. */
    private void beat() {
        clock.beats();
        PartitionAccount ledger = ledger();
        long running = clock.runningMs();
        int partition = context.taskId().partition();
        idleWatch.look(running, ledger.nextOffset());
        List<EndpointMark> marks = watermarks.marks(idleWatch, running);
        marks.forEach(mark -> seen.dropPassed(mark.endpoint(), mark.watermarkMs()));
        seen.keepWithinBound();
        ledger.setFloorMs(seen.floorMs());
        Heartbeat heartbeat = new Heartbeat(
                partition,
                settings.inputPartitions(),
                ledger.nextOffset(),
                clock.wallMs(),
                idleWatch.isIdle(running, running),
                marks);
        HeartbeatPart.split(heartbeat).forEach(part -> forward(new Message.Beat(part)));
        if (ledger.records() != accountedRecords) {
            accountedRecords = ledger.records();
            forward(new Message.Accounted(LedgerCodec.toAvro(partition, ledger)));
        }
    }

    private PartitionAccount ledger() {
        return ledgers.getOrCreate(context.taskId().partition(), p -> new PartitionAccount());
    }

    private void forward(Message message) {
        context.forward(new Record<>("", message, context.currentSystemTimeMs()));
    }
}
