package io.tidemark.core.evaluation;

import io.tidemark.core.canonical.CanonicalOutput;

/**
 * What turns measured numbers into a verdict. A rule has a stable code that violations carry. The rules here look at
 * one window alone; they are plain thresholds and carry no stated false-alarm rate.
 */
public sealed interface Rule permits FeatureRule, WindowRule {
    /** Returns the stable code, for example {@code DR002}. */
    String code();

    /** Writes code and parameters: what the configuration's identity is made of. */
    void writeTo(CanonicalOutput out);
}
