package io.tidemark.streams.processor;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.capture.Excerpt;
import io.tidemark.core.capture.Rejection;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.DeadLetter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Makes dead letters: reason, place, digest and a redacted excerpt of what was not counted. */
final class DeadLetters {

    private DeadLetters() {}

    /**
     * Why a record is refused.
     *
     * @param reason the stable reason
     * @param detail what was wrong, for people
     */
    record Refusal(Rejection reason, String detail) {}

    static DeadLetter of(
            RecordMetadata place, Headers headers, Origin origin, byte @Nullable [] value, Refusal refusal) {
        byte[] bytes = value == null ? new byte[0] : value;
        return DeadLetter.newBuilder()
                .setTopic(place.topic())
                .setPartition(place.partition())
                .setOffset(place.offset())
                .setEndpoint(cut(origin.endpoint()))
                .setVariant(cut(origin.variant()))
                .setSource(source(headers))
                .setReason(refusal.reason().wireName())
                .setDetail(refusal.detail())
                .setDigest(ContentHash.of(bytes).hex())
                .setExcerpt(Excerpt.of(bytes, 0, bytes.length))
                .build();
    }

    private static String source(Headers headers) {
        Header header = headers.lastHeader(Topics.SOURCE_HEADER);
        return header == null || header.value() == null ? "" : cut(new String(header.value(), StandardCharsets.UTF_8));
    }

    /** Headers may be as long as a record; a letter must fit into one beside its key. */
    private static String cut(String text) {
        return text.length() <= Excerpt.MOST_BYTES ? text : text.substring(0, Excerpt.MOST_BYTES);
    }
}
