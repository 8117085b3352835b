package io.tidemark.alerts.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.alerts.message.AlertMessage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A CloudEvent 1.0 in structured mode; its data is what {@link WebhookFormat} sends. */
public final class CloudEventFormat implements PayloadFormat {
    /** Media type of a structured event. */
    public static final String CONTENT_TYPE = "application/cloudevents+json";

    static final String TYPE = "io.tidemark.notification.v1";

    @Override
    public List<Payload> of(AlertMessage message) {
        ObjectNode event = Documents.object();
        event.put("specversion", "1.0");
        event.put("id", message.id().hex());
        event.put("source", source(message));
        event.put("type", TYPE);
        event.put("subject", message.title());
        event.put("time", message.windowEnd().toString());
        event.put("datacontenttype", Payload.JSON);
        event.set("data", WebhookFormat.document(message));
        return List.of(new Payload(message.id().hex(), CONTENT_TYPE, Documents.text(event)));
    }

    static String source(AlertMessage message) {
        return "/tidemark/endpoints/" + uriPart(message.stream().endpoint()) + "/variants/"
                + uriPart(message.stream().variant());
    }

    private static String uriPart(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
