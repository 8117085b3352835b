package io.tidemark.replay;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One replay: takes captures and labels by time, a capture before a label of the same time, paces and sends them. Mutable,
 * used once.
 */
final class ReplayRun {
    private final ReplayPlan plan;
    private final CaptureSender captureSender;
    private final TopicSender captureTopic;
    private final @Nullable LabelRun labelRun;
    private final Pacer pacer;
    private long sent;
    private long bytes;

    ReplayRun(ReplayPlan plan, TopicSender captureTopic, @Nullable LabelRun labelRun, Pacer pacer) {
        this.plan = plan;
        this.captureTopic = captureTopic;
        this.captureSender = new CaptureSender(captureTopic);
        this.labelRun = labelRun;
        this.pacer = pacer;
    }

    ReplayResult replay(CaptureFolder folder) throws IOException, InterruptedException {
        int partitions = captureTopic.partitions();
        LabelRun labels = labelRun;
        begin(folder, labels);
        try (CaptureLines captures = new CaptureLines(plan, folder.files())) {
            for (ReplayRecord next = captures.next(); next != null; next = captures.next()) {
                if (labels != null) {
                    labels.sendBefore(next.orderMs(), pacer);
                }
                send(next);
            }
            if (labels != null) {
                labels.sendRest(pacer);
            }
            long controlRecords = captureSender.sendEnds(partitions, captures.endpointMaxMs());
            return result(
                    captures, controlRecords, labels == null ? null : labels.end(lastMs(captures)), folder.ignored());
        } finally {
            if (labels != null) {
                labels.close();
            }
        }
    }

    private static long lastMs(CaptureLines captures) {
        return captures.endpointMaxMs().values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    private void begin(CaptureFolder folder, @Nullable LabelRun labels) throws IOException {
        if (labels == null) {
            plan.progress().begun(folder.files().size(), folder.bytes());
        } else {
            int files = folder.files().size() + labels.folder().files().size();
            plan.progress().begun(files, folder.bytes() + labels.folder().bytes());
            labels.begin();
        }
    }

    private void send(ReplayRecord record) throws IOException, InterruptedException {
        pacer.awaitDue(record.orderMs(), record.place());
        captureSender.send(record);
        sent++;
        bytes += record.value().length;
    }

    private ReplayResult result(
            CaptureLines captures,
            long controlRecords,
            ReplayResult.@Nullable Labels sentLabels,
            List<String> ignored) {
        Map<String, Instant> endpointMax = new TreeMap<>();
        captures.endpointMaxMs().forEach((endpoint, maxMs) -> endpointMax.put(endpoint, Instant.ofEpochMilli(maxMs)));
        return new ReplayResult(
                sent,
                bytes,
                captures.unparseable(),
                captures.withoutAvro(),
                controlRecords,
                endpointMax,
                captures.tooLarge(),
                captures.tooLargeAt(),
                ignored,
                sentLabels);
    }
}
