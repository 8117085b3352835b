package io.tidemark.core.ledger;

import io.tidemark.core.window.WindowKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The records seen by whole windows, in whatever order and by however many threads they are read: what an audit asks.
 * A window's records are known until {@link #forget} is called for it.
 *
 * <p>Of equal repeats any may count. Where contents differ, the choice must not depend on the order of reading: the
 * contents with the smallest CRC-32C count. That is known only after everything was read, so whoever finds
 * {@link #hasConflicts} true counts once more with {@link #settled}. Live, the record that was appended first counts;
 * {@link Following} says which ones did not.
 *
 * <p>Thread-safe: each window has a lock of its own.
 */
public final class WindowDuplicates {
    private final Following following;
    private final Map<RecordIdentity.Key, Integer> winners;
    private final Map<WindowKey, Seen> windows = new ConcurrentHashMap<>();
    private final Map<RecordIdentity.Key, Integer> conflicts = new ConcurrentHashMap<>();

    /** The records seen in one window. Get it from {@link #of} and keep it while records of the window come. */
    public static final class Seen {
        private final IdSet ids = new IdSet();

        private Seen() {}
    }

    /** Nothing is seen yet, and nobody is followed. */
    public WindowDuplicates() {
        this(Following.NOBODY, Map.of());
    }

    /** Nothing is seen yet; what a live run left out is left out. */
    public WindowDuplicates(Following following) {
        this(following, Map.of());
    }

    private WindowDuplicates(Following following, Map<RecordIdentity.Key, Integer> winners) {
        this.following = following;
        this.winners = Map.copyOf(winners);
    }

    /** Returns what was seen in a window. */
    public Seen of(WindowKey window) {
        return windows.computeIfAbsent(window, w -> new Seen());
    }

    /** Returns whether a live run did not count this record for a reason that its ledger or dead letters name. */
    public boolean isLeftOut(RecordIdentity id) {
        return following.leavesOut(id);
    }

    /** Returns whether a record of the window must not be counted because another one is, and remembers it if it must. */
    public boolean isRepeat(Seen window, RecordIdentity id) {
        if (following.isDropped(id)) {
            return true;
        }
        Integer winner = winners.isEmpty() ? null : winners.get(id.key());
        if (winner != null && winner != id.contents()) {
            return true;
        }
        return look(window, id).isRepeat();
    }

    /** Returns how a record of the window stands to those seen, whoever is followed, and remembers it if it is the first. */
    public Sighting look(Seen window, RecordIdentity id) {
        synchronized (window) {
            Sighting sighting = window.ids.add(id);
            if (sighting == Sighting.REPEAT_WITH_OTHER_CONTENTS) {
                int smaller = Integer.compareUnsigned(window.ids.contentsOf(id), id.contents()) < 0
                        ? window.ids.contentsOf(id)
                        : id.contents();
                conflicts.merge(id.key(), smaller, (a, b) -> Integer.compareUnsigned(a, b) < 0 ? a : b);
            }
            return sighting;
        }
    }

    /** Forgets the records of a window that is judged. */
    public void forget(WindowKey window) {
        windows.remove(window);
    }

    /** Returns whether repeats with other contents came. */
    public boolean hasConflicts() {
        return !conflicts.isEmpty();
    }

    /** Returns an empty one that knows which contents count. */
    public WindowDuplicates settled() {
        return new WindowDuplicates(following, conflicts);
    }
}
