package io.tidemark.alerts.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.alerts.message.AlertMessage;
import io.tidemark.alerts.message.AlertMessage.Item;
import java.util.List;

/** Our own form, with everything in it. */
public final class WebhookFormat implements PayloadFormat {
    private static final int SCHEMA_VERSION = 1;

    @Override
    public List<Payload> of(AlertMessage message) {
        return List.of(new Payload(message.id().hex(), Payload.JSON, Documents.text(document(message))));
    }

    static ObjectNode document(AlertMessage message) {
        ObjectNode document = Documents.object();
        document.put("schemaVersion", SCHEMA_VERSION);
        document.put("id", message.id().hex());
        document.put("title", message.title());
        document.put("severity", Documents.name(message.severity()));
        document.put("endpoint", message.stream().endpoint());
        document.put("variant", message.stream().variant());
        document.put("segment", message.stream().segment());
        document.put("source", Documents.name(message.stream().source()));
        document.put("windowStart", message.windowStart().toString());
        document.put("windowEnd", message.windowEnd().toString());
        document.put("owner", message.owner());
        document.put("link", message.link());
        document.put("runbook", message.runbook());
        ArrayNode changes = document.putArray("changes");
        message.items().forEach(item -> write(item, changes.addObject()));
        return document;
    }

    private static void write(Item item, ObjectNode into) {
        into.put("episode", item.episode().hex());
        into.put("change", item.kind());
        into.put("code", item.code());
        into.put("rule", item.rule());
        into.put("feature", item.feature());
        into.put("metric", item.metric());
        into.put("facet", item.facet());
        into.put("severity", Documents.name(item.severity()));
        Documents.number(into, "value", item.value());
        Documents.number(into, "threshold", item.threshold());
        into.put("description", item.sentence());
        into.put("remedy", item.remedy());
        into.put("since", item.since().toString());
        into.put("violation", item.violation().hex());
    }
}
