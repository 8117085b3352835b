package io.tidemark.streams.processor;

import io.tidemark.core.capture.CaptureParser;
import io.tidemark.core.capture.CapturedRecord;
import io.tidemark.core.capture.Rejection;
import io.tidemark.core.window.EndpointMark;
import io.tidemark.core.window.EndpointProgress;
import io.tidemark.core.window.EventTimeBounds;
import io.tidemark.core.window.Heartbeat;
import io.tidemark.core.window.Watermark;
import io.tidemark.streams.processor.DeadLetters.Refusal;
import io.tidemark.streams.store.StoreNames;
import io.tidemark.streams.store.WriteBehindStore;
import io.tidemark.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stage 1: bytes to captured records or dead letters, per input partition. It keeps the watermark of each endpoint, says
 * once a second how far it has come and which endpoints are idle, and accounts for every record it reads.
 */
public final class IntakeProcessor implements Processor<byte[], byte[], String, Message> {
    private static final Logger LOG = LoggerFactory.getLogger(IntakeProcessor.class);
    private static final Duration BEAT = Duration.ofSeconds(1);

    /** A longer key of a record is cut in its dead letter, in bytes: a letter must fit into a record whatever came. */
    private static final int LONGEST_KEY = 64 << 10;

    private final IntakeSettings settings;
    private final CaptureParser parser = new CaptureParser();
    private final ParsedCapture capture = new ParsedCapture(new CapturedRecord());
    private final Origin.Reader origins;
    private final EventTimeBounds bounds;
    private final EndpointProgress progress;

    private ProcessorContext<String, Message> context;
    private WriteBehindStore<String, Watermark> watermarks;
    private WriteBehindStore<Integer, IntakeLedger> ledgers;
    private IntakeClock clock;
    private IdleWatch idleWatch;
    private long accountedRecords = -1;

    /** Returns the processor of one task. */
    @SuppressWarnings("NullAway.Init") // init sets the fields before any record comes
    public IntakeProcessor(IntakeSettings settings) {
        this.settings = settings;
        this.origins = new Origin.Reader(settings.endpoints());
        this.bounds = new EventTimeBounds(settings.config().timing().future().toMillis());
        this.progress = new EndpointProgress(
                settings.config().windows(), settings.config().timing().grace().toMillis());
    }

    @Override
    public void init(ProcessorContext<String, Message> processorContext) {
        context = processorContext;
        watermarks = context.getStateStore(StoreNames.WATERMARKS);
        ledgers = context.getStateStore(StoreNames.INTAKE_LEDGER);
        clock = new IntakeClock(context.currentSystemTimeMs(), settings.nanoClock());
        idleWatch = new IdleWatch(
                settings.backlog(),
                context.taskId().partition(),
                settings.config().timing().idleTimeout().toMillis());
        // A task that is revived after a failure keeps this object; what it accounted for last may have been rolled
        // back.
        progress.clear();
        watermarks.forEachKey(endpoint -> progress.touch(endpoint, 0));
        accountedRecords = -1;
        context.schedule(BEAT, PunctuationType.WALL_CLOCK_TIME, now -> beat());
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
        IntakeLedger ledger = ledger();
        ledger.read(place.offset());
        Origin origin = origins.read(record.headers());
        Header control = record.headers().lastHeader(Topics.CONTROL_HEADER);
        if (control != null) {
            ledger.control();
            obey(origin, record);
            return;
        }
        Optional<Refusal> refusal = refusal(origin, record, place);
        if (refusal.isPresent()) {
            ledger.deadLettered();
            forward(new Message.Rejected(
                    keyOf(record), DeadLetters.of(place, record.headers(), origin, record.value(), refusal.get())));
            return;
        }
        accept(origin, place.offset(), record.timestamp(), ledger);
    }

