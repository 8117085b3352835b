package io.tidemark.core.evaluation;

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

    /** Returns the name in sentences. */
    public String title() {
        return title;
    }
}
