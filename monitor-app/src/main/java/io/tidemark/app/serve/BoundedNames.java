package io.tidemark.app.serve;

import io.tidemark.core.canonical.ContentHash;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Turns names that come with the data into values of a label: the first so many keep their name, the rest are
 * {@link #OTHER}. Each value of a label is a series that Prometheus keeps, so their number must not be the sender's choice.
 * Thread-safe.
 */
final class BoundedNames {
    /** The value that stands for all names beyond the bound. */
    static final String OTHER = "other";

    /** The value of an empty name: to Prometheus an empty label is no label. */
    static final String NONE = "none";

    private static final int LONGEST = 128;
    private static final char REPLACEMENT = '\uFFFD';

    private final int most;
    private final Set<String> known = new HashSet<>();

    /**
     * @param most how many names keep their name, at least 0
     */
    BoundedNames(int most) {
        this.most = most;
    }

    /** Returns the label's value for a name: the same at each call, harmless, and at most 138 characters long. */
    synchronized String of(String name) {
        String clean = clean(name);
        if (known.contains(clean)) {
            return clean;
        }
        return known.size() < most && known.add(clean) ? clean : OTHER;
    }

    /** A long name is cut and told apart from others by a digest; what is not to be seen becomes a replacement mark. */
    private static String clean(String name) {
        if (name.isEmpty()) {
            return NONE;
        }
        boolean isLong = name.length() > LONGEST;
        StringBuilder clean = new StringBuilder();
        for (int i = 0; i < Math.min(name.length(), LONGEST); ) {
            int point = name.codePointAt(i);
            clean.appendCodePoint(isShown(point) ? point : REPLACEMENT);
            i += Character.charCount(point);
        }
        return isLong
                ? clean.append('~')
                        .append(
                                ContentHash.of(name.getBytes(StandardCharsets.UTF_8))
                                        .hex(),
                                0,
                                8)
                        .toString()
                : clean.toString();
    }

    private static boolean isShown(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
