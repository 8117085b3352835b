package io.tidemark.stats.fairness;

/** Division as smclarify does it, so that ratios over nothing have a value. */
final class Ratios {
    private Ratios() {}

    /** x/y; 0/0 is 0 and x/0 infinite. */
    static double divide(double x, double y) {
        return x == 0 && y == 0 ? 0 : x / y;
    }

    /** x - y; 0 if both are the same infinity. */
    static double difference(double x, double y) {
        return x == y ? 0 : x - y;
    }
}
