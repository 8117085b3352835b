package io.tidemark.core.capture;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Who an Avro capture says it belongs to, read before the rest of it. Who delivers a capture has the last word: headers
 * outrank these names, because they can be set without writing the capture anew.
 *
 * @param endpoint the endpoint that answered; empty if the capture does not say it
 * @param variant its variant; empty if the capture does not say it
 */
public record CapturedOrigin(String endpoint, String variant) {

    /** CRC-64-AVRO of the schema {@code Capture}, the only one that is read. */
    public static final long SCHEMA_FINGERPRINT = AvroCapture.FINGERPRINT;

    /** Returns what a record says; empty if it is no Avro capture, or is damaged. */
    public static Optional<CapturedOrigin> of(byte[] value) {
        return AvroCapture.isOne(value, 0, value.length) ? AvroCapture.origin(value) : Optional.empty();
    }

    static CapturedOrigin of(TextSlice endpoint, TextSlice variant) {
        return new CapturedOrigin(text(endpoint), text(variant));
    }

    private static String text(TextSlice slice) {
        return new String(slice.bytes(), slice.from(), slice.to() - slice.from(), StandardCharsets.UTF_8);
    }
}
