package io.tidemark.core.feature;

/** What the values of a column are, with the services' spelling on the wire. */
public enum FeatureType {
    /** Every present value is a whole number. */
    INTEGRAL("Integral", FeatureKind.NUMERIC),
    /** Every present value is a number, at least one with a decimal part or an exponent. */
    FRACTIONAL("Fractional", FeatureKind.NUMERIC),
    /** Texts, or booleans, or a mixture. */
    STRING("String", FeatureKind.CATEGORICAL),
    /** No value is present, so nothing is known. */
    UNKNOWN("Unknown", FeatureKind.CATEGORICAL);

    private final String wireName;
    private final FeatureKind kind;

    FeatureType(String wireName, FeatureKind kind) {
        this.wireName = wireName;
        this.kind = kind;
    }

    /** Returns the name that files and topics carry. */
    public String wireName() {
        return wireName;
    }

    /** Returns how values of this type are counted. */
    public FeatureKind kind() {
        return kind;
    }

    /** Returns the type with this wire name; an unknown one is an {@link IllegalArgumentException} that lists them. */
    public static FeatureType ofWireName(String wireName) {
        for (FeatureType type : values()) {
            if (type.wireName.equals(wireName)) {
                return type;
            }
        }
        throw new IllegalArgumentException(
                "feature type = '" + wireName + "' is none of Integral, Fractional, String, Unknown");
    }
}
