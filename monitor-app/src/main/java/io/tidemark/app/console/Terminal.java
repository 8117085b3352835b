package io.tidemark.app.console;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What the process's output goes to. The launcher finds it out, since a JVM cannot ask for each stream.
 *
 * @param out whether standard output is a terminal
 * @param err whether standard error is a terminal
 * @param unicode whether it shows more than ASCII
 * @param plain whether colour is unwelcome ({@code NO_COLOR}, a dumb terminal)
 * @param width columns, in [40, 240]; 80 if unknown
 */
public record Terminal(boolean out, boolean err, boolean unicode, boolean plain, int width) {
    private static final int LEAST_WIDTH = 40;
    private static final int USUAL_WIDTH = 80;
    private static final int MOST_WIDTH = 240;

    public Terminal {
        width = Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, width));
    }

    /** No terminal at all: ASCII, no colour. */
    public static Terminal none() {
        return new Terminal(false, false, false, true, USUAL_WIDTH);
    }

    /**
     * Reads {@code TIDEMARK_TTY} (out, err), {@code TIDEMARK_UNICODE}, {@code TIDEMARK_COLUMNS}, {@code NO_COLOR},
     * {@code TERM}.
     */
    static Terminal of(Map<String, String> environment) {
        List<String> terminals =
                Arrays.asList(environment.getOrDefault("TIDEMARK_TTY", "").split(",", -1));
        boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "").equals("dumb");
        return new Terminal(
                terminals.contains("out"),
                terminals.contains("err"),
                environment.getOrDefault("TIDEMARK_UNICODE", "").equals("1"),
                plain,
                width(environment.getOrDefault("COLUMNS", environment.getOrDefault("TIDEMARK_COLUMNS", ""))));
    }

    private static int width(String columns) {
        return columns.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(columns) : USUAL_WIDTH;
    }
}
