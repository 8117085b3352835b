package io.tidemark.core.service;

import java.util.Arrays;

/** How the drift of a text column is measured. */
public enum CategoricalDriftMethod {
    /** The largest difference of two shares, by the comparison method. */
    L_INFINITY("LInfinity"),
    /** The p-value of a chi-square test of fit; below the threshold counts as drift. */
    CHI_SQUARED("ChiSquared");

    private final String wireName;

    CategoricalDriftMethod(String wireName) {
        this.wireName = wireName;
    }

    /** Returns the name in files. */
    public String wireName() {
        return wireName;
    }

    /** Returns the method of this name; an unknown one is an {@link IllegalArgumentException} that lists them. */
    public static CategoricalDriftMethod ofWireName(String name) {
        return Arrays.stream(values())
                .filter(method -> method.wireName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "categorical_drift_method = '" + name + "' is none of LInfinity, ChiSquared"));
    }
}
