package io.tidemark.core.evaluation;

import io.tidemark.core.feature.FeatureKind;

/** The classic distances between a window and its baseline, in the order in which reports list them. */
public enum Distance {
    KS("ks", "KS distance"),
    KL("kl", "KL divergence"),
    JS("js", "JS divergence"),
    PSI("psi", "PSI"),
    WASSERSTEIN("wasserstein", "normed Wasserstein distance"),
    CHI_SQUARE("chiSquare", "chi-square statistic"),
    L_INFINITY("lInfinity", "L-infinity distance");

    private final String wireName;
    private final String title;

    Distance(String wireName, String title) {
        this.wireName = wireName;
        this.title = title;
    }

    /** Returns the name in files and topics. */
    public String wireName() {
        return wireName;
    }

    /** Returns whether the distance is defined for this kind of feature: KS and Wasserstein need an order. */
    public boolean appliesTo(FeatureKind kind) {
        return kind == FeatureKind.NUMERIC || (this != KS && this != WASSERSTEIN);
    }

    /** Returns whether the law of the distance without drift is known well enough for a p-value. */
    public boolean hasPValue() {
        return this != WASSERSTEIN && this != L_INFINITY;
    }

    /** Returns the name in sentences. */
    public String title() {
        return title;
    }
}
