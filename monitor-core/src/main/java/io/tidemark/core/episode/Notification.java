package io.tidemark.core.episode;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.Severity;
import java.util.List;

/**
 * Everything that changed with one window of a stream and is to be told: one message, the likeliest cause and the worst
 * first. It is bounded: of very many changes the first are there in full and the rest is counted.
 *
 * @param id the same whenever the same verdicts are read: receivers drop repeats by it
 * @param stream whose window
 * @param startMs inclusive start of the window in epoch milliseconds
 * @param endMs exclusive end of the window in epoch milliseconds
 * @param severity the largest severity of what is not over, of all changes; minor if everything is over
 * @param changes what changed, at least one
 * @param more how many further changes there are
 * @param missing parts and violations that had not come when the window was judged without them; 0 for a whole one
 */
public record Notification(
        ContentHash id,
        VerdictStream stream,
        long startMs,
        long endMs,
        Severity severity,
        List<Change> changes,
        long more,
        long missing) {
    /** Changes that a notification holds in full. */
    public static final int MOST_CHANGES = 100;

    public Notification {
        changes = List.copyOf(changes);
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("a notification needs a change");
        }
        if (more < 0 || missing < 0) {
            throw new IllegalArgumentException("more = " + more + " or missing = " + missing + " is negative");
        }
    }
}
