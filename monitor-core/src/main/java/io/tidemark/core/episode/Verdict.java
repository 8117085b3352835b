package io.tidemark.core.episode;

import java.util.function.Consumer;

/**
 * What became of one window of a stream, wherever it is kept: a window may have a hundred thousand violations.
 *
 * @see JudgedWindow
 */
public interface Verdict {
    /** Whose window. */
    VerdictStream stream();

    /** Inclusive start in epoch milliseconds. */
    long startMs();

    /** Exclusive end in epoch milliseconds. */
    long endMs();

    /** Whether the window had data and a baseline: only then the absence of a violation is good news. */
    boolean isJudged();

    /** Counts the verdicts on the window, from 1. */
    int revision();

    /** When the verdict was appended to its topic, in epoch milliseconds. */
    long seenMs();

    /** How many parts and violations of the window had not come when it was judged without them. */
    long missing();

    /** Gives every violation, each fingerprint once. */
    void forEachViolation(Consumer<Observation> taker);

    /** Returns whether the rule could not say anything of this window: its silence is no good news. */
    boolean isUnanswered(Fingerprint fingerprint);
}
