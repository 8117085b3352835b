package io.tidemark.wire.codec;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.episode.Change;
import io.tidemark.core.episode.Notification;
import io.tidemark.wire.avro.ChangeKind;
import io.tidemark.wire.avro.NotificationChange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Notifications on the wire. A record stays within {@value #MAX_BYTES} bytes by leaving out the last changes, which are
 * counted; the first change is always there.
 */
public final class NotificationCodec {
    /** Most bytes of an encoded notification, unless its first change alone is larger. */
    public static final int MAX_BYTES = 512 * 1024;

    /** More than what a change has beside its texts: hashes, numbers, lengths. */
    private static final int CHANGE_BYTES = 640;

    private NotificationCodec() {}

    /**
     * Who is concerned, as the endpoint's configuration says.
     *
     * @param owner who the endpoint belongs to, or empty
     * @param link where people can look, or empty
     */
    public record Contact(String owner, String link) {
        /** Nothing is known. */
        public static final Contact NONE = new Contact("", "");
    }

    /** Returns the record of a notification. */
    public static io.tidemark.wire.avro.Notification toAvro(Notification notification, Contact contact) {
        List<NotificationChange> changes = new ArrayList<>();
        int bytes = 0;
        for (Change change : notification.changes()) {
            NotificationChange record = toAvro(change);
            bytes += CHANGE_BYTES + texts(record.getEpisode());
            if (!changes.isEmpty() && bytes > MAX_BYTES) {
                break;
            }
            changes.add(record);
        }
        return io.tidemark.wire.avro.Notification.newBuilder()
                .setId(notification.id().hex())
                .setEndpoint(notification.stream().endpoint())
                .setVariant(notification.stream().variant())
                .setSegment(notification.stream().segment())
                .setSource(notification.stream().source().name())
                .setWindowStart(notification.startMs())
                .setWindowEnd(notification.endMs())
                .setSeverity(SeverityCodec.toAvro(notification.severity()))
                .setChanges(changes)
                .setMore(notification.more() + notification.changes().size() - changes.size())
                .setMissing(notification.missing())
                .setOwner(contact.owner())
                .setLink(contact.link())
                .build();
    }

    /**
     * Returns the notification of a record.
     *
     * @throws IllegalArgumentException if the record has a change of a later release
     */
    public static Notification toDomain(io.tidemark.wire.avro.Notification record) {
        return new Notification(
                new ContentHash(record.getId()),
                StreamCodec.of(record.getEndpoint(), record.getVariant(), record.getSegment(), record.getSource()),
                record.getWindowStart(),
                record.getWindowEnd(),
                SeverityCodec.toDomain(record.getSeverity()),
                record.getChanges().stream().map(NotificationCodec::toDomain).toList(),
                record.getMore(),
                record.getMissing());
    }

    /** Returns who is concerned. */
    public static Contact contact(io.tidemark.wire.avro.Notification record) {
        return new Contact(record.getOwner(), record.getLink());
    }

    private static NotificationChange toAvro(Change change) {
        return new NotificationChange(
                ChangeKind.valueOf(change.kind().name()),
                SeverityCodec.toAvro(change.before()),
                EpisodeRecordCodec.toAvro(change.episode()));
    }

    private static Change toDomain(NotificationChange change) {
        if (change.getKind() == ChangeKind.OTHER) {
            throw new IllegalArgumentException(
                    "a notification tells a change of a later release: read it with that one");
        }
        return new Change(
                Change.Kind.valueOf(change.getKind().name()),
                EpisodeRecordCodec.toDomain(change.getEpisode()),
                SeverityCodec.toDomain(change.getBefore()),
                true);
    }

    private static int texts(io.tidemark.wire.avro.Episode episode) {
        int bytes = 0;
        for (String text : List.of(
                episode.getEndpoint(),
                episode.getVariant(),
                episode.getSegment(),
                episode.getCode(),
                episode.getFeature(),
                episode.getMetric(),
                episode.getFacet(),
                episode.getLast().getDescription(),
                episode.getHandling().getBy(),
                episode.getHandling().getWhy())) {
            bytes += text.getBytes(StandardCharsets.UTF_8).length;
        }
        return bytes;
    }
}
