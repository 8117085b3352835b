package io.tidemark.replay;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a capture lay at first, and how often it has been sent again since. In the header {@code tidemark-source} it is
 * {@code topic-partition@offset#attempt}.
 *
 * @param topic the topic of captures
 * @param partition its partition
 * @param offset its first offset
 * @param attempt 0 for the capture itself, from 1 for what was sent again
 */
public record LetterOrigin(String topic, int partition, long offset, int attempt) {
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9._-]{1,249})-([0-9]{1,9})@([0-9]{1,18})#([0-9]{1,6})");
    private static final int LONGEST = 300;

    /** The highest attempt that the header can name. */
    private static final int MOST_ATTEMPTS = 999_999;

    /** Reads the header; empty if it names something else, such as a file and line. */
    static Optional<LetterOrigin> parse(String source) {
        Matcher parts = FORM.matcher(source.length() <= LONGEST ? source : "");
        return parts.matches()
                ? Optional.of(new LetterOrigin(
                        parts.group(1),
                        Integer.parseInt(parts.group(2)),
                        Long.parseLong(parts.group(3)),
                        Integer.parseInt(parts.group(4))))
                : Optional.empty();
    }

    /**
     * Returns the origin of a record of the topic of captures. Whoever sends a record chooses its headers, so a header
     * counts only where it says what sending again makes of it: an earlier offset of the same partition, and an
     * attempt. Anything else, or nothing, makes the record its own origin.
     *
     * @param source the header's text, or an empty one
     * @param topic the topic that the record lies in
     * @param partition its partition
     * @param offset its offset
     */
    public static LetterOrigin of(String source, String topic, int partition, long offset) {
        return parse(source)
                .filter(origin -> origin.topic.equals(topic) && origin.partition == partition)
                .filter(origin -> origin.offset < offset && origin.attempt > 0 && origin.attempt < MOST_ATTEMPTS)
                .orElseGet(() -> new LetterOrigin(topic, partition, offset, 0));
    }

    /** Returns where the capture lay at first, whatever the attempt. */
    LetterOrigin first() {
        return new LetterOrigin(topic, partition, offset, 0);
    }

    /** Returns this origin at an attempt. */
    LetterOrigin at(int number) {
        return new LetterOrigin(topic, partition, offset, number);
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset + "#" + attempt;
    }
}
