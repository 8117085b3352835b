package io.tidemark.alerts.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.alerts.message.AlertMessage;
import io.tidemark.alerts.message.AlertMessage.Item;
import java.util.List;

/** Blocks for an incoming webhook of Slack. Names are escaped, so that none of them becomes a mention or a link. */
public final class SlackFormat implements PayloadFormat {
    private static final int LONGEST_HEADER = 150;

    @Override
    public List<Payload> of(AlertMessage message) {
        ObjectNode document = Documents.object();
        document.put("text", escaped(message.title()));
        ArrayNode blocks = document.putArray("blocks");
        ObjectNode header = blocks.addObject().put("type", "header").putObject("text");
        header.put("type", "plain_text").put("text", cut(mark(message) + " " + message.title()));
        for (Item item : message.shown()) {
            section(blocks, "*" + item.code() + "* " + escaped(item.sentence()) + remedy(item));
        }
        StringBuilder foot = new StringBuilder("window " + message.windowStart() + " to " + message.windowEnd());
        if (message.hidden() > 0) {
            foot.append(" | ").append(message.hidden()).append(" more changes");
        }
        if (!message.owner().isEmpty()) {
            foot.append(" | ").append(escaped(message.owner()));
        }
        link(foot, "runbook", message.runbook());
        link(foot, "look", message.link());
        blocks.addObject()
                .put("type", "context")
                .putArray("elements")
                .addObject()
                .put("type", "mrkdwn")
                .put("text", foot.toString());
        return List.of(new Payload(message.id().hex(), Payload.JSON, Documents.text(document)));
    }

    private static void section(ArrayNode blocks, String text) {
        blocks.addObject()
                .put("type", "section")
                .putObject("text")
                .put("type", "mrkdwn")
                .put("text", text);
    }

    private static void link(StringBuilder foot, String name, String url) {
        if (!url.isEmpty()) {
            foot.append(" | <")
                    .append(escaped(url).replace("|", "%7C"))
                    .append('|')
                    .append(name)
                    .append('>');
        }
    }

    private static String remedy(Item item) {
        return item.isResolved() || item.remedy().isEmpty() ? "" : "\n_" + escaped(item.remedy()) + "_";
    }

    private static String mark(AlertMessage message) {
        if (message.isResolved()) {
            return ":white_check_mark:";
        }
        return switch (message.severity()) {
            case MINOR -> ":large_yellow_circle:";
            case MAJOR -> ":large_orange_circle:";
            case CRITICAL -> ":red_circle:";
        };
    }

    private static String cut(String header) {
        return header.length() <= LONGEST_HEADER ? header : header.substring(0, LONGEST_HEADER - 1) + "…";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
