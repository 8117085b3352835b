package io.tidemark.replay;

import io.tidemark.core.model.ModelLayout;
import io.tidemark.core.model.ModelProfile;
import io.tidemark.core.window.WindowKey;
import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tables of windows and segments that all threads together have counted so far. Thread-safe; the profiles in it are
 * its own. Beyond {@link #mostOpen} the earliest are packed into their stored form and read back when more comes.
 */
final class ModelTable {
    private static final long BYTES_PER_THREAD = 64L << 20;
    private static final int FEWEST = 4;

    /** What the tables of a window take beside those of an empty one: a few hundred scores. */
    private static final long BYTES_OF_ROWS = 16L << 10;

    private final ModelLayout layout;
    private final int mostOpen;
    private final TreeMap<Key, ModelProfile> open = new TreeMap<>();
    private final TreeMap<Key, byte[]> packed = new TreeMap<>();

    /**
     * Whose rows a profile counts.
     *
     * @param window the window
     * @param segment the segment's number, or -1 for all rows, which therefore stand first
     */
    record Key(WindowKey window, int segment) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::window).thenComparingInt(Key::segment);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    ModelTable(ModelLayout layout) {
        this(layout, BYTES_PER_THREAD);
    }

    ModelTable(ModelLayout layout, long bytesPerThread) {
        this.layout = layout;
        long perProfile = layout.emptyProfile().heapBytes() + BYTES_OF_ROWS;
        this.mostOpen = (int) Math.max(FEWEST, bytesPerThread / perProfile);
    }

    ModelLayout layout() {
        return layout;
    }

    /** How many profiles one thread may hold of its own, about 64 MiB of them. */
    int mostOpen() {
        return mostOpen;
    }

    /** Takes these profiles over and adds them to what is there; the giver must not use them again. */
    synchronized void takeOver(Map<Key, ModelProfile> some) {
        some.forEach(this::takeOver);
        while (open.size() > mostOpen) {
            Map.Entry<Key, ModelProfile> earliest = open.pollFirstEntry();
            packed.put(earliest.getKey(), earliest.getValue().encode());
        }
    }

    private void takeOver(Key key, ModelProfile profile) {
        byte[] stored = packed.remove(key);
        if (stored != null) {
            profile.merge(ModelProfile.decode(stored, layout));
        }
        ModelProfile known = open.putIfAbsent(key, profile);
        if (known != null) {
            known.merge(profile);
        }
    }

    /** Takes a profile. */
    @FunctionalInterface
    interface Taker {
        void accept(Key key, ModelProfile profile) throws IOException;
    }

    /** Gives the profiles out in order and forgets each. */
    synchronized void drain(Taker to) throws IOException {
        while (!open.isEmpty() || !packed.isEmpty()) {
            if (packed.isEmpty() || (!open.isEmpty() && open.firstKey().compareTo(packed.firstKey()) < 0)) {
                Map.Entry<Key, ModelProfile> first = open.pollFirstEntry();
                to.accept(first.getKey(), first.getValue());
            } else {
                Map.Entry<Key, byte[]> first = packed.pollFirstEntry();
                to.accept(first.getKey(), ModelProfile.decode(first.getValue(), layout));
            }
        }
    }
}
