package io.tidemark.core.capture;

import java.util.Optional;

/**
 * Reads a capture in Avro's single-object form: the bytes C3 01, the fingerprint of the schema {@code Capture}, and its
 * fields in binary (Avro 1.12 specification). Like {@link Envelope} it only notes where things stand, so a capture
 * costs neither an object nor a copy on its way. The schema is one, and is fixed: another fingerprint is another
 * schema.
 */
final class AvroCapture {
    /** CRC-64-AVRO of the schema's canonical form, as it stands in a record: lowest byte first. */
    static final long FINGERPRINT = 0xfdb4b97e7785e206L;

    private static final int HEAD_BYTES = 10;
    private static final int LONGEST_VARINT = 10;

    private final CaptureLimits limits;
    private final CaptureParts parts;
    private final Fault fault;
    private final TextSlice endpoint = new TextSlice();
    private final TextSlice variant = new TextSlice();
    private final TextSlice attribute = new TextSlice();
    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private long eventTimeMs;

    AvroCapture(CaptureLimits limits, CaptureParts parts, Fault fault) {
        this.limits = limits;
        this.parts = parts;
        this.fault = fault;
    }

    /** Whether a record is in the single-object form of some schema. JSON cannot begin like this. */
    static boolean isOne(byte[] bytes, int from, int to) {
        return to - from >= 2 && bytes[from] == (byte) 0xC3 && bytes[from + 1] == 0x01;
    }

    /** The event time read last; not positive if the record has none. */
    long eventTimeMs() {
        return eventTimeMs;
    }

    /** Reads one record; false after noting a fault. */
    boolean read(byte[] buffer, int from, int to) {
        parts.clear();
        boolean read = readOrigin(buffer, from, to) && readText(parts.inferenceId()) && readText(parts.eventId());
        if (!read) {
            return false;
        }
        eventTimeMs = readLong();
        return !fault.isFound()
                && readAttributes()
                && readSide(parts.input())
                && readSide(parts.output())
                && (at == end || fault.set("bytes follow the record", at));
    }

    /** Endpoint and variant of a record, or empty if it is none of this schema. */
    static Optional<CapturedOrigin> origin(byte[] value) {
        AvroCapture reader = new AvroCapture(CaptureLimits.DEFAULT, new CaptureParts(), new Fault());
        return reader.readOrigin(value, 0, value.length)
                ? Optional.of(CapturedOrigin.of(reader.endpoint, reader.variant))
                : Optional.empty();
    }

    private boolean readOrigin(byte[] buffer, int from, int to) {
        bytes = buffer;
        at = from;
        end = to;
        if (to - from < HEAD_BYTES || ByteSearch.word(buffer, from + 2) != FINGERPRINT) {
            return fault.set("an Avro record of another schema", from);
        }
        at += HEAD_BYTES;
        return readText(endpoint) && readText(variant);
    }

    /** An array comes in blocks; a negative count has the size of its block behind it. */
    private boolean readAttributes() {
        while (true) {
            long count = readLong();
            if (count < 0) {
                count = -count;
                readLong();
            }
            if (fault.isFound() || count == 0) {
                return !fault.isFound();
            }
            for (long i = 0; i < count; i++) {
                if (!readText(attribute)) {
                    return false;
                }
                parts.addAttribute(bytes, attribute.from(), attribute.to(), -1);
            }
        }
    }

    /** A union of null and a side, in this order. */
    private boolean readSide(CaptureParts.Payload side) {
        long branch = readLong();
        if (fault.isFound() || branch == 0) {
            return !fault.isFound();
        }
        if (branch != 1) {
            return fault.set("a side is neither null nor a record", at);
        }
        side.setRaw();
        return readText(side.contentType()) && readText(side.encoding()) && readBytes(side.data(), Integer.MAX_VALUE);
    }

    private boolean readText(TextSlice into) {
        return readBytes(into, limits.stringBytes());
    }

    private boolean readBytes(TextSlice into, int most) {
        long length = readLong();
        if (fault.isFound()) {
            return false;
        }
        if (length < 0 || length > end - at) {
            return fault.set("a length is beyond the record", at);
        }
        if (length > most) {
            return fault.set("a text is too long", at);
        }
        into.set(bytes, at, at + (int) length, -1);
        at += (int) length;
        return true;
    }

    /** A zigzag varint; 0 after noting a fault. */
    private long readLong() {
        long bits = 0;
        int last = Math.min(end, at + LONGEST_VARINT);
        for (int shift = 0; at < last; shift += 7) {
            byte b = bytes[at++];
            bits |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return bits >>> 1 ^ -(bits & 1);
            }
        }
        fault.set("a number has no end", at);
        return 0;
    }
}
