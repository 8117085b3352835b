package io.tidemark.core.evaluation;

/** Which form of a distance a rule compares with its threshold. */
public enum Basis {
    /** The raw value: comparable with other tools, too eager on small windows. */
    RAW,
    /** The raw value less {@code 1.8·√(1/n + 1/m)}, at least 0: the services' allowance for small windows. */
    ROBUST,
    /** The square root of the raw value, for the JS divergence in nats. */
    SQUARE_ROOT,
    /** The p-value: bad when lower. */
    P_VALUE
}
