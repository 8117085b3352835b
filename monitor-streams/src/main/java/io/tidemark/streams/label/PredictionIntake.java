package io.tidemark.streams.label;

import io.tidemark.core.capture.CapturedRecord;
import io.tidemark.core.config.Deduplication;
import io.tidemark.core.config.Monitor;
import io.tidemark.core.config.PerEndpoint;
import io.tidemark.core.label.PredictedRecord;
import io.tidemark.core.ledger.Fate;
import io.tidemark.core.ledger.IntakeRules;
import io.tidemark.core.ledger.LostInput;
import io.tidemark.core.ledger.Sighting;
import io.tidemark.core.model.Prediction;
import io.tidemark.core.window.OffsetRanges;
import io.tidemark.core.window.Watermark;
import io.tidemark.core.window.WindowKey;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.streams.processor.EndpointPolicy;
import io.tidemark.streams.processor.EndpointWatermarks;
import io.tidemark.streams.processor.Message;
import io.tidemark.streams.processor.Origin;
import io.tidemark.wire.ControlRecord;
import io.tidemark.wire.Topics;
import io.tidemark.wire.codec.SourceRanges;
import io.tidemark.wire.codec.ViolationCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads captures as the drift application does, as far as labels concern them: by the same rules, but for repeats, which the
 * join knows. What it leaves out is no dead letter: the drift application has written those. Belongs to one task.
 */
final class PredictionIntake {
    private static final Logger LOG = LoggerFactory.getLogger(PredictionIntake.class);

    private final JoinSettings settings;
    private final Models models;
    private final EndpointWatermarks watermarks;
    private final Consumer<Message> forward;
    private final Origin.Reader origins;
    private final IntakeRules rules;
    private final PerEndpoint<WindowSpec> specs;
    private final List<Prediction> rows = new ArrayList<>();

    /**
     * A capture whose predictions may have labels.
     *
     * @param joinId the id that its label names
     * @param record its predictions
     */
    record Predicted(String joinId, PredictedRecord record) {}

    PredictionIntake(JoinSettings settings, Models models, EndpointWatermarks watermarks, Consumer<Message> forward) {
        this.settings = settings;
        this.forward = forward;
        this.models = models;
        this.watermarks = watermarks;
        this.origins = new Origin.Reader(settings.endpoints());
        this.rules = new IntakeRules(settings.monitors().map(PredictionIntake::countingRepeats));
        this.specs = settings.monitors().each(monitor -> monitor.config().windows());
    }

    private static Monitor countingRepeats(Monitor monitor) {
        return monitor.withConfig(monitor.config().withDuplicates(Deduplication.off()));
    }

    /** Takes a record of the topic of captures; empty if it has no prediction that could be judged. */
    Optional<Predicted> take(Record<byte[], byte[]> record, RecordMetadata place, JoinAccount account, long runningMs) {
        OffsetRanges lost = settings.captures().read(account.captures(), place);
        if (!lost.isEmpty()) {
            forward.accept(new Message.Violated(ViolationCodec.toAvro(
                    LostInput.of(place.partition(), lost, settings.monitors().hash()),
                    List.of(new SourceRanges(place.partition(), lost)))));
        }
        Origin origin = origins.read(record.headers(), record.value());
        Header control = record.headers().lastHeader(Topics.CONTROL_HEADER);
        if (control != null) {
            account.captures().add(Fate.CONTROL, 0);
            obey(origin, record, runningMs);
            return Optional.empty();
        }
        if (isRefused(origin, place)) {
            account.captures().add(Fate.DEAD_LETTERED, 0);
            return Optional.empty();
        }
        Fate fate = rules.judge(
                new IntakeRules.Arrival(origin.endpoint(), origin.variant(), record.value(), record.timestamp()),
                Watermark.NONE,
                (endpoint, time, watermark, id) -> Sighting.FIRST);
        if (fate != Fate.PARSED) {
            account.captures().add(fate, 0);
            return Optional.empty();
        }
        return predictions(origin, record.timestamp(), account, runningMs);
    }

    private boolean isRefused(Origin origin, RecordMetadata place) {
        return settings.captures().quarantine().isBlocked(place.partition(), place.offset())
                || !settings.endpoints().accepts(origin.endpoint())
                || !watermarks.hasRoomFor(origin.endpoint())
                || origin.variant().length() > EndpointPolicy.LONGEST_NAME;
    }

    private Optional<Predicted> predictions(Origin origin, long appendMs, JoinAccount account, long runningMs) {
        CapturedRecord capture = rules.record();
        long time = capture.eventTimeMs();
        WindowKey window = new WindowKey(
                origin.endpoint(), origin.variant(), specs.of(origin.endpoint()).startOf(time));
        Models.@Nullable Model model = models.of(window, appendMs).orElse(null);
        if (model == null) {
            account.addWithoutModel();
            return Optional.empty();
        }
        watermarks.touch(origin.endpoint(), runningMs);
        if (!model.predictions().read(capture, rows)) {
            account.addUnusable();
            watermarks.observe(origin.endpoint(), time);
            LOG.debug(
                    "no prediction: endpoint={} {}",
                    origin.endpoint(),
                    model.predictions().problem());
            return Optional.empty();
        }
        account.captures().add(Fate.PARSED, rows.size());
        return Optional.of(
                new Predicted(capture.joinId(), new PredictedRecord(origin.endpoint(), origin.variant(), time, rows)));
    }

    /** The end of a replay: no capture of this endpoint up to this event time will follow on this partition. */
    private void obey(Origin origin, Record<byte[], byte[]> record, long runningMs) {
        Header control = record.headers().lastHeader(Topics.CONTROL_HEADER);
        Long last = ControlRecord.lastEventTime(control == null ? null : control.value(), record.value());
        boolean isBelieved = last != null
                && rules.judgeTime(origin.endpoint(), last, record.timestamp()).isEmpty()
                && settings.endpoints().accepts(origin.endpoint())
                && watermarks.hasRoomFor(origin.endpoint());
        if (last != null && isBelieved) {
            watermarks.endAt(origin.endpoint(), last);
            watermarks.touch(origin.endpoint(), runningMs);
        }
    }
}
