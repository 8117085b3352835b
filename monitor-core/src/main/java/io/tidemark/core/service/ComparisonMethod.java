package io.tidemark.core.service;

import java.util.Arrays;

/** How the distance of a column is taken; two spellings of two methods. */
public enum ComparisonMethod {
    /** The distance itself. */
    SIMPLE("Simple", false),
    /** The distance less an allowance for small samples. */
    ROBUST("Robust", true),
    /** {@link #SIMPLE} as the service's guide spells it in one place. */
    LINF_SIMPLE("linf_simple", false),
    /** {@link #ROBUST} as the service's guide spells it in one place. */
    LINF_ROBUST("linf_robust", true);

    private final String wireName;
    private final boolean robust;

    ComparisonMethod(String wireName, boolean robust) {
        this.wireName = wireName;
        this.robust = robust;
    }

    /** Returns the name in files. */
    public String wireName() {
        return wireName;
    }

    /** Returns whether the allowance is taken off. */
    public boolean isRobust() {
        return robust;
    }

    /** Returns the method of this name; an unknown one is an {@link IllegalArgumentException} that lists them. */
    public static ComparisonMethod ofWireName(String name) {
        return Arrays.stream(values())
                .filter(method -> method.wireName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "comparison_method = '" + name + "' is none of Simple, Robust, linf_simple, linf_robust"));
    }
}
