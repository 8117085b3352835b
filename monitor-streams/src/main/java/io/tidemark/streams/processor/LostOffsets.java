package io.tidemark.streams.processor;

import io.tidemark.core.window.OffsetRanges;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which captures Kafka deleted before this process read them. Kept by the process, not by a task: a task that is revived
 * finds the same ones again, and they count once. Thread-safe.
 */
public final class LostOffsets {
    private final Map<Integer, OffsetRanges> byPartition = new TreeMap<>();

    synchronized void add(int partition, OffsetRanges lost) {
        byPartition.computeIfAbsent(partition, p -> new OffsetRanges()).addAll(lost);
    }

    /** Returns how many there are. */
    public synchronized long count() {
        return byPartition.values().stream().mapToLong(OffsetRanges::count).sum();
    }
}
