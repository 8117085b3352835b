package io.tidemark.core.retrain;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.canonical.ContentHash;
import java.util.List;

/**
 * One reason to train a model again, told once.
 *
 * @param endpoint whose model
 * @param variant the endpoint's variant
 * @param rule name of the rule
 * @param fromMs start of the first window that counted for it, in epoch milliseconds
 * @param toMs end of the last one, exclusive
 * @param text one plain sentence with the numbers
 * @param evidence the windows that counted, oldest first, at most {@link #MOST_EVIDENCE} of the newest
 */
public record RetrainEvent(
        String endpoint, String variant, String rule, long fromMs, long toMs, String text, List<Evidence> evidence) {
    /** More windows would make the event large and say no more. */
    public static final int MOST_EVIDENCE = 50;

    public RetrainEvent {
        evidence = List.copyOf(evidence);
    }

    /**
     * What one window gave.
     *
     * @param startMs start of the window in epoch milliseconds
     * @param value the figure, the severity's place from 0, or the labelled rows
     * @param verdict hash of the window's verdict
     */
    public record Evidence(long startMs, double value, ContentHash verdict) {}

    /**
     * Returns the event's identity: the same whenever the same windows are read, and another for the next event of the
     * rule, which ends later.
     */
    public ContentHash id() {
        return ContentHash.of(new CanonicalOutput(96)
                .putText(endpoint)
                .putText(variant)
                .putText(rule)
                .putLong(toMs));
    }
}
