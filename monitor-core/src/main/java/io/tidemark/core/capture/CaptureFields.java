package io.tidemark.core.capture;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One captured inference whose parts were read elsewhere, for example from an Avro record, so that the parser need not
 * see them as JSON.
 *
 * @param eventId id of the call; empty if there is none
 * @param inferenceId the caller's id; empty if there is none
 * @param eventTimeMs the time of the inference, in milliseconds since 1970-01-01T00:00:00Z; not positive if unknown
 * @param input the request, or null if it was not captured
 * @param output the response, or null if it was not captured
 * @param customAttributes the custom attributes of the request, each as the caller sent it
 */
public record CaptureFields(
        String eventId,
        String inferenceId,
        long eventTimeMs,
        @Nullable Body input,
        @Nullable Body output,
        List<String> customAttributes) {

    public CaptureFields {
        customAttributes = List.copyOf(customAttributes);
    }

    /**
     * One side.
     *
     * @param data the body in UTF-8. Not copied and not changed
     * @param encoding {@code CSV}, {@code JSON}, {@code BASE64}, or empty: then the content type tells
     * @param contentType the content type as observed, with or without parameters; may be empty
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier on the way to the parser; never compared, and copying costs
    public record Body(byte[] data, String encoding, String contentType) {}
}
