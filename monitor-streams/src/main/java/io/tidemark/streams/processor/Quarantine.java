package io.tidemark.streams.processor;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Remembers which input records made processing fail, so that one that fails again and again is left out as a dead
 * letter and the others go on. Kept by the process, not by a task: tasks die with the failure. Thread-safe.
 */
public final class Quarantine {
    /** Failures after which a record is left out. */
    public static final int LIMIT = 3;

    private static final int MOST = 10_000;

    private final Map<Place, AtomicInteger> failures = new ConcurrentHashMap<>();

    private final AtomicInteger explained = new AtomicInteger();

    private record Place(int partition, long offset) {}

    /** Notes that processing a record failed; returns how often it has by now. */
    public int noteFailure(int partition, long offset) {
        if (failures.size() > MOST) {
            failures.clear();
        }
        int count = failures.computeIfAbsent(new Place(partition, offset), p -> new AtomicInteger())
                .incrementAndGet();
        if (count <= LIMIT) {
            explained.incrementAndGet();
        }
        return count;
    }

    /**
     * Returns, once for each noted failure, whether it was one of a record that will be left out if it goes on: such a
     * failure ends by itself.
     */
    public boolean takeExplained() {
        return explained.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
    }

    /** Returns whether a record failed too often to be tried again. */
    public boolean isBlocked(int partition, long offset) {
        if (failures.isEmpty()) {
            return false;
        }
        AtomicInteger count = failures.get(new Place(partition, offset));
        return count != null && count.get() >= LIMIT;
    }
}
