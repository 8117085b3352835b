package io.tidemark.streams.processor;

import io.tidemark.core.window.WindowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which windows a merge task holds open, by endpoint and start; rebuilt from the store's keys at each start. */
final class OpenWindows {
    private final TreeMap<String, TreeSet<WindowKey>> byEndpoint = new TreeMap<>();

    void add(WindowKey window) {
        byEndpoint
                .computeIfAbsent(window.endpoint(), e -> new TreeSet<>(OpenWindows::byStart))
                .add(window);
    }

    void clear() {
        byEndpoint.clear();
    }

    Set<String> endpoints() {
        return byEndpoint.keySet();
    }

    /** Removes and returns the windows of an endpoint that start before a time: by start, then by variant. */
    List<WindowKey> takeStartingBefore(String endpoint, long endMs) {
        List<WindowKey> taken = new ArrayList<>();
        TreeSet<WindowKey> open = byEndpoint.getOrDefault(endpoint, new TreeSet<>());
        while (!open.isEmpty() && open.first().startMs() < endMs) {
            taken.add(open.pollFirst());
        }
        return taken;
    }

    private static int byStart(WindowKey a, WindowKey b) {
        return a.startMs() != b.startMs() ? Long.compare(a.startMs(), b.startMs()) : a.compareTo(b);
    }
}
