package io.tidemark.core.episode;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.Severity;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Gathers the changes of one window into a notification, in memory that does not grow with their number. They come in the
 * order of their fingerprints, each once, so that the id is that of what changed. Mutable; not thread-safe.
 */
final class ChangeCollector {
    private final Verdict window;
    private final TreeSet<Change> first = new TreeSet<>(CauseOrder.INSTANCE);
    private final CanonicalOutput next = new CanonicalOutput(256);
    private ContentHash chain = ContentHash.NONE;
    private Severity severity = Severity.MINOR;
    private long told;

    ChangeCollector(Verdict window) {
        this.window = window;
    }

    /** Takes a change; one that is kept back leaves no trace. */
    void add(Change change) {
        if (!change.isTold()) {
            return;
        }
        told++;
        link(change);
        Severity now = change.episode().told();
        if (!change.kind().isEnding() && now.compareTo(severity) > 0) {
            severity = now;
        }
        first.add(change);
        if (first.size() > Notification.MOST_CHANGES) {
            first.pollLast();
        }
    }

    private void link(Change change) {
        next.clear();
        next.putText(chain.hex()).putText(change.kind().name());
        next.putText(change.episode().id().hex())
                .putText(change.episode().told().name());
        chain = ContentHash.of(next);
    }

    /** Returns the message of the window, or empty if nothing of it is to be told. */
    Optional<Notification> notification() {
        if (told == 0) {
            return Optional.empty();
        }
        CanonicalOutput id = new CanonicalOutput(256);
        window.stream().writeTo(id);
        // A later revision may say again what one between took back: that is news.
        id.putLong(window.startMs()).putInt(window.revision()).putLong(told).putText(chain.hex());
        return Optional.of(new Notification(
                ContentHash.of(id),
                window.stream(),
                window.startMs(),
                window.endMs(),
                severity,
                first.stream().toList(),
                told - first.size(),
                window.missing()));
    }
}
