package io.tidemark.app.console;

/** A distribution in one line of text: a bar per share, all on one scale. */
public final class Sparkline {
    private static final String BARS = " ▁▂▃▄▅▆▇█";
    private static final String ASCII = " .:-=+*#@";

    private Sparkline() {}

    /**
     * One character per share. A share above 0 is never blank.
     *
     * @param shares each in [0, 1]
     * @param most the share that fills a bar, positive
     */
    public static String of(double[] shares, double most, Console console) {
        String levels = console.terminal().unicode() ? BARS : ASCII;
        StringBuilder line = new StringBuilder();
        for (double share : shares) {
            int level = share > 0
                    ? (int) Math.max(1, Math.min(levels.length() - 1, Math.ceil(share / most * (levels.length() - 1))))
                    : 0;
            line.append(levels.charAt(level));
        }
        return line.toString();
    }
}
