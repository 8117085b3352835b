package io.tidemark.replay;

import io.tidemark.core.capture.CaptureFields;
import io.tidemark.core.capture.CaptureLimits;
import io.tidemark.core.capture.CaptureParser;
import io.tidemark.core.capture.CaptureUnpacker;
import io.tidemark.core.capture.CapturedRecord;
import io.tidemark.core.capture.FieldTable;
import io.tidemark.wire.AvroSerde;
import io.tidemark.wire.avro.Capture;
import io.tidemark.wire.avro.CaptureSide;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes captured lines as the Avro record {@link Capture} in single-object form. Each is read back before it is given
 * out: what would not be the same record with the same rows is not given out at all. Mutable; for one thread.
 */
final class AvroRecords {
    private final AvroSerde<Capture> serde = AvroSerde.of(Capture.class);
    private final CaptureUnpacker unpacker = new CaptureUnpacker(CaptureLimits.DEFAULT);
    private final CaptureParser parser = new CaptureParser();
    private final CapturedRecord readBack = new CapturedRecord();

    /**
     * Returns the Avro record of a line, or empty if it cannot stand for it.
     *
     * @param parsed what a parser with the default form made of the line
     */
    Optional<byte[]> of(byte[] line, CaptureFile file, CapturedRecord parsed) {
        return unpacker.read(line, 0, line.length)
                .map(fields -> written(fields, file))
                .filter(bytes -> parser.parse(bytes, 0, bytes.length, readBack) && isSame(parsed, readBack));
    }

    private byte[] written(CaptureFields fields, CaptureFile file) {
        Capture capture = Capture.newBuilder()
                .setEndpoint(file.endpoint())
                .setVariant(file.variant())
                .setInferenceId(fields.inferenceId())
                .setEventId(fields.eventId())
                .setInferenceTime(fields.eventTimeMs())
                .setCustomAttributes(fields.customAttributes())
                .setInput(side(fields.input()))
                .setOutput(side(fields.output()))
                .build();
        return serde.serializer().serialize("", capture);
    }

    private static @Nullable CaptureSide side(CaptureFields.@Nullable Body body) {
        return body == null ? null : new CaptureSide(body.contentType(), body.encoding(), ByteBuffer.wrap(body.data()));
    }

    private static boolean isSame(CapturedRecord one, CapturedRecord other) {
        return one.eventTimeMs() == other.eventTimeMs()
                && Arrays.equals(
                        one.joinIdBytes(),
                        one.joinIdFrom(),
                        one.joinIdTo(),
                        other.joinIdBytes(),
                        other.joinIdFrom(),
                        other.joinIdTo())
                && one.customAttributes().equals(other.customAttributes())
                && one.hasOutput() == other.hasOutput()
                && isSame(one.input(), other.input())
                && isSame(one.output(), other.output());
    }

    private static boolean isSame(FieldTable one, FieldTable other) {
        if (one.rows() != other.rows() || one.named() != other.named() || one.fields() != other.fields()) {
            return false;
        }
        for (int row = 0; row < one.rows(); row++) {
            if (one.endField(row) != other.endField(row)) {
                return false;
            }
        }
        for (int field = 0; field < one.fields(); field++) {
            if (!isSameField(one, other, field)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSameField(FieldTable one, FieldTable other, int field) {
        return one.kind(field) == other.kind(field)
                && Arrays.equals(
                        one.bytes(), one.from(field), one.to(field), other.bytes(), other.from(field), other.to(field))
                && (!one.named() || isSameName(one, other, field));
    }

    private static boolean isSameName(FieldTable one, FieldTable other, int field) {
        return Arrays.equals(
                one.bytes(),
                one.nameFrom(field),
                one.nameTo(field),
                other.bytes(),
                other.nameFrom(field),
                other.nameTo(field));
    }
}
