package io.tidemark.core.ledger;

import io.tidemark.core.capture.CaptureParser;
import io.tidemark.core.capture.CapturedRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Captures of one feature, as bytes and as identities. */
final class ARecord {
    private ARecord() {}

    static byte[] bytes(String id, long timeMs, String row) {
        return ("{\"captureData\":{\"endpointInput\":{\"data\":\"" + row
                        + "\",\"encoding\":\"CSV\"}},\"eventMetadata\":" + "{\"eventId\":\"" + id
                        + "\",\"inferenceTime\":\"" + Instant.ofEpochMilli(timeMs) + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    static RecordIdentity identity(String endpoint, String variant, byte[] value) {
        CapturedRecord record = new CapturedRecord();
        if (!new CaptureParser().parse(value, 0, value.length, record)) {
            throw new AssertionError(record.detail());
        }
        RecordIdentity identity = new RecordIdentity();
        identity.set(endpoint, variant, record, value, 0, value.length);
        return identity;
    }

    static RecordIdentity identity(String id, long timeMs) {
        return identity("fraud", "blue", bytes(id, timeMs, "1"));
    }
}
