package io.tidemark.alerts.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.alerts.message.AlertMessage;
import io.tidemark.alerts.message.AlertMessage.Item;
import java.time.Duration;
import java.util.List;

/**
 * Alerts of Prometheus Alertmanager's API v2. An alert is known there by its labels, so they are those of the fingerprint;
 * numbers stand in annotations. It ends by itself after {@code endsAt}, so an open one is given a time beyond the next
 * windows.
 */
public final class AlertmanagerFormat implements PayloadFormat {
    private final Duration openFor;

    /**
     * Alerts that stay active for a while after their window.
     *
     * @param openFor how long, at least some windows
     */
    public AlertmanagerFormat(Duration openFor) {
        this.openFor = openFor;
    }

    @Override
    public List<Payload> of(AlertMessage message) {
        ArrayNode alerts = Documents.object().putArray("alerts");
        for (Item item : message.items()) {
            ObjectNode alert = alerts.addObject();
            labels(message, item, alert.putObject("labels"));
            ObjectNode annotations = alert.putObject("annotations");
            annotations.put("summary", message.title());
            annotations.put("description", item.sentence());
            annotations.put("remedy", item.remedy());
            annotations.put("severity", Documents.name(item.severity()));
            annotations.put("violation", item.violation().hex());
            putUnlessEmpty(annotations, "runbook_url", message.runbook());
            alert.put("startsAt", item.since().toString());
            alert.put(
                    "endsAt",
                    (item.isResolved()
                                    ? message.windowEnd()
                                    : message.windowEnd().plus(openFor))
                            .toString());
            if (!message.link().isEmpty()) {
                alert.put("generatorURL", message.link());
            }
        }
        return List.of(new Payload(message.id().hex(), Payload.JSON, Documents.text(alerts)));
    }

    private static void labels(AlertMessage message, Item item, ObjectNode labels) {
        labels.put("alertname", "Tidemark" + item.code());
        labels.put("code", item.code());
        labels.put("endpoint", message.stream().endpoint());
        labels.put("variant", message.stream().variant());
        labels.put("metric", item.metric());
        putUnlessEmpty(labels, "segment", message.stream().segment());
        putUnlessEmpty(labels, "feature", item.feature());
        putUnlessEmpty(labels, "facet", item.facet());
        putUnlessEmpty(labels, "owner", message.owner());
    }

    private static void putUnlessEmpty(ObjectNode labels, String name, String value) {
        if (!value.isEmpty()) {
            labels.put(name, value);
        }
    }
}
