package io.tidemark.core.episode;

import io.tidemark.core.canonical.ContentHash;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts a window's verdict together from the parts of its report and its violations, which come on two topics in any
 * order: it is whole when every part is there and as many violations as the parts hold alarms. Repeats change nothing.
 * Mutable; not thread-safe.
 */
public final class WindowGathering {
    private final Set<Integer> parts = new HashSet<>();
    private final Map<ContentHash, Observation> violations = new HashMap<>();
    private int partsExpected = -1;
    private long alarms;
    private boolean isJudged;
    private long endMs;
    private long seenMs;

    /**
     * A part of a report.
     *
     * @param part its number, from 0
     * @param parts how many the report has
     * @param alarms how many outcomes in this part are alarms
     * @param isJudged whether the window had data and a baseline
     * @param endMs end of the window in epoch milliseconds
     * @param seenMs when it was appended, in epoch milliseconds
     */
    public record Part(int part, int parts, long alarms, boolean isJudged, long endMs, long seenMs) {}

    /** Takes a part of the report. */
    public void add(Part part) {
        if (!parts.add(part.part())) {
            return;
        }
        partsExpected = part.parts();
        alarms += part.alarms();
        isJudged = part.isJudged();
        endMs = part.endMs();
        seenMs = Math.max(seenMs, part.seenMs());
    }

    /** Takes a violation. */
    public void add(Observation violation) {
        violations.putIfAbsent(violation.violation(), violation);
    }

    /** Returns whether nothing is missing. */
    public boolean isWhole() {
        return parts.size() == partsExpected && violations.size() == alarms;
    }

    /** Returns how many violations the parts so far speak of that have not come. */
    public long missingViolations() {
        return Math.max(0, alarms - violations.size());
    }

    /** Returns the verdict, or empty as long as something is missing. */
    public Optional<JudgedWindow> whole(VerdictStream stream, long startMs) {
        if (!isWhole()) {
            return Optional.empty();
        }
        List<Observation> ordered = violations.values().stream()
                .sorted((a, b) -> a.fingerprint().compareTo(b.fingerprint()))
                .toList();
        return Optional.of(new JudgedWindow(stream, startMs, endMs, isJudged, ordered, seenMs));
    }
}
