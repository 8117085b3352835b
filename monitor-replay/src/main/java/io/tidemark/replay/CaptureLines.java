package io.tidemark.replay;

import io.tidemark.core.capture.CaptureLimits;
import io.tidemark.core.capture.CaptureParser;
import io.tidemark.core.capture.CapturedRecord;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads captured lines and gives them out in the order of their event times. Mutable; used once. */
final class CaptureLines implements Closeable {
    private static final int PLACES_SHOWN = 100;

    private final ReplayPlan plan;
    private final LinesOfFiles<CaptureFile> lines;
    private final ReorderBuffer<ReplayRecord> buffer;
    private final CaptureParser parser = new CaptureParser(CaptureLimits.DEFAULT);
    private final TimedLine line = new TimedLine();
    private final CapturedRecord parsed = new CapturedRecord();
    private final AvroRecords avro = new AvroRecords();
    private final Map<String, Long> endpointMaxMs = new TreeMap<>();
    private final List<String> tooLargeAt = new ArrayList<>();
    private long orderMs = Long.MIN_VALUE;
    private long position;
    private long unparseable;
    private long withoutAvro;
    private long tooLarge;

    CaptureLines(ReplayPlan plan, List<CaptureFile> files) {
        this.plan = plan;
        this.lines = new LinesOfFiles<>(files, (file, most) -> LineReader.open(file.stored(), most), plan.progress());
        this.buffer = new ReorderBuffer<>(plan.reorder());
    }

    /** Returns the next record, or null after the last. */
    @Nullable
    ReplayRecord next() throws IOException {
        boolean hasMore = true;
        while (hasMore && !buffer.isOverfull()) {
            hasMore = readLine();
        }
        return buffer.isEmpty() ? null : buffer.removeEarliest();
    }

    /** Takes a line into the buffer, if there is one. */
    private boolean readLine() throws IOException {
        LinesOfFiles.Line<CaptureFile> at = lines.next();
        if (at == null) {
            return false;
        }
        lines.count();
        if (at.lines().isOversize()) {
            noteTooLarge(at.place());
        } else {
            buffer.add(recordOf(at.file(), at.lines()));
        }
        return true;
    }

    private void noteTooLarge(String place) {
        tooLarge++;
        if (tooLargeAt.size() < PLACES_SHOWN) {
            tooLargeAt.add(place);
        }
    }

    private ReplayRecord recordOf(CaptureFile file, LineReader reader) {
        boolean isRead = line.parse(reader, file, parser, parsed);
        byte[] value = Arrays.copyOfRange(line.bytes(), line.from(), line.to());
        byte[] key;
        if (isRead) {
            key = Arrays.copyOfRange(parsed.joinIdBytes(), parsed.joinIdFrom(), parsed.joinIdTo());
            noteEventTime(file.endpoint(), parsed.eventTimeMs());
            value = inForm(value, file);
        } else {
            key = file.at(reader.line()).getBytes(StandardCharsets.UTF_8);
            unparseable++;
        }
        return new ReplayRecord(new ReplayRecord.Place(orderMs, position++, file, reader.line()), key, value);
    }

    /** The value to send for a line that was parsed. */
    private byte[] inForm(byte[] captured, CaptureFile file) {
        if (plan.form() == ReplayPlan.Form.JSON) {
            return captured;
        }
        Optional<byte[]> record = avro.of(captured, file, parsed);
        withoutAvro += record.isPresent() ? 0 : 1;
        return record.orElse(captured);
    }

    /** A time that is not believed must not hold a record back for years, nor end the replay in the future. */
    private void noteEventTime(String endpoint, long eventTimeMs) {
        if (plan.bounds().judge(eventTimeMs, plan.now().toEpochMilli()).isEmpty()) {
            orderMs = eventTimeMs;
            endpointMaxMs.merge(endpoint, eventTimeMs, Math::max);
        }
    }

    /** The largest believed event time of each endpoint that has one, among the lines read so far. */
    Map<String, Long> endpointMaxMs() {
        return endpointMaxMs;
    }

    /** How many lines cannot be read as captures. */
    long unparseable() {
        return unparseable;
    }

    /** How many captures the Avro record cannot stand for. */
    long withoutAvro() {
        return withoutAvro;
    }

    /** How many lines are longer than a record may be. */
    long tooLarge() {
        return tooLarge;
    }

    /** Where the first of them are. */
    List<String> tooLargeAt() {
        return tooLargeAt;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
