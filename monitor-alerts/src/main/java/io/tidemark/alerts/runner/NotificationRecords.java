package io.tidemark.alerts.runner;

import io.tidemark.alerts.message.AlertMessage;
import io.tidemark.alerts.message.MessageWriter;
import io.tidemark.wire.Topic;
import io.tidemark.wire.avro.Notification;
import io.tidemark.wire.codec.NotificationCodec;

/** Reads the records of the notifications and puts them into words. */
public final class NotificationRecords implements NotificationReader {
    private final Topic<String, Notification> topic;
    private final MessageWriter writer;

    /**
     * A reader.
     *
     * @param topic the notifications
     * @param writer puts them into words
     */
    public NotificationRecords(Topic<String, Notification> topic, MessageWriter writer) {
        this.topic = topic;
        this.writer = writer;
    }

    @Override
    public AlertMessage read(byte[] value) {
        Notification entry = topic.valueSerde().deserializer().deserialize(topic.name(), value);
        NotificationCodec.Contact contact = NotificationCodec.contact(entry);
        return writer.write(NotificationCodec.toDomain(entry), contact.owner(), contact.link());
    }
}
