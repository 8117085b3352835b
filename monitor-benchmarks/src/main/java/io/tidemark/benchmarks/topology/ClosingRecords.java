package io.tidemark.benchmarks.topology;

import java.util.HashMap;
import java.util.Map;

/**
 * When the record that closes a window was sent: the eighth after its end on the last of the partitions, because the
 * watermark of a partition is its eighth largest event time and the lowest of all partitions counts. Event times ascend
 * on every partition.
 */
final class ClosingRecords {
    private static final int RANK = 8;

    private final long windowMs;
    private final int partitions;
    private final Map<Stream, Progress> progress = new HashMap<>();
    private final Map<Window, Closing> closings = new HashMap<>();

    ClosingRecords(long windowMs, int partitions) {
        this.windowMs = windowMs;
        this.partitions = partitions;
    }

    /** A window of an endpoint. */
    record Window(String endpoint, long startMs) {}

    private record Stream(String endpoint, int partition) {}

    private static final class Progress {
        private long startMs;
        private int seen;
    }

    private static final class Closing {
        private long nanos;
        private int partitions;
    }

    /** Takes one record into account, at the time on the nano clock at which it was sent. */
    void sent(String endpoint, int partition, long eventTimeMs, long nanos) {
        Progress current = progress.computeIfAbsent(new Stream(endpoint, partition), s -> new Progress());
        long startMs = Math.floorDiv(eventTimeMs, windowMs) * windowMs;
        if (startMs != current.startMs) {
            current.startMs = startMs;
            current.seen = 0;
        }
        if (++current.seen == RANK) {
            Closing closing = closings.computeIfAbsent(new Window(endpoint, startMs - windowMs), w -> new Closing());
            closing.nanos = Math.max(closing.nanos, nanos);
            closing.partitions++;
        }
    }

    /** The windows that were closed by a record on every partition, with the time of the last of these records. */
    Map<Window, Long> times() {
        Map<Window, Long> times = new HashMap<>();
        closings.forEach((window, closing) -> {
            if (closing.partitions == partitions) {
                times.put(window, closing.nanos);
            }
        });
        return times;
    }
}
