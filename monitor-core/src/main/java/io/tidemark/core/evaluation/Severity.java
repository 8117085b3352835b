package io.tidemark.core.evaluation;

/** How large the effect of a violation surely is: judged by the lower bound of the effect, not by a p-value. */
public enum Severity {
    MINOR,
    MAJOR,
    CRITICAL;

    private static final double MAJOR_FROM = 0.1;
    private static final double CRITICAL_FROM = 0.2;

    /** Returns minor below 0.1, major below 0.2, critical from 0.2 on. */
    public static Severity ofEffect(double lowerBound) {
        if (lowerBound >= CRITICAL_FROM) {
            return CRITICAL;
        }
        return lowerBound >= MAJOR_FROM ? MAJOR : MINOR;
    }
}
