package io.tidemark.core.episode;

import io.tidemark.core.evaluation.Severity;

/**
 * A step of an episode that people may want to hear of.
 *
 * @param kind what changed
 * @param episode the episode after it
 * @param before the severity that people knew of before
 * @param isTold whether it is to be told: false where the handling keeps it back
 */
public record Change(Kind kind, Episode episode, Severity before, boolean isTold) {

    /** What changed. */
    public enum Kind {
        OPENED,
        WORSE,
        BETTER,
        RESOLVED,
        /** A snooze ended, something was kept back meanwhile, and it is not over. */
        REMINDED,
        /** The only violation of the episode does not hold any more, with all that has come since: it never was one. */
        WITHDRAWN;

        /** Returns whether the episode is over with it. */
        public boolean isEnding() {
            return this == RESOLVED || this == WITHDRAWN;
        }
    }
}
