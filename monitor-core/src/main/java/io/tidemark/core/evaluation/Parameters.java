package io.tidemark.core.evaluation;

/** Checks of rule parameters; a wrong one names itself, its value and its range. */
final class Parameters {
    private Parameters() {}

    static void requireShare(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " = " + value + " is not in [0, 1]");
        }
    }

    static void requirePositive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " = " + value + " is not a positive number");
        }
    }
}
