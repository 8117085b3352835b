package io.tidemark.core.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which windows a merge task holds open, by endpoint and start; rebuilt from the store's keys at each start. */
public final class OpenWindows {
    private final TreeMap<String, TreeSet<WindowKey>> byEndpoint = new TreeMap<>();

    /** Notes a window as open; again has no effect. */
    public void add(WindowKey window) {
        byEndpoint
                .computeIfAbsent(window.endpoint(), e -> new TreeSet<>(OpenWindows::byStart))
                .add(window);
    }

    /** Forgets every window. */
    public void clear() {
        byEndpoint.clear();
    }

    /** Returns the endpoints that have an open window now. */
    public List<String> endpoints() {
        return List.copyOf(byEndpoint.keySet());
    }

    /** Returns the open windows of an endpoint that start before a time: by start, then by variant. */
    public List<WindowKey> startingBefore(String endpoint, long endMs) {
        return byEndpoint.getOrDefault(endpoint, new TreeSet<>()).stream()
                .takeWhile(window -> window.startMs() < endMs)
                .toList();
    }

    /** Returns how many windows of an endpoint are open, those of each variant counted apart. */
    public int count(String endpoint) {
        TreeSet<WindowKey> open = byEndpoint.get(endpoint);
        return open == null ? 0 : open.size();
    }

    /** Returns the start of the newest open window of an endpoint that has one. */
    public long newestStart(String endpoint) {
        return Objects.requireNonNull(byEndpoint.get(endpoint), endpoint).last().startMs();
    }

    /** Removes and returns the windows of an endpoint that start before a time: by start, then by variant. */
    public List<WindowKey> takeStartingBefore(String endpoint, long endMs) {
        List<WindowKey> taken = new ArrayList<>();
        TreeSet<WindowKey> open = byEndpoint.getOrDefault(endpoint, new TreeSet<>());
        while (!open.isEmpty() && open.first().startMs() < endMs) {
            taken.add(open.pollFirst());
        }
        if (open.isEmpty()) {
            byEndpoint.remove(endpoint);
        }
        return taken;
    }

    private static int byStart(WindowKey a, WindowKey b) {
        return a.startMs() != b.startMs() ? Long.compare(a.startMs(), b.startMs()) : a.compareTo(b);
    }
}