    private Optional<Refusal> refusal(Origin origin, Record<byte[], byte[]> record, RecordMetadata place) {
        if (settings.quarantine().isBlocked(place.partition(), place.offset())) {
            return Optional.of(new Refusal(
                    Rejection.INTERNAL,
                    "processing this record failed repeatedly; it is left out so that others go on"));
        }
        if (!settings.endpoints().accepts(origin.endpoint())) {
            return Optional.of(new Refusal(Rejection.UNKNOWN_ENDPOINT, EndpointPolicy.refusal(origin.endpoint())));
        }
        if (progress.isFull() && !progress.isKnown(origin.endpoint())) {
            return Optional.of(new Refusal(Rejection.UNKNOWN_ENDPOINT, EndpointProgress.FULL));
        }
        if (origin.variant().length() > EndpointPolicy.LONGEST_NAME) {
            return Optional.of(new Refusal(Rejection.MALFORMED, EndpointPolicy.tooLong("variant", origin.variant())));
        }
        byte[] value = record.value();
        if (value == null) {
            return Optional.of(new Refusal(Rejection.MALFORMED, "the record has no value"));
        }
        CapturedRecord scratch = capture.scratch();
        if (!parser.parse(value, 0, value.length, scratch)) {
            return Optional.of(new Refusal(scratch.rejection(), scratch.detail()));
        }
        return bounds.judge(scratch.eventTimeMs(), record.timestamp())
                .map(reason -> new Refusal(
                        reason,
                        "event time " + Instant.ofEpochMilli(scratch.eventTimeMs()) + ", appended "
                                + Instant.ofEpochMilli(record.timestamp())));
    }

    private void accept(Origin origin, long offset, long appendMs, IntakeLedger ledger) {
        CapturedRecord scratch = capture.scratch();
        ledger.parsed(scratch.input().rows());
        var watermark = watermarks.liveOrCreate(origin.endpoint(), e -> new Watermark());
        watermark.value().observe(scratch.eventTimeMs());
        long watermarkMs = watermark.value().value();
        progress.touch(origin.endpoint(), clock.runningMs());
        forward(capture.set(origin, offset, appendMs));
        if (progress.crossesClose(origin.endpoint(), watermarkMs)) {
            beat();
        }
    }

    /** The end of a replay: no record of this endpoint up to this event time will follow on this partition. */
    private void obey(Origin origin, Record<byte[], byte[]> record) {
        Optional<Long> last = ControlRecord.lastEventTime(record);
        if (last.isEmpty()
                || bounds.judge(last.get(), record.timestamp()).isPresent()
                || !settings.endpoints().accepts(origin.endpoint())) {
            LOG.warn("control record without believable time or monitored endpoint is ignored");
            return;
        }
        long end = settings.config().windows().endOf(settings.config().windows().startOf(last.get()));
        long raised = end + settings.config().timing().grace().toMillis();
        watermarks.liveOrCreate(origin.endpoint(), e -> new Watermark()).value().raiseTo(raised);
        progress.touch(origin.endpoint(), clock.runningMs());
        beat();
    }

    /** Behind everything counted so far, says how far this partition has come. */
    private void beat() {
        clock.beats();
        IntakeLedger ledger = ledger();
        long running = clock.runningMs();
        int partition = context.taskId().partition();
        idleWatch.look(running, ledger.nextOffset());
        List<EndpointMark> marks = new ArrayList<>();
        watermarks.forEach((endpoint, watermark) -> marks.add(new EndpointMark(
                endpoint, watermark.value(), idleWatch.isIdle(progress.silentMs(endpoint, running), running))));
        forward(new Message.Beat(new Heartbeat(
                partition,
                settings.inputPartitions(),
                ledger.nextOffset(),
                clock.wallMs(),
                idleWatch.isIdle(running, running),
                marks)));
        if (ledger.records() != accountedRecords) {
            accountedRecords = ledger.records();
            forward(new Message.Accounted(ledger.toRow(partition)));
        }
    }

    private IntakeLedger ledger() {
        return ledgers.getOrCreate(context.taskId().partition(), p -> new IntakeLedger());
    }

    private static Bytes keyOf(Record<byte[], byte[]> record) {
        byte[] key = record.key() == null ? new byte[0] : record.key();
        return Bytes.wrap(key.length <= LONGEST_KEY ? key : Arrays.copyOf(key, LONGEST_KEY));
    }

    private void forward(Message message) {
        context.forward(new Record<>("", message, context.currentSystemTimeMs()));
    }
}
