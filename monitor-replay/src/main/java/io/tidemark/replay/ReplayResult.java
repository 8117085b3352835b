package io.tidemark.replay;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a replay sent. Every record is acknowledged by the brokers when this is returned.
 *
 * @param sent capture records sent
 * @param bytes bytes of their values
 * @param unparseable how many of them cannot be read as captures; they were sent and become dead letters there
 * @param withoutAvro how many were to be sent as Avro, can be read, and were sent as they are, because the Avro record
 *     cannot stand for them
 * @param controlRecords control records sent: one for each partition and endpoint
 * @param endpointMax the largest believed event time of each endpoint that has one
 * @param tooLarge how many lines are longer than a record may be, and were not sent
 * @param tooLargeAt where the first hundred of them are, as {@code file:line}
 * @param ignored display names of what lay in the folder and was not read: links, and files that are no JSONL
 * @param labelsSent what became of the labels, or null if there were none to send
 */
public record ReplayResult(
        long sent,
        long bytes,
        long unparseable,
        long withoutAvro,
        long controlRecords,
        Map<String, Instant> endpointMax,
        long tooLarge,
        List<String> tooLargeAt,
        List<String> ignored,
        @Nullable Labels labelsSent) {

    /**
     * Labels that a replay sent.
     *
     * @param sent label records sent
     * @param bytes bytes of their values
     * @param unparseable how many of them cannot be read as labels; they were sent and become dead letters there
     * @param withoutTime how many of them were sent without a time, because nobody knows when they came
     * @param controlRecords control records sent: one for each partition
     * @param tooLarge how many lines are longer than a record may be, and were not sent
     * @param ignored display names of what lay in the folder and was not read
     */
    public record Labels(
            long sent,
            long bytes,
            long unparseable,
            long withoutTime,
            long controlRecords,
            long tooLarge,
            List<String> ignored) {
        public Labels {
            ignored = List.copyOf(ignored);
        }
    }

    public ReplayResult {
        endpointMax = Collections.unmodifiableMap(new TreeMap<>(endpointMax));
        tooLargeAt = List.copyOf(tooLargeAt);
        ignored = List.copyOf(ignored);
    }

    /** Returns what became of the labels, if there were any to send. */
    public Optional<Labels> labels() {
        return Optional.ofNullable(labelsSent);
    }
}
