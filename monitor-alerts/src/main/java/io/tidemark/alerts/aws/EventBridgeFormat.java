package io.tidemark.alerts.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.alerts.format.Documents;
import io.tidemark.alerts.format.Payload;
import io.tidemark.alerts.format.PayloadFormat;
import io.tidemark.alerts.format.WebhookFormat;
import io.tidemark.alerts.message.AlertMessage;
import java.util.List;
import java.util.Map;

/** A PutEvents request with one event, whose detail is what {@link WebhookFormat} sends. */
public final class EventBridgeFormat implements PayloadFormat {
    /** Detail type of the events, which rules choose them by. */
    public static final String DETAIL_TYPE = "Tidemark Notification";

    /** Source of the events. */
    public static final String SOURCE = "tidemark";

    private static final Map<String, String> TARGET = Map.of("X-Amz-Target", "AWSEvents.PutEvents");

    private final String bus;

    /** Events for a bus, by its name or its ARN. */
    public EventBridgeFormat(String bus) {
        this.bus = bus;
    }

    @Override
    public List<Payload> of(AlertMessage message) {
        ObjectNode request = Documents.object();
        ObjectNode event = request.putArray("Entries").addObject();
        event.put("Source", SOURCE);
        event.put("DetailType", DETAIL_TYPE);
        event.put("EventBusName", bus);
        event.put("Time", message.windowEnd().getEpochSecond());
        event.put("Detail", new WebhookFormat().of(message).get(0).body());
        return List.of(new Payload(message.id().hex(), "application/x-amz-json-1.1", Documents.text(request), TARGET));
    }
}
