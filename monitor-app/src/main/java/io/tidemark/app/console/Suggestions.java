package io.tidemark.app.console;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** "Did you mean": the known names that a mistyped one was probably meant to be. */
public final class Suggestions {
    private static final int AT_MOST = 3;

    private Suggestions() {}

    /**
     * Names within a third of the word's length in edits (at least one), nearest first, at most three. Case does not
     * count. An edit inserts, removes or changes one character, or swaps two neighbours.
     */
    static List<String> near(String word, Collection<String> names) {
        int limit = Math.max(1, word.length() / 3);
        record Near(String name, int edits) {}
        return names.stream()
                .map(name -> new Near(name, edits(fold(word), fold(name))))
                .filter(near -> near.edits() <= limit)
                .sorted(Comparator.comparingInt(Near::edits).thenComparing(Near::name))
                .limit(AT_MOST)
                .map(Near::name)
                .toList();
    }

    /** The line for {@link Problem#fix}: {@code did you mean "audit" or "ack"?}; empty if nothing is near. */
    public static Optional<String> didYouMean(String word, Collection<String> names) {
        List<String> near = near(word, names);
        return near.isEmpty()
                ? Optional.empty()
                : Optional.of("did you mean \"" + String.join("\" or \"", near) + "\"?");
    }

    private static String fold(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    /** Optimal string alignment distance over three rolling rows. */
    private static int edits(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(last[j - 1] + change, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
        }
        return row[b.length()];
    }
}
