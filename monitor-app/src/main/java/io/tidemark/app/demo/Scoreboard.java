package io.tidemark.app.demo;

import io.tidemark.core.evaluation.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Holds what was injected beside what was found. */
public final class Scoreboard {
    private final List<Injection> stretches;
    private final List<Violation> violations;

    /**
     * @param stretches what was injected, in order
     * @param violations what was found
     */
    public Scoreboard(List<Injection> stretches, List<Violation> violations) {
        this.stretches = List.copyOf(stretches);
        this.violations = List.copyOf(violations);
    }

    /**
     * How one injection fared.
     *
     * @param injection what was injected
     * @param found the injected columns that were named by a violation, in order; {@code (record)} for a violation on
     *     whole rows
     * @param others further features named in the same stretch
     * @param windows windows of the stretch with a violation
     * @param first start of the first of them, or the end of time if there is none
     */
    public record Score(Injection injection, List<String> found, List<String> others, int windows, Instant first) {
        public Score {
            found = List.copyOf(found);
            others = List.copyOf(others);
        }

        /** Returns whether every injected column was named. */
        public boolean isComplete() {
            return found.size() == injection.columns().size();
        }

        /** Returns whether nothing was found. */
        public boolean isMissed() {
            return windows == 0;
        }
    }

    /** Returns a score for every injection. */
    public List<Score> scores() {
        List<Score> scores = new ArrayList<>();
        for (Injection stretch : stretches) {
            if (!stretch.isClean()) {
                scores.add(score(stretch));
            }
        }
        return scores;
    }

    /** Returns the violations in stretches where nothing was injected. */
    public List<Violation> falseAlarms() {
        return violations.stream().filter(this::isInCleanStretch).toList();
    }

    /** Returns the number of windows in which nothing was injected. */
    public long cleanWindows(long windowMs) {
        return stretches.stream()
                .filter(Injection::isClean)
                .mapToLong(
                        stretch -> (stretch.to().toEpochMilli() - stretch.from().toEpochMilli()) / windowMs)
                .sum();
    }

    private Score score(Injection stretch) {
        Set<String> named = new LinkedHashSet<>();
        Set<Instant> windows = new TreeSet<>();
        for (Violation violation : violations) {
            Instant start = Instant.ofEpochMilli(violation.window().startMs());
            if (stretch.covers(start)) {
                windows.add(start);
                named.add(nameOf(violation));
            }
        }
        List<String> injected = stretch.columns().stream()
                .map(column -> column.equals("<record>") ? "(record)" : column)
                .toList();
        // A column that is absent shows as rows that lack a column and as missing values of the column itself.
        List<String> found = injected.stream().filter(named::contains).toList();
        List<String> others =
                named.stream().filter(name -> !injected.contains(name)).toList();
        Instant first = windows.isEmpty() ? Instant.MAX : windows.iterator().next();
        return new Score(stretch, found, others, windows.size(), first);
    }

    private boolean isInCleanStretch(Violation violation) {
        Instant start = Instant.ofEpochMilli(violation.window().startMs());
        return stretches.stream().anyMatch(stretch -> stretch.isClean() && stretch.covers(start));
    }

    private static String nameOf(Violation violation) {
        return violation.outcome().feature().isEmpty()
                ? "(record)"
                : violation.outcome().feature();
    }
}
