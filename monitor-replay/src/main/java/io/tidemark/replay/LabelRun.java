package io.tidemark.replay;

import io.tidemark.wire.Topics;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The labels of one replay, on their way into Kafka in the order of the times at which they came. Mutable, used once.
 */
final class LabelRun implements Closeable {
    private final GroundTruthFolder folder;
    private final TopicSender topic;
    private final ReplayPlan plan;
    private final LabelLines lines;
    private int partitions;
    private @Nullable LabelLine next;
    private long lastTimeMs;
    private long sent;
    private long bytes;
    private long unparseable;
    private long withoutTime;

    LabelRun(GroundTruthFolder folder, TopicSender topic, ReplayPlan plan) {
        this.folder = folder;
        this.topic = topic;
        this.plan = plan;
        this.lines = new LabelLines(folder.files(), plan.reorder(), plan.progress());
    }

    /** Asks the brokers for the topic and reads the first label. */
    void begin() throws IOException {
        partitions = topic.partitions();
        next = lines.next();
    }

    GroundTruthFolder folder() {
        return folder;
    }

    /** Sends the labels that came before a time, each when it is due. */
    void sendBefore(long timeMs, Pacer pacer) throws IOException, InterruptedException {
        LabelLine line = next;
        while (line != null && line.orderMs() < timeMs) {
            send(line, pacer);
            line = lines.next();
        }
        next = line;
    }

    /** Sends all labels that are left and waits until everything is acknowledged. */
    void sendRest(Pacer pacer) throws IOException, InterruptedException {
        for (LabelLine line = next; line != null; line = lines.next()) {
            send(line, pacer);
        }
        topic.flush();
    }

    /**
     * Ends the labels on every partition; returns what was sent.
     *
     * @param lastCaptureMs the last event time of the captures, whose deadline has passed too
     */
    ReplayResult.Labels end(long lastCaptureMs) throws IOException {
        int ends = topic.sendEnds(partitions, "", Math.max(lastTimeMs, lastCaptureMs));
        topic.flush();
        return new ReplayResult.Labels(sent, bytes, unparseable, withoutTime, ends, lines.tooLarge(), folder.ignored());
    }

    private void send(LabelLine line, Pacer pacer) throws IOException, InterruptedException {
        pacer.awaitDue(line.orderMs(), line.place());
        String source = line.place().toString();
        List<Header> headers = new ArrayList<>(List.of(TopicSender.header(Topics.SOURCE_HEADER, source)));
        if (line.time().isPresent()) {
            long timeMs = line.time().getAsLong();
            noteTime(timeMs);
            headers.add(TopicSender.header(Topics.LABEL_TIME_HEADER, Long.toString(timeMs)));
        } else {
            withoutTime++;
        }
        topic.send(line.key(), line.value(), headers, source);
        sent++;
        bytes += line.value().length;
        unparseable += line.isRead() ? 0 : 1;
    }

    /** A time that is not believed must not end the replay in the future. */
    private void noteTime(long timeMs) {
        if (plan.bounds().judge(timeMs, plan.now().toEpochMilli()).isEmpty()) {
            lastTimeMs = Math.max(lastTimeMs, timeMs);
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
