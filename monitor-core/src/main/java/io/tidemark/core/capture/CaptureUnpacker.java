package io.tidemark.core.capture;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes a capture in JSON apart, for whoever writes it in another form. Payloads are not looked into. Mutable: one per
 * thread.
 */
public final class CaptureUnpacker {
    private final CaptureLimits limits;
    private final Fault fault = new Fault();
    private final CaptureParts parts = new CaptureParts();
    private final Scratch scratch = new Scratch();
    private final Envelope envelope;

    /**
     * An unpacker.
     *
     * @param limits how much a record may ask for
     */
    public CaptureUnpacker(CaptureLimits limits) {
        this.limits = limits;
        this.envelope = new Envelope(limits, parts, fault);
    }

    /**
     * Returns the parts of a record, or empty if they would not be the whole of it: if it is no JSON record that
     * {@link CaptureParser} can read, if it is a line of a batch or carries a label, or if a side names no encoding,
     * for then a {@link CaptureFields.Body} would be read by its type.
     *
     * @param bytes holds the record; not changed
     * @param from where the record begins
     * @param to one past its last byte
     */
    public Optional<CaptureFields> read(byte[] bytes, int from, int to) {
        fault.clear();
        if (to - from > limits.recordBytes() || !envelope.read(bytes, from, to)) {
            return Optional.empty();
        }
        scratch.begin(to - from);
        boolean isMore = parts.batch().isPresent() || parts.groundTruth().isPresent();
        if (isMore || lacksEncoding(parts.input()) || lacksEncoding(parts.output())) {
            return Optional.empty();
        }
        TextSlice time = parts.inferenceTime();
        scratch.unescape(time);
        long timeMs = time.isPresent() ? EventTime.parse(time.bytes(), time.from(), time.to()) : EventTime.INVALID;
        List<String> attributes = new ArrayList<>();
        for (int i = 0; i < parts.attributes(); i++) {
            attributes.add(text(parts.attribute(i)));
        }
        return Optional.of(new CaptureFields(
                text(parts.eventId()),
                text(parts.inferenceId()),
                timeMs,
                body(parts.input()),
                body(parts.output()),
                attributes));
    }

    private static boolean lacksEncoding(CaptureParts.Payload side) {
        return side.isPresent() && !side.encoding().hasText();
    }

    private CaptureFields.@Nullable Body body(CaptureParts.Payload side) {
        if (!side.isPresent()) {
            return null;
        }
        return new CaptureFields.Body(copy(side.data()), text(side.encoding()), text(side.contentType()));
    }

    private String text(TextSlice slice) {
        return new String(copy(slice), StandardCharsets.UTF_8);
    }

    private byte[] copy(TextSlice slice) {
        if (!slice.hasText()) {
            return new byte[0];
        }
        scratch.unescape(slice);
        return Arrays.copyOfRange(slice.bytes(), slice.from(), slice.to());
    }
}
