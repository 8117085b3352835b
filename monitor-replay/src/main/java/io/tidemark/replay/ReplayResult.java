package io.tidemark.replay;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
        List<String> ignored) {
    public ReplayResult {
        endpointMax = Collections.unmodifiableMap(new TreeMap<>(endpointMax));
        tooLargeAt = List.copyOf(tooLargeAt);
        ignored = List.copyOf(ignored);
    }
}
