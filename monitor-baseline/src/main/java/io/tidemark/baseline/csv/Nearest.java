package io.tidemark.baseline.csv;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a mistyped one probably means. */
final class Nearest {
    private Nearest() {}

    /**
     * The candidate with the fewest single-character edits (Levenshtein, case ignored), the first of equals in the
     * candidates' natural order; empty if all need more edits than a third of the name's length, and at least one.
     */
    static Optional<String> to(String name, Collection<String> candidates) {
        int tolerated = Math.max(1, name.length() / 3);
        return candidates.stream()
                .filter(candidate -> edits(name, candidate) <= tolerated)
                .min(Comparator.<String>comparingInt(candidate -> edits(name, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The question {@code did you mean "x"? }, ready to stand before other advice, or nothing. */
    static String hint(String name, Collection<String> candidates) {
        return to(name, candidates)
                .map(near -> "did you mean \"" + near + "\"? ")
                .orElse("");
    }

    private static int edits(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = above[0];
            above[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = above[j];
                above[j] = Math.min(replaced, 1 + Math.min(above[j], above[j - 1]));
            }
        }
        return above[b.length()];
    }
}
