package io.tidemark.alerts.format;

import io.tidemark.alerts.message.AlertMessage;
import io.tidemark.alerts.message.AlertMessage.Item;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * An e-mail: the text of {@link TextFormat} and the same as HTML, of which the reader's program shows one. The HTML has no
 * script, no image and no style sheet, and what is markup in a name is escaped.
 */
public final class MailFormat implements PayloadFormat {
    private static final int BOUNDARY_LENGTH = 24;
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(76, new byte[] {'\r', '\n'});

    @Override
    public List<Payload> of(AlertMessage message) {
        // Base64 holds no '=_', so the parts cannot contain the boundary.
        String boundary = "=_tidemark_" + message.id().hex().substring(0, BOUNDARY_LENGTH);
        String text = new TextFormat().of(message).get(0).body();
        String body = part(boundary, "text/plain", text) + part(boundary, "text/html", html(message)) + "--" + boundary
                + "--\r\n";
        return List.of(new Payload(
                message.id().hex(),
                "multipart/alternative; boundary=\"" + boundary + "\"",
                body,
                Map.of(Payload.SUBJECT, "[tidemark] " + message.title())));
    }

    private static String part(String boundary, String type, String text) {
        return "--" + boundary + "\r\nContent-Type: " + type
                + "; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + LINES.encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "\r\n";
    }

    private static String html(AlertMessage message) {
        StringBuilder html = new StringBuilder("<html><body><h3>");
        html.append(escaped(message.title())).append("</h3><p>window ");
        html.append(message.windowStart()).append(" to ").append(message.windowEnd());
        html.append(", variant ").append(escaped(message.stream().variant())).append("</p><ul>");
        for (Item item : message.shown()) {
            html.append("<li><b>").append(escaped(item.code())).append("</b> ").append(escaped(item.sentence()));
            if (!item.isResolved() && !item.remedy().isEmpty()) {
                html.append("<br><i>").append(escaped(item.remedy())).append("</i>");
            }
            html.append("</li>");
        }
        html.append("</ul>");
        if (message.hidden() > 0) {
            html.append("<p>and ").append(message.hidden()).append(" more changes</p>");
        }
        link(html, "runbook", message.runbook());
        link(html, "look", message.link());
        return html.append("</body></html>").toString();
    }

    private static void link(StringBuilder html, String name, String url) {
        if (!url.isEmpty()) {
            html.append("<p><a href=\"")
                    .append(escaped(url))
                    .append("\">")
                    .append(name)
                    .append("</a></p>");
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
