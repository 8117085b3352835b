package io.tidemark.alerts.message;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.episode.VerdictStream;
import io.tidemark.core.evaluation.Severity;
import java.time.Instant;
import java.util.List;

/**
 * One message about one window of one stream, ready to be put into any form.
 *
 * @param id the same for the same news: receivers drop repeats by it
 * @param stream whose window
 * @param windowStart inclusive start of the window
 * @param windowEnd exclusive end of the window
 * @param severity the largest severity of what is not over
 * @param title one line that says what happened where
 * @param items what changed, the likeliest cause first; at least one
 * @param more how many further changes are not among the items
 * @param places who has to do with it, and where to look
 */
public record AlertMessage(
        ContentHash id,
        VerdictStream stream,
        Instant windowStart,
        Instant windowEnd,
        Severity severity,
        String title,
        List<Item> items,
        long more,
        Places places) {

    /**
     * Who has to do with a message, and where to look; each may be empty.
     *
     * @param owner who answers for the endpoint
     * @param link where people can look at this window
     * @param runbook what the owner wrote for the endpoint
     */
    public record Places(String owner, String link, String runbook) {
        /** Nobody and nowhere. */
        public static final Places NONE = new Places("", "", "");
    }

    /** How many items a form shows at most; the rest is counted. */
    public static final int SHOWN = 10;

    public AlertMessage {
        items = List.copyOf(items);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("a message needs an item");
        }
    }

    /**
     * One change.
     *
     * @param episode the episode's id
     * @param kind what changed, in lower case: opened, worse, better, resolved, reminded, withdrawn
     * @param code the rule
     * @param rule the rule in words
     * @param feature the feature, or empty
     * @param metric what was compared
     * @param facet the facet, or empty
     * @param severity the severity of the episode now
     * @param value the number compared last
     * @param threshold the number compared with
     * @param sentence one plain sentence with the numbers
     * @param remedy what to do
     * @param since start of the episode's first window
     * @param violation the id of its newest violation
     */
    public record Item(
            ContentHash episode,
            String kind,
            String code,
            String rule,
            String feature,
            String metric,
            String facet,
            Severity severity,
            double value,
            double threshold,
            String sentence,
            String remedy,
            Instant since,
            ContentHash violation) {

        /** Returns whether the episode is over. */
        public boolean isResolved() {
            return kind.equals("resolved") || kind.equals("withdrawn");
        }
    }

    /** Returns who answers for the endpoint, or an empty text. */
    public String owner() {
        return places.owner();
    }

    /** Returns where to look, or an empty text. */
    public String link() {
        return places.link();
    }

    /** Returns what the owner wrote for the endpoint, or an empty text. */
    public String runbook() {
        return places.runbook();
    }

    /** Returns the name of its stream: messages of one lane keep their order. */
    public String lane() {
        return stream.text();
    }

    /** Returns this message with some of its items only. */
    public AlertMessage withItems(List<Item> some) {
        return new AlertMessage(id, stream, windowStart, windowEnd, severity, title, some, more, places);
    }

    /** Returns the items that forms with little room show. */
    public List<Item> shown() {
        return items.subList(0, Math.min(SHOWN, items.size()));
    }

    /** Returns how many items such forms leave out. */
    public long hidden() {
        return items.size() - shown().size() + more;
    }

    /** Returns whether everything in it is over. */
    public boolean isResolved() {
        return items.stream().allMatch(Item::isResolved);
    }
}
