package io.tidemark.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Guesses what was meant by a path that leads nowhere. */
final class PathSuggestion {
    private PathSuggestion() {}

    /**
     * Returns why there is nothing at the path, and the name in its deepest real folder that is most like the typed.
     */
    static String of(Path missing) {
        Path at = missing.toAbsolutePath().normalize();
        Path parent = at.getParent();
        while (parent != null && !Files.isDirectory(parent)) {
            at = parent;
            parent = at.getParent();
        }
        if (parent == null) {
            return "no such file or folder";
        }
        String typed = String.valueOf(at.getFileName());
        Path folder = parent;
        return nearest(folder, typed)
                .map(name ->
                        "no such file or folder: " + folder + " has no '" + typed + "', did you mean '" + name + "'?")
                .orElse("no such file or folder: " + folder + " has no '" + typed + "'");
    }

    private static Optional<String> nearest(Path folder, String typed) {
        int most = Math.max(1, typed.length() / 3);
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> edits(typed, name) <= most)
                    .min(Comparator.comparingInt((String name) -> edits(typed, name))
                            .thenComparing(Comparator.naturalOrder()));
        } catch (IOException | UncheckedIOException e) {
            // The folder cannot be read: then there is nothing to propose, and the path is still missing.
            return Optional.empty();
        }
    }

    /** Levenshtein distance: insertions, deletions and replacements of one character, ignoring case. */
    static int edits(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
                row[j] = Math.min(Math.min(row[j - 1], above[j]) + 1, above[j - 1] + (same ? 0 : 1));
            }
            above = row;
        }
        return above[b.length()];
    }
}
