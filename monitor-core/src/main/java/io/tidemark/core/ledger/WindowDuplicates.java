package io.tidemark.core.ledger;

import io.tidemark.core.window.WindowKey;
import io.tidemark.core.window.WindowSpec;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The records seen by whole windows, in whatever order and by however many threads they are read: what an audit asks.
 * A window's records are known until {@link #forgetEnded} passes it. If one comes for it all the same, {@link #isReopened}
 * says so: its repeats were not found, and whoever needs them reads everything once more, {@link #afresh}, and forgets
 * nothing.
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
    private final Set<WindowKey> forgotten = ConcurrentHashMap.newKeySet();
    private volatile boolean isReopened;

    /** The records seen in one window. Get it from {@link #of} and keep it while records of the window come. */
    public static final class Seen {
        private IdSet ids = new IdSet();
        private boolean isForgotten;

        private Seen() {}

        private synchronized void forget() {
            ids = new IdSet();
            isForgotten = true;
        }
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
        Seen found = windows.computeIfAbsent(window, w -> new Seen());
        if (forgotten.contains(window)) {
            isReopened = true;
        }
        return found;
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
            if (window.isForgotten) {
                isReopened = true;
            }
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

    /**
     * Forgets the records of windows of which no more are expected.
     *
     * @param endpoint of the windows
     * @param variant of the windows
     * @param spec tells where windows end
     * @param endMs those that end then or before, in epoch milliseconds
     */
    public void forgetEnded(String endpoint, String variant, WindowSpec spec, long endMs) {
        windows.entrySet().removeIf(entry -> {
            WindowKey window = entry.getKey();
            boolean isEnded = spec.endOf(window.startMs()) <= endMs
                    && window.endpoint().equals(endpoint)
                    && window.variant().equals(variant);
            if (isEnded) {
                // Before it goes: whoever begins the window anew afterwards sees that it was forgotten.
                forgotten.add(window);
                entry.getValue().forget();
            }
            return isEnded;
        });
    }

    /** Returns whether a record came for a window that was forgotten. */
    public boolean isReopened() {
        return isReopened;
    }

    /** Returns of how many windows records are known. */
    public int windows() {
        return windows.size();
    }

    /** Returns an empty one that knows of a live run and of winners what this one does. */
    public WindowDuplicates afresh() {
        return new WindowDuplicates(following, winners);
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
