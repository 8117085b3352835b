package io.tidemark.core.episode;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.Severity;
import java.util.List;
import java.util.Optional;

/**
 * Everything that changed with one window of a stream and is to be told: one message, the likeliest cause and the worst
 * first.
 *
 * @param id the same whenever the same verdicts are read: receivers drop repeats by it
 * @param stream whose window
 * @param startMs inclusive start of the window in epoch milliseconds
 * @param endMs exclusive end of the window in epoch milliseconds
 * @param changes what changed, at least one
 */
public record Notification(ContentHash id, VerdictStream stream, long startMs, long endMs, List<Change> changes) {
    public Notification {
        changes = List.copyOf(changes);
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("a notification needs a change");
        }
    }

    /** Returns the message of a window, or empty if nothing of it is to be told. */
    static Optional<Notification> of(JudgedWindow window, List<Change> changes) {
        List<Change> told = changes.stream()
                .filter(Change::isTold)
                .sorted(CauseOrder.INSTANCE)
                .toList();
        if (told.isEmpty()) {
            return Optional.empty();
        }
        CanonicalOutput out = new CanonicalOutput(256);
        window.stream().writeTo(out);
        out.putLong(window.startMs()).putInt(told.size());
        told.forEach(change -> out.putText(change.kind().name())
                .putText(change.episode().id().hex())
                .putText(change.episode().told().name()));
        return Optional.of(
                new Notification(ContentHash.of(out), window.stream(), window.startMs(), window.endMs(), told));
    }

    /** Returns the largest severity of what is not over, or minor if everything is. */
    public Severity severity() {
        return changes.stream()
                .filter(change -> change.kind() != Change.Kind.RESOLVED)
                .map(change -> change.episode().told())
                .max(Severity::compareTo)
                .orElse(Severity.MINOR);
    }
}
