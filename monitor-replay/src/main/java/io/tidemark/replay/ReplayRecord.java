package io.tidemark.replay;

/**
 * A captured line on its way into Kafka. Immutable, but shares its arrays: a copy of each of a million lines would
 * double what the buffer costs. Ordered by time, then by the order of reading.
 */
final class ReplayRecord implements Comparable<ReplayRecord>, ReorderBuffer.Held {
    /** About what the record and its place in the buffer take beside its bytes. */
    private static final int OVERHEAD_BYTES = 96;

    private final Place place;
    private final byte[] key;
    private final byte[] value;

    /**
     * Where a line stands.
     *
     * @param orderMs the event time by which it is ordered: its own if it is believed, else that of the record before
     *     it
     * @param position its position in the order of reading; decides between equal times
     * @param file where it comes from
     * @param line its line there
     */
    record Place(long orderMs, long position, CaptureFile file, long line) {
        @Override
        public String toString() {
            return file.at(line);
        }
    }

    /**
     * @param place where the line stands
     * @param key the join id, or {@code file:line} if there is none
     * @param value the line
     */
    ReplayRecord(Place place, byte[] key, byte[] value) {
        this.place = place;
        this.key = key;
        this.value = value;
    }

    Place place() {
        return place;
    }

    long orderMs() {
        return place.orderMs();
    }

    byte[] key() {
        return key;
    }

    byte[] value() {
        return value;
    }

    @Override
    public long heldBytes() {
        return OVERHEAD_BYTES + (long) key.length + value.length;
    }

    @Override
    public int compareTo(ReplayRecord other) {
        int byTime = Long.compare(place.orderMs(), other.place.orderMs());
        return byTime != 0 ? byTime : Long.compare(place.position(), other.place.position());
    }
}
