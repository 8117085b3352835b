package io.tidemark.replay;

import io.tidemark.core.capture.CaptureLimits;
import io.tidemark.core.capture.CaptureParser;
import io.tidemark.core.capture.CapturedRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One replay: reads, reorders, paces, sends. Mutable, used once. */
final class ReplayRun {
    private static final int PLACES_SHOWN = 100;

    private final ReplayPlan plan;
    private final CaptureSender sender;
    private final Pacer pacer;
    private final ReorderBuffer buffer;
    private final CaptureParser parser = new CaptureParser(CaptureLimits.DEFAULT);
    private final TimedLine line = new TimedLine();
    private final CapturedRecord parsed = new CapturedRecord();
    private final AvroRecords avro = new AvroRecords();
    private final Map<String, Long> endpointMaxMs = new TreeMap<>();
    private final List<String> tooLargeAt = new ArrayList<>();
    private long orderMs = Long.MIN_VALUE;
    private long position;
    private long sent;
    private long bytes;
    private long unparseable;
    private long withoutAvro;
    private long tooLarge;

    ReplayRun(ReplayPlan plan, CaptureSender sender, Pacer pacer) {
        this.plan = plan;
        this.sender = sender;
        this.pacer = pacer;
        this.buffer = new ReorderBuffer(plan.reorder());
    }

    ReplayResult replay(CaptureFolder folder) throws IOException, InterruptedException {
        int partitions = sender.partitions();
        if (partitions < 1) {
            throw new IllegalArgumentException("topic " + plan.topic() + " has no partition");
        }
        plan.progress().begun(folder.files().size(), folder.bytes());
        for (CaptureFile file : folder.files()) {
            plan.progress().fileDone(file, read(file));
        }
        while (!buffer.isEmpty()) {
            send(buffer.removeEarliest());
        }
        sender.flush();
        long controlRecords = sendEnds(partitions);
        Map<String, Instant> endpointMax = new TreeMap<>();
        endpointMaxMs.forEach((endpoint, maxMs) -> endpointMax.put(endpoint, Instant.ofEpochMilli(maxMs)));
        return new ReplayResult(
                sent,
                bytes,
                unparseable,
                withoutAvro,
                controlRecords,
                endpointMax,
                tooLarge,
                tooLargeAt,
                folder.ignored());
    }

    private long read(CaptureFile file) throws IOException, InterruptedException {
        long records = 0;
        try (LineReader lines = LineReader.open(file, CaptureLimits.DEFAULT.recordBytes())) {
            while (lines.next()) {
                records++;
                if (lines.isOversize()) {
                    noteTooLarge(file.at(lines.line()));
                } else {
                    buffer.add(recordOf(file, lines));
                    while (buffer.isOverfull()) {
                        send(buffer.removeEarliest());
                    }
                }
            }
        }
        return records;
    }

    private void noteTooLarge(String place) {
        tooLarge++;
        if (tooLargeAt.size() < PLACES_SHOWN) {
            tooLargeAt.add(place);
        }
    }

    private ReplayRecord recordOf(CaptureFile file, LineReader lines) {
        boolean isRead = line.parse(lines, file, parser, parsed);
        byte[] value = Arrays.copyOfRange(line.bytes(), line.from(), line.to());
        byte[] key;
        if (isRead) {
            key = Arrays.copyOfRange(parsed.joinIdBytes(), parsed.joinIdFrom(), parsed.joinIdTo());
            noteEventTime(file.endpoint(), parsed.eventTimeMs());
            value = inForm(value, file);
        } else {
            key = file.at(lines.line()).getBytes(StandardCharsets.UTF_8);
            unparseable++;
        }
        return new ReplayRecord(new ReplayRecord.Place(orderMs, position++, file, lines.line()), key, value);
    }

    /** The value to send for a line that was parsed. */
    private byte[] inForm(byte[] line, CaptureFile file) {
        if (plan.form() == ReplayPlan.Form.JSON) {
            return line;
        }
        Optional<byte[]> record = avro.of(line, file, parsed);
        withoutAvro += record.isPresent() ? 0 : 1;
        return record.orElse(line);
    }

    /** A time that is not believed must not hold a record back for years, nor end the replay in the future. */
    private void noteEventTime(String endpoint, long eventTimeMs) {
        if (plan.bounds().judge(eventTimeMs, plan.now().toEpochMilli()).isEmpty()) {
            orderMs = eventTimeMs;
            endpointMaxMs.merge(endpoint, eventTimeMs, Math::max);
        }
    }

    private void send(ReplayRecord record) throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted at " + record.place());
        }
        long wait = record.orderMs() == Long.MIN_VALUE ? 0 : pacer.nanosUntil(record.orderMs());
        if (wait > 0) {
            pacer.await(wait);
        }
        sender.send(record);
        sent++;
        bytes += record.value().length;
    }

    private long sendEnds(int partitions) throws IOException {
        long controlRecords = 0;
        for (Map.Entry<String, Long> end : endpointMaxMs.entrySet()) {
            for (int partition = 0; partition < partitions; partition++) {
                sender.sendEnd(partition, end.getKey(), end.getValue());
                controlRecords++;
            }
        }
        sender.flush();
        return controlRecords;
    }
}
