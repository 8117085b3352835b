package io.tidemark.alerts.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.alerts.message.AlertMessage;
import io.tidemark.alerts.message.AlertMessage.Item;
import java.util.List;

/**
 * Events of PagerDuty's Events API v2, one for each episode, because an incident there is opened and closed by its key: the
 * episode's id.
 */
public final class PagerDutyFormat implements PayloadFormat {
    private static final int LONGEST_SUMMARY = 1024;

    private final String routingKey;

    /** Events for the integration that has this key. */
    public PagerDutyFormat(String routingKey) {
        this.routingKey = routingKey;
    }

    @Override
    public List<Payload> of(AlertMessage message) {
        return message.items().stream().map(item -> event(message, item)).toList();
    }

    private Payload event(AlertMessage message, Item item) {
        ObjectNode event = Documents.object();
        event.put("routing_key", routingKey);
        event.put("event_action", item.isResolved() ? "resolve" : "trigger");
        event.put("dedup_key", item.episode().hex());
        if (!item.isResolved()) {
            ObjectNode payload = event.putObject("payload");
            payload.put("summary", cut(message.stream().endpoint() + ": " + item.code() + " " + item.sentence()));
            payload.put(
                    "source",
                    message.stream().endpoint() + "/" + message.stream().variant());
            payload.put("severity", severity(item));
            payload.put("timestamp", message.windowEnd().toString());
            payload.put("component", item.feature());
            payload.put("class", item.code());
            payload.set("custom_details", details(message, item));
            links(event, message);
        }
        return new Payload(message.id().hex() + "-" + item.episode().brief(), Payload.JSON, Documents.text(event));
    }

    private static ObjectNode details(AlertMessage message, Item item) {
        ObjectNode details = Documents.object();
        details.put("change", item.kind());
        details.put("metric", item.metric());
        Documents.number(details, "value", item.value());
        Documents.number(details, "threshold", item.threshold());
        details.put("remedy", item.remedy());
        details.put("since", item.since().toString());
        details.put("violation", item.violation().hex());
        details.put("owner", message.owner());
        return details;
    }

    private static void links(ObjectNode event, AlertMessage message) {
        ArrayNode links = event.putArray("links");
        if (!message.link().isEmpty()) {
            links.addObject().put("href", message.link()).put("text", "Look");
        }
        if (!message.runbook().isEmpty()) {
            links.addObject().put("href", message.runbook()).put("text", "Runbook");
        }
    }

    private static String severity(Item item) {
        return switch (item.severity()) {
            case MINOR -> "warning";
            case MAJOR -> "error";
            case CRITICAL -> "critical";
        };
    }

    private static String cut(String summary) {
        return summary.length() <= LONGEST_SUMMARY ? summary : summary.substring(0, LONGEST_SUMMARY);
    }
}
