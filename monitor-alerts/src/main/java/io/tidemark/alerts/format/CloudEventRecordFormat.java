package io.tidemark.alerts.format;

import io.tidemark.alerts.message.AlertMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A CloudEvent 1.0 in Kafka's binary mode: attributes are headers that begin with {@code ce_}, the value is what
 * {@link WebhookFormat} sends. The partition key is the stream, so that the messages of a stream keep their order.
 */
public final class CloudEventRecordFormat implements PayloadFormat {
    /** Header with the key of the record. */
    public static final String KEY = "ce_partitionkey";

    @Override
    public List<Payload> of(AlertMessage message) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", message.id().hex());
        headers.put("ce_source", CloudEventFormat.source(message));
        headers.put("ce_type", CloudEventFormat.TYPE);
        headers.put("ce_subject", message.title());
        headers.put("ce_time", message.windowEnd().toString());
        headers.put(KEY, message.lane());
        return List.of(new Payload(
                message.id().hex(), Payload.JSON, Documents.text(WebhookFormat.document(message)), headers));
    }
}
