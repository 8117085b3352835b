package io.tidemark.alerts.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.alerts.message.AlertMessage;
import io.tidemark.alerts.message.AlertMessage.Item;
import java.util.List;

/** An adaptive card for a workflow webhook of Microsoft Teams. */
public final class TeamsFormat implements PayloadFormat {
    @Override
    public List<Payload> of(AlertMessage message) {
        ObjectNode document = Documents.object().put("type", "message");
        ObjectNode attachment = document.putArray("attachments").addObject();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
        ObjectNode card = attachment.putObject("content");
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        card.put("type", "AdaptiveCard").put("version", "1.4");
        ArrayNode body = card.putArray("body");
        text(body, message.title())
                .put("weight", "bolder")
                .put("size", "medium")
                .put("color", color(message));
        for (Item item : message.shown()) {
            text(body, item.code() + ": " + item.sentence());
            if (!item.isResolved() && !item.remedy().isEmpty()) {
                text(body, item.remedy()).put("isSubtle", true).put("spacing", "none");
            }
        }
        String hidden = message.hidden() == 0 ? "" : "; " + message.hidden() + " more changes";
        String owner = message.owner().isEmpty() ? "" : "; " + message.owner();
        text(body, "window " + message.windowStart() + " to " + message.windowEnd() + hidden + owner)
                .put("isSubtle", true)
                .put("size", "small");
        ArrayNode actions = card.putArray("actions");
        action(actions, "Look", message.link());
        action(actions, "Runbook", message.runbook());
        return List.of(new Payload(message.id().hex(), Payload.JSON, Documents.text(document)));
    }

    private static void action(ArrayNode actions, String title, String url) {
        if (!url.isEmpty()) {
            actions.addObject()
                    .put("type", "Action.OpenUrl")
                    .put("title", title)
                    .put("url", url);
        }
    }

    private static ObjectNode text(ArrayNode body, String text) {
        return body.addObject()
                .put("type", "TextBlock")
                .put("text", escaped(text))
                .put("wrap", true);
    }

    /** Text blocks read a little Markdown: links and emphasis in names are no links and no emphasis. */
    private static String escaped(String text) {
        return text.replaceAll("([\\\\`*_\\[\\]()#>|~])", "\\\\$1");
    }

    private static String color(AlertMessage message) {
        if (message.isResolved()) {
            return "good";
        }
        return switch (message.severity()) {
            case MINOR -> "default";
            case MAJOR -> "warning";
            case CRITICAL -> "attention";
        };
    }
}
