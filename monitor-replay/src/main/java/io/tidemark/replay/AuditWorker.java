package io.tidemark.replay;

import io.tidemark.core.capture.CaptureFilter;
import io.tidemark.core.capture.CaptureLimits;
import io.tidemark.core.capture.CaptureParser;
import io.tidemark.core.capture.CapturedRecord;
import io.tidemark.core.capture.Rejection;
import io.tidemark.core.config.Monitor;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.config.PerEndpoint;
import io.tidemark.core.ledger.RecordIdentity;
import io.tidemark.core.ledger.WindowDuplicates;
import io.tidemark.core.profile.RowCounter;
import io.tidemark.core.profile.WindowProfile;
import io.tidemark.core.window.EventTimeBounds;
import io.tidemark.core.window.WindowKey;
import io.tidemark.core.window.WindowSpec;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads files and counts their records: one per thread, with its own parser, counter and windows. */
final class AuditWorker implements JobPool.Worker<AuditWorker.Job, Tally> {
    /** A power of two: an interrupt is noticed after at most so many records. */
    private static final long RECORDS_PER_INTERRUPT_CHECK = 4_096;

    private final WindowTable table;
    private final DeadLetterLog log;
    private final PerEndpoint<View> views;
    private final long nowMs;
    private final int mostWindows;
    private final TimedLine line = new TimedLine();
    private final CapturedRecord record = new CapturedRecord();
    private final RowCounter counter;
    private final Map<WindowKey, WindowProfile> windows = new HashMap<>();
    private final Tally tally = new Tally();
    private final WindowDuplicates seen;
    private final RecordIdentity identity = new RecordIdentity();
    private WindowDuplicates.@Nullable Seen lastSeen;
    private long lastSeenMs;
    private long lastStartMs;
    private @Nullable WindowProfile last;
    private View view;

    private final @Nullable ServiceCollector service;
    private final AuditProgress progress;
    private final @Nullable PredictionCollector predictions;

    /** What a monitor makes of the records of a file. */
    private record View(
            WindowSpec spec,
            CaptureFilter filter,
            CaptureParser parser,
            EventTimeBounds bounds,
            boolean looksForDuplicates) {
        static View by(Monitor monitor) {
            MonitorConfig config = monitor.config();
            return new View(
                    config.windows(),
                    config.capture().filter(),
                    new CaptureParser(config.capture(), CaptureLimits.DEFAULT),
                    new EventTimeBounds(config.timing().future().toMillis()),
                    config.duplicates().isOn());
        }
    }

    /**
     * @param predictions keeps what the model answered, or null if nobody asks
     */
    @SuppressWarnings("NullAway.Init") // work sets the view before any record is read
    AuditWorker(
            AuditPlan plan,
            WindowTable table,
            AuditSinks sinks,
            WindowDuplicates seen,
            @Nullable PredictionCollector predictions) {
        this.predictions = predictions;
        this.views = plan.monitors().each(View::by);
        this.log = sinks.log();
        this.service = sinks.service();
        this.progress = sinks.progress();
        this.seen = seen;
        this.table = table;
        this.nowMs = plan.now().toEpochMilli();
        this.mostWindows = table.windowsPerThread();
        this.counter = plan.baseline().newRowCounter();
    }

    /**
     * A file to count.
     *
     * @param index its position in the order of display names
     * @param file the file
     */
    record Job(int index, CaptureFile file) {}

    /** Counts every record of a file. */
    @Override
    public void work(Job job) throws IOException, InterruptedException {
        CaptureFile file = job.file();
        long before = tally.records();
        view = views.of(file.endpoint());
        last = null;
        lastSeen = null;
        try (LineReader lines = LineReader.open(file.stored(), CaptureLimits.DEFAULT.recordBytes());
                DeadLetterLog.Part letters = log.part(job.index(), file)) {
            while (lines.next()) {
                tally.read();
                count(lines, file, letters);
                if (tally.records() % RECORDS_PER_INTERRUPT_CHECK == 0 && Thread.interrupted()) {
                    throw new InterruptedException("interrupted at " + file.at(lines.line()));
                }
            }
        }
        progress.fileDone(file, tally.records() - before);
    }

    /** Gives all windows to the table of all threads. */
    @Override
    public Tally finish() {
        handOver();
        if (predictions != null) {
            predictions.close();
        }
        return tally;
    }

    private void count(LineReader lines, CaptureFile file, DeadLetterLog.Part letters) throws IOException {
        if (!view.filter().keepsVariant(file.variant())) {
            tally.filtered();
            return;
        }
        if (lines.isOversize()) {
            refuse(Rejection.OVERSIZE, "the record is too large", lines, letters);
            return;
        }
        if (!line.parse(lines, file, view.parser(), record)) {
            switch (record.outcome()) {
                case SAMPLED_OUT -> tally.sampledOut();
                case FILTERED -> tally.filtered();
                default -> refuse(record.rejection(), record.detail(), lines, letters);
            }
            return;
        }
        long eventTimeMs = record.eventTimeMs();
        Optional<Rejection> refused = view.bounds().judge(eventTimeMs, nowMs);
        if (refused.isPresent()) {
            refuse(refused.get(), "inferenceTime is not believed", lines, letters);
            return;
        }
        if (predictions != null) {
            predictions.add(file, lines.line(), record);
        }
        if (view.looksForDuplicates() && isLeftOut(file)) {
            return;
        }
        counter.addRecord(record.input(), windowAt(eventTimeMs, file));
        if (service != null) {
            service.add(file, record);
        }
        tally.counted(record.input().rows());
    }

    /** Whether another record stands for this one, or a live run that is followed did not count it. */
    private boolean isLeftOut(CaptureFile file) {
        identity.set(file.endpoint(), file.variant(), record, line.bytes(), line.from(), line.to());
        if (seen.isLeftOut(identity)) {
            tally.leftOut();
            return true;
        }
        if (seen.isRepeat(seenAt(record.eventTimeMs(), file), identity)) {
            tally.duplicate();
            return true;
        }
        return false;
    }

    private WindowDuplicates.Seen seenAt(long eventTimeMs, CaptureFile file) {
        WindowDuplicates.Seen cached = lastSeen;
        if (cached != null
                && eventTimeMs >= lastSeenMs
                && eventTimeMs < view.spec().endOf(lastSeenMs)) {
            return cached;
        }
        lastSeenMs = view.spec().startOf(eventTimeMs);
        WindowDuplicates.Seen found = seen.of(new WindowKey(file.endpoint(), file.variant(), lastSeenMs));
        lastSeen = found;
        return found;
    }

    private void refuse(Rejection reason, String detail, LineReader lines, DeadLetterLog.Part letters)
            throws IOException {
        tally.deadLettered(reason);
        letters.add(reason, detail, lines);
    }

    /** Nearly every record belongs to the window of the one before it. */
    private WindowProfile windowAt(long eventTimeMs, CaptureFile file) {
        WindowProfile cached = last;
        if (cached != null
                && eventTimeMs >= lastStartMs
                && eventTimeMs < view.spec().endOf(lastStartMs)) {
            return cached;
        }
        WindowKey key =
                new WindowKey(file.endpoint(), file.variant(), view.spec().startOf(eventTimeMs));
        WindowProfile found = windows.get(key);
        if (found == null) {
            if (windows.size() >= mostWindows) {
                handOver();
            }
            found = WindowProfile.empty(table.layout());
            windows.put(key, found);
        }
        lastStartMs = key.startMs();
        last = found;
        return found;
    }

    private void handOver() {
        table.takeOver(windows);
        windows.clear();
        last = null;
    }
}
