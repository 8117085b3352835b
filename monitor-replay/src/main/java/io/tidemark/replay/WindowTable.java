package io.tidemark.replay;

import io.tidemark.core.profile.ProfileLayout;
import io.tidemark.core.profile.WindowProfile;
import io.tidemark.core.window.WindowKey;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The windows that all threads together have counted so far. Thread-safe; the profiles in it are its own. */
final class WindowTable {
    /** About what a numeric feature takes: a grid of 1,023 edges in 4-byte cells, and exact moments. */
    private static final long BYTES_PER_FEATURE = 4_608;

    private static final long BYTES_PER_THREAD = 64L << 20;
    private static final int FEWEST_WINDOWS = 4;

    private final ProfileLayout layout;
    private final TreeMap<WindowKey, WindowProfile> windows = new TreeMap<>();

    WindowTable(ProfileLayout layout) {
        this.layout = layout;
    }

    ProfileLayout layout() {
        return layout;
    }

    /** How many windows one thread may hold of its own: 64 MiB of them, but at least four. */
    int windowsPerThread() {
        long perWindow = BYTES_PER_FEATURE * Math.max(1, layout.featureCount());
        return (int) Math.max(FEWEST_WINDOWS, BYTES_PER_THREAD / perWindow);
    }

    /** Takes these windows over and adds them to what is there; the giver must not use the profiles again. */
    synchronized void takeOver(Map<WindowKey, WindowProfile> some) {
        some.forEach((window, profile) -> {
            WindowProfile known = windows.putIfAbsent(window, profile);
            if (known != null) {
                known.merge(profile);
            }
        });
    }

    /** Gives the windows out in order and forgets each. */
    synchronized void drain(BiConsumer<WindowKey, WindowProfile> to) {
        while (!windows.isEmpty()) {
            Map.Entry<WindowKey, WindowProfile> first = windows.pollFirstEntry();
            to.accept(first.getKey(), first.getValue());
        }
    }
}
