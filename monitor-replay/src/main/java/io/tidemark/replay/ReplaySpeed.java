package io.tidemark.replay;

/**
 * How fast a replay sends.
 *
 * @param factor event time that passes in one unit of real time; {@link Double#POSITIVE_INFINITY} for as fast as it
 *     goes
 */
public record ReplaySpeed(double factor) {
    /** As fast as it goes. */
    public static final ReplaySpeed MAX = new ReplaySpeed(Double.POSITIVE_INFINITY);

    public ReplaySpeed {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("speed = " + factor + " is not above 0");
        }
    }

    /** Reads {@code max} or a factor such as {@code 60x} or {@code 0.5x}. */
    public static ReplaySpeed parse(String text) {
        if (text.equals("max")) {
            return MAX;
        }
        String number = text.endsWith("x") ? text.substring(0, text.length() - 1) : "";
        if (!number.matches("[0-9]{1,9}(\\.[0-9]{1,9})?") || Double.parseDouble(number) == 0) {
            throw new IllegalArgumentException(
                    "speed = '" + text + "' is neither 'max' nor a factor above 0 such as '60x' or '0.5x'");
        }
        return new ReplaySpeed(Double.parseDouble(number));
    }

    /** Returns whether records are held back at all. */
    public boolean isPaced() {
        return factor < Double.POSITIVE_INFINITY;
    }
}
