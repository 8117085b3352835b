package io.tidemark.core.service;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.tidemark.core.feature.FeatureType;

/**
 * The service's texts of violations, the newer form where it was seen and else the older one. Numbers are the shortest
 * that read back as the same double, on every release of Java.
 */
final class Descriptions {
    private Descriptions() {}

    static String dataType(FeatureType type, double limit, double share) {
        return "Data type match requirement is not met. Expected data type: " + type.wireName() + ", Expected match: "
                + number(limit * 100) + "%. Observed: Only " + number(share * 100) + "% of data is " + type.wireName()
                + ".";
    }

    /** The older form of all checks on shares, with the space at its end. */
    static String share(double observed) {
        return "Value: " + number(observed) + " does not meet the constraint requirement! ";
    }

    static String drift(double distance, double threshold) {
        return "Baseline drift distance: " + number(distance) + " exceeds threshold: " + number(threshold);
    }

    static String pValue(double pValue, double threshold) {
        return "Baseline drift p-value: " + number(pValue) + " is below threshold: " + number(threshold);
    }

    static String columns(boolean missing, int current, int baseline) {
        return "There are " + (missing ? "missing" : "extra") + " columns in current dataset. Number of columns in"
                + " current dataset: " + current + ", Number of columns in baseline constraints: " + baseline;
    }

    private static String number(double value) {
        return NumberOutput.toString(value, true);
    }
}
