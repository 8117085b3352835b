package io.tidemark.replay;

import io.tidemark.core.profile.ProfileBlock;
import io.tidemark.core.profile.ProfileLayout;
import io.tidemark.core.profile.WindowProfile;
import io.tidemark.core.window.WindowKey;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The windows that all threads together have counted so far. Thread-safe; the profiles in it are its own.
 *
 * <p>Beyond {@link #windowsPerThread} windows the earliest are packed into their stored form, which takes a third to a
 * sixth of the memory and reads back as the same counts: files in order of time add nothing to those any more, and
 * files in another order cost reading and packing a window again.
 */
final class WindowTable {
    /** About what a numeric feature takes: a grid of 1,023 edges in 4-byte cells, exact moments, values that wait. */
    private static final long BYTES_PER_FEATURE = 6_656;

    private static final long BYTES_PER_THREAD = 64L << 20;
    private static final int FEWEST_WINDOWS = 4;

    private final ProfileLayout layout;
    private final int mostOpen;
    private final TreeMap<WindowKey, WindowProfile> open = new TreeMap<>();
    private final TreeMap<WindowKey, List<byte[]>> packed = new TreeMap<>();

    WindowTable(ProfileLayout layout) {
        this(layout, BYTES_PER_THREAD);
    }

    WindowTable(ProfileLayout layout, long bytesPerThread) {
        this.layout = layout;
        long perWindow = BYTES_PER_FEATURE * Math.max(1, layout.featureCount());
        this.mostOpen = (int) Math.max(FEWEST_WINDOWS, bytesPerThread / perWindow);
    }

    ProfileLayout layout() {
        return layout;
    }

    /** How many windows one thread may hold of its own: 64 MiB of them, but at least four. */
    int windowsPerThread() {
        return mostOpen;
    }

    /** Takes these windows over and adds them to what is there; the giver must not use the profiles again. */
    synchronized void takeOver(Map<WindowKey, WindowProfile> some) {
        some.forEach(this::takeOver);
        while (open.size() > mostOpen) {
            Map.Entry<WindowKey, WindowProfile> earliest = open.pollFirstEntry();
            packed.put(earliest.getKey(), pack(earliest.getValue()));
        }
    }

    private void takeOver(WindowKey window, WindowProfile profile) {
        List<byte[]> stored = packed.remove(window);
        if (stored != null) {
            profile.merge(unpack(stored));
        }
        WindowProfile known = open.putIfAbsent(window, profile);
        if (known != null) {
            known.merge(profile);
        }
    }

    /** Gives the windows out in order and forgets each. */
    synchronized void drain(BiConsumer<WindowKey, WindowProfile> to) {
        while (!open.isEmpty() || !packed.isEmpty()) {
            if (packed.isEmpty() || (!open.isEmpty() && open.firstKey().compareTo(packed.firstKey()) < 0)) {
                Map.Entry<WindowKey, WindowProfile> first = open.pollFirstEntry();
                to.accept(first.getKey(), first.getValue());
            } else {
                Map.Entry<WindowKey, List<byte[]>> first = packed.pollFirstEntry();
                to.accept(first.getKey(), unpack(first.getValue()));
            }
        }
    }

    private static List<byte[]> pack(WindowProfile profile) {
        return profile.blocks().stream().map(ProfileBlock::encode).toList();
    }

    private WindowProfile unpack(List<byte[]> blocks) {
        return WindowProfile.of(
                blocks.stream().map(block -> ProfileBlock.decode(block, layout)).toList());
    }
}
