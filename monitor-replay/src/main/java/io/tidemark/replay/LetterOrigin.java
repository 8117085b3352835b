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
    private static final Pattern FORM = Pattern.compile("(.{1,300})-([0-9]{1,9})@([0-9]{1,18})#([0-9]{1,6})");

    /** Reads the header; empty if it names something else, such as a file and line. */
    public static Optional<LetterOrigin> parse(String source) {
        Matcher parts = FORM.matcher(source);
        return parts.matches()
                ? Optional.of(new LetterOrigin(
                        parts.group(1),
                        Integer.parseInt(parts.group(2)),
                        Long.parseLong(parts.group(3)),
                        Integer.parseInt(parts.group(4))))
                : Optional.empty();
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
