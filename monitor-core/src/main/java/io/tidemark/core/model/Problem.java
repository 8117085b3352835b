package io.tidemark.core.model;

/** What a model answers. */
public enum Problem {
    /** One of two classes, perhaps with a score. */
    BINARY(0, "BinaryClassification"),
    /** One of several classes, perhaps with a score of each. */
    MULTICLASS(1, "MulticlassClassification"),
    /** A number. */
    REGRESSION(2, "Regression");

    private final int code;
    private final String wireName;

    Problem(int code, String wireName) {
        this.code = code;
        this.wireName = wireName;
    }

    /** The name of the service's files and settings. */
    public String wireName() {
        return wireName;
    }

    /** Place in stored forms; never changes. */
    int code() {
        return code;
    }

    static Problem ofCode(int code) {
        for (Problem problem : values()) {
            if (problem.code == code) {
                return problem;
            }
        }
        throw new IllegalArgumentException("problem " + code + " is not known");
    }

    /**
     * The problem with this name of the service, any letter case.
     *
     * @throws IllegalArgumentException naming the known ones
     */
    public static Problem ofWireName(String name) {
        for (Problem problem : values()) {
            if (problem.wireName.equalsIgnoreCase(name) || problem.name().equalsIgnoreCase(name)) {
                return problem;
            }
        }
        throw new IllegalArgumentException("problem '" + name + "' is none of binary, multiclass, regression");
    }
}
