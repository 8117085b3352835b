package io.tidemark.core.episode;

import java.util.List;
import java.util.function.Consumer;

/**
 * What became of one window of a stream, as far as it fits into memory.
 *
 * @param stream whose window
 * @param startMs inclusive start in epoch milliseconds
 * @param endMs exclusive end in epoch milliseconds
 * @param isJudged whether the window had data and a baseline: only then the absence of a violation is good news
 * @param violations the violations, each fingerprint once
 * @param seenMs when the verdict was appended to its topic, in epoch milliseconds
 */
public record JudgedWindow(
        VerdictStream stream, long startMs, long endMs, boolean isJudged, List<Observation> violations, long seenMs)
        implements Verdict {
    public JudgedWindow {
        violations = List.copyOf(violations);
        long distinct =
                violations.stream().map(Observation::fingerprint).distinct().count();
        if (distinct < violations.size()) {
            throw new IllegalArgumentException("window at " + startMs + " has two violations of one fingerprint");
        }
        for (Observation violation : violations) {
            if (!violation.fingerprint().stream().equals(stream)) {
                throw new IllegalArgumentException(
                        "violation of " + violation.fingerprint().stream() + " in a window of " + stream);
            }
        }
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public long missing() {
        return 0;
    }

    @Override
    public void forEachViolation(Consumer<Observation> taker) {
        violations.forEach(taker);
    }

    @Override
    public boolean isUnanswered(Fingerprint fingerprint) {
        return false;
    }
}
