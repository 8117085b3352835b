package io.tidemark.alerts.format;

import io.tidemark.alerts.message.AlertMessage;
import io.tidemark.alerts.message.AlertMessage.Item;
import java.util.List;

/** Plain text, for a console or an e-mail. */
public final class TextFormat implements PayloadFormat {
    /** Media type of the text. */
    public static final String CONTENT_TYPE = "text/plain; charset=utf-8";

    @Override
    public List<Payload> of(AlertMessage message) {
        return List.of(new Payload(message.id().hex(), CONTENT_TYPE, text(message)));
    }

    private static String text(AlertMessage message) {
        StringBuilder text = new StringBuilder(message.title()).append('\n');
        text.append("window ")
                .append(message.windowStart())
                .append(" to ")
                .append(message.windowEnd())
                .append(", variant ")
                .append(message.stream().variant())
                .append("\n\n");
        for (Item item : message.shown()) {
            text.append("  ")
                    .append(item.code())
                    .append("  ")
                    .append(item.sentence())
                    .append('\n');
            if (!item.isResolved() && !item.remedy().isEmpty()) {
                text.append("         ").append(item.remedy()).append('\n');
            }
        }
        if (message.hidden() > 0) {
            text.append("  and ").append(message.hidden()).append(" more changes\n");
        }
        text.append('\n').append("evidence: tidemark explain ");
        text.append(message.items().get(0).violation().brief()).append('\n');
        line(text, "owner: ", message.owner());
        line(text, "runbook: ", message.runbook());
        line(text, "look: ", message.link());
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append(name).append(value).append('\n');
        }
    }
}
