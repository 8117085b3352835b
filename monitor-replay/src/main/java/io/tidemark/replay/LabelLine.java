package io.tidemark.replay;

import java.util.Comparator;
import java.util.OptionalLong;

/**
 * A label on its way into Kafka. Shares its arrays. Ordered by time, those without one last, then by the order of reading.
 *
 * @param place where it stands
 * @param time when it came, in milliseconds since 1970; empty if nobody knows
 * @param key the join id, or {@code file:line} if it has none
 * @param value the label record
 * @param isRead whether it can be read as a label
 */
@SuppressWarnings("ArrayRecordComponent") // lives from the file to the producer and is never compared by content
record LabelLine(Place place, OptionalLong time, byte[] key, byte[] value, boolean isRead)
        implements Comparable<LabelLine>, ReorderBuffer.Held {
    /** About what the record and its place in the buffer take beside its bytes. */
    private static final int OVERHEAD_BYTES = 128;

    private static final Comparator<LabelLine> ORDER =
            Comparator.comparingLong(LabelLine::orderMs).thenComparingLong(line -> line.place.position);

    /**
     * Where a label stands.
     *
     * @param position its position in the order of reading
     * @param file where it comes from
     * @param line its line there
     */
    record Place(long position, GroundTruthFile file, long line) {
        @Override
        public String toString() {
            return file.at(line);
        }
    }

    /** The time by which it is ordered. */
    long orderMs() {
        return time.orElse(Long.MAX_VALUE);
    }

    @Override
    public long heldBytes() {
        return OVERHEAD_BYTES + (long) key.length + value.length;
    }

    @Override
    public int compareTo(LabelLine other) {
        return ORDER.compare(this, other);
    }
}
