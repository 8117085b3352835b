package io.tidemark.app.console;

import java.util.Locale;

/** What a command says, in the form of the log's objects, so that one program can read both from one stream. */
final class SpokenLine {
    private SpokenLine() {}

    /** Returns {@code {"timestamp":…,"level":…,"threadName":…,"loggerName":"tidemark","formattedMessage":…}}. */
    static String json(String level, String message) {
        return "{\"timestamp\":" + System.currentTimeMillis() + ",\"level\":\"" + level + "\",\"threadName\":\""
                + escaped(Thread.currentThread().getName())
                + "\",\"loggerName\":\"tidemark\",\"formattedMessage\":\"" + escaped(message) + "\"}";
    }

    private static String escaped(String text) {
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c == '\n') {
                json.append("\\n");
            } else if (c < ' ' || Character.isISOControl(c) || Character.isSurrogate(c)) {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.toString();
    }
}
