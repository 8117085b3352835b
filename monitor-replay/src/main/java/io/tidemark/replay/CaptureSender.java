package io.tidemark.replay;

import io.tidemark.wire.Topics;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;

/** Sends captured lines with the headers that say whose they are. */
final class CaptureSender {
    private final TopicSender topic;
    private final Map<String, Header> endpointHeaders = new HashMap<>();
    private final Map<String, Header> variantHeaders = new HashMap<>();

    CaptureSender(TopicSender topic) {
        this.topic = topic;
    }

    void send(ReplayRecord record) throws IOException {
        CaptureFile file = record.place().file();
        String source = record.place().toString();
        List<Header> headers = List.of(
                endpointHeaders.computeIfAbsent(
                        file.endpoint(), name -> TopicSender.header(Topics.ENDPOINT_HEADER, name)),
                variantHeaders.computeIfAbsent(file.variant(), name -> TopicSender.header(Topics.VARIANT_HEADER, name)),
                TopicSender.header(Topics.SOURCE_HEADER, source));
        topic.send(record.key(), record.value(), headers, source);
    }

    /** Sends the ends of endpoints to every partition, after everything else is acknowledged; returns how many. */
    long sendEnds(int partitions, Map<String, Long> endpointMaxMs) throws IOException {
        topic.flush();
        long controlRecords = 0;
        for (Map.Entry<String, Long> end : endpointMaxMs.entrySet()) {
            controlRecords += topic.sendEnds(partitions, end.getKey(), end.getValue());
        }
        topic.flush();
        return controlRecords;
    }
}
