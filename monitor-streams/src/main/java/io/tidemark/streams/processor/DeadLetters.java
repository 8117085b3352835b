package io.tidemark.streams.processor;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.capture.Excerpt;
import io.tidemark.core.capture.Rejection;
import io.tidemark.core.config.Monitors;
import io.tidemark.core.config.PerEndpoint;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Makes dead letters: reason, place, digest and a redacted excerpt of what was not counted. */
public final class DeadLetters {
    /** A longer key of a record is cut in its dead letter, in bytes: a letter must fit into a record whatever came. */
    private static final int LONGEST_KEY = 64 << 10;

    private final PerEndpoint<Boolean> excerpts;
    private final boolean alwaysExcerpt;

    /**
     * Returns the letters of these monitors: with an excerpt unless the endpoint's policy on fields forbids one. Where an
     * endpoint is not known, no monitor may forbid it.
     */
    public DeadLetters(Monitors monitors) {
        this.excerpts =
                monitors.each(monitor -> monitor.config().capture().fields().allowsExcerpts());
        this.alwaysExcerpt = monitors.all().stream()
                .allMatch(monitor -> monitor.config().capture().fields().allowsExcerpts());
    }

    /**
     * Why a record is refused.
     *
     * @param reason the stable reason
     * @param detail what was wrong, for people
     */
    public record Refusal(Rejection reason, String detail) {}

    /**
     * Returns the message that a record was refused.
     *
     * @param record the record
     * @param place where it lies
     * @param origin who it says it belongs to
     * @param refusal why it is refused
     */
    public Message.Rejected reject(
            Record<byte[], byte[]> record, RecordMetadata place, Origin origin, Refusal refusal) {
        byte[] bytes = record.value() == null ? new byte[0] : record.value();
        DeadLetter letter = DeadLetter.newBuilder()
                .setTopic(place.topic())
                .setPartition(place.partition())
                .setOffset(place.offset())
                .setEndpoint(cut(origin.endpoint()))
                .setVariant(cut(origin.variant()))
                .setSource(source(record.headers()))
                .setReason(refusal.reason().wireName())
                .setDetail(refusal.detail())
                .setDigest(ContentHash.of(bytes).hex())
                .setExcerpt(allowsExcerpt(origin.endpoint()) ? Excerpt.of(bytes, 0, bytes.length) : "")
                .build();
        return new Message.Rejected(keyOf(record), letter);
    }

    private boolean allowsExcerpt(String endpoint) {
        Boolean own = endpoint.isEmpty() ? null : excerpts.find(endpoint);
        return own == null ? alwaysExcerpt : own;
    }

    private static Bytes keyOf(Record<byte[], byte[]> record) {
        byte[] key = record.key() == null ? new byte[0] : record.key();
        return Bytes.wrap(key.length <= LONGEST_KEY ? key : Arrays.copyOf(key, LONGEST_KEY));
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
