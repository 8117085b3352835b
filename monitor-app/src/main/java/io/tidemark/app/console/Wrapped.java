package io.tidemark.app.console;

import java.util.ArrayList;
import java.util.List;

/** A text in lines that are no wider than the terminal, broken between words. */
public final class Wrapped {
    private Wrapped() {}

    /**
     * The lines; a word that is wider than a line has one of its own.
     *
     * @param width in characters, at least 1
     */
    public static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** Prints a name and, beside it, the text, whose further lines begin where the first does. */
    public static void print(Console console, String name, String text, int indent) {
        String head = "  " + name + " ".repeat(Math.max(1, indent - name.length()));
        List<String> lines = lines(text, Math.max(20, console.terminal().width() - head.length()));
        console.out().println((head + lines.get(0)).stripTrailing());
        lines.stream().skip(1).forEach(line -> console.out().println(" ".repeat(head.length()) + line));
    }
}
