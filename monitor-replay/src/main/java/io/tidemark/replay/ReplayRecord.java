package io.tidemark.replay;

/**
 * A captured line on its way into Kafka.
 *
 * @param orderMs the event time by which it is ordered: its own if it is believed, else that of the record before it
 * @param position its position in the order of reading; decides between equal times
 * @param key the join id, or {@code file:line} if there is none
 * @param value the line
 * @param file where it comes from
 * @param line its line there
 */
record ReplayRecord(long orderMs, long position, byte[] key, byte[] value, CaptureFile file, long line)
        implements Comparable<ReplayRecord> {
    /** About what the record and its place in the buffer take beside its bytes. */
    private static final int OVERHEAD_BYTES = 96;

    long heldBytes() {
        return OVERHEAD_BYTES + (long) key.length + value.length;
    }

    @Override
    public int compareTo(ReplayRecord other) {
        return orderMs != other.orderMs ? Long.compare(orderMs, other.orderMs) : Long.compare(position, other.position);
    }
}
