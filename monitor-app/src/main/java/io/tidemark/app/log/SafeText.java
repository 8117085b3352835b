package io.tidemark.app.log;

import java.util.Locale;

/** Text of others in a line of ours: control characters and marks that turn the line are shown, not obeyed. */
final class SafeText {
    private SafeText() {}

    /** Returns the text with every such character as an escape: a line stays one line. */
    static String oneLine(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            append(safe, text.charAt(i));
        }
        return safe.toString();
    }

    private static void append(StringBuilder safe, char c) {
        if (c == '\n') {
            safe.append("\\n");
        } else if (c == '\r') {
            safe.append("\\r");
        } else if (c == '\t') {
            safe.append("\\t");
        } else if (isHidden(c)) {
            safe.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        } else {
            safe.append(c);
        }
    }

    private static boolean isHidden(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
