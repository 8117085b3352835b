package io.tidemark.core.window;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.util.ArrayList;
import java.util.List;

/**
 * The statement that an intake task sends once a second, behind its deltas, to every merge partition. The newest one of
 * a partition replaces the one before.
 *
 * @param inputPartition the partition that the task reads
 * @param inputPartitions how many there are: no window closes before each of them has spoken
 * @param position offset of the next record to read
 * @param asOfMs the task's clock in epoch milliseconds
 * @param othersIdle whether endpoints that {@code marks} does not name are idle here
 * @param marks the endpoints seen on this partition
 */
public record Heartbeat(
        int inputPartition,
        int inputPartitions,
        long position,
        long asOfMs,
        boolean othersIdle,
        List<EndpointMark> marks) {
    private static final int VERSION = 1;

    public Heartbeat {
        if (inputPartition < 0 || inputPartition >= inputPartitions) {
            throw new IllegalArgumentException(
                    "inputPartition = " + inputPartition + " is not in [0, " + inputPartitions + ")");
        }
        marks = List.copyOf(marks);
    }

    /** Returns this heartbeat with other marks. */
    Heartbeat withMarks(List<EndpointMark> other) {
        return new Heartbeat(inputPartition, inputPartitions, position, asOfMs, othersIdle, other);
    }

    /** Writes the heartbeat behind a version byte. */
    public byte[] encode() {
        CanonicalOutput out = new CanonicalOutput();
        out.putByte(VERSION).putInt(inputPartition).putInt(inputPartitions).putLong(position);
        out.putLong(asOfMs).putByte(othersIdle ? 1 : 0).putVarint(marks.size());
        for (EndpointMark mark : marks) {
            out.putText(mark.endpoint()).putLong(mark.watermarkMs()).putByte(mark.idle() ? 1 : 0);
        }
        return out.toByteArray();
    }

    /** Reads what {@link #encode} wrote. */
    public static Heartbeat decode(byte[] bytes) {
        CanonicalInput in = new CanonicalInput(bytes);
        in.expectVersion(VERSION, "heartbeat");
        int partition = in.getInt();
        int partitions = in.getInt();
        long position = in.getLong();
        long asOfMs = in.getLong();
        boolean othersIdle = in.getByte() == 1;
        long count = in.getCount();
        List<EndpointMark> marks = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            marks.add(new EndpointMark(in.getText(), in.getLong(), in.getByte() == 1));
        }
        in.expectEnd();
        return new Heartbeat(partition, partitions, position, asOfMs, othersIdle, marks);
    }
}
