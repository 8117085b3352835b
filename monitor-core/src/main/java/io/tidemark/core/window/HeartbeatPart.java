package io.tidemark.core.window;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import java.util.ArrayList;
import java.util.List;

/**
 * A heartbeat, or one of the parts of a long one: it names every endpoint of its partition, and a record must stay
 * small. The parts of a heartbeat follow each other and hold for nothing before the last one is there; see
 * {@link HeartbeatAssembly}.
 *
 * @param slice the heartbeat with the marks of this part
 * @param part number of this part, the first is 0
 * @param parts how many there are
 */
public record HeartbeatPart(Heartbeat slice, int part, int parts) {
    /** Most bytes of marks in a part: with what else is in a record, below the 512 KiB that every record keeps to. */
    static final int MOST_BYTES = 384 << 10;

    private static final byte VERSION_OF_PARTS = 2;

    /** More bytes than a mark has beside its name: length, watermark and idle note. */
    private static final int BESIDE_NAME = 16;

    /** Most bytes of a character in UTF-8. */
    private static final int BYTES_PER_CHAR = 3;

    public HeartbeatPart {
        if (part < 0 || part >= parts) {
            throw new IllegalArgumentException("part = " + part + " is not in [0, " + parts + ")");
        }
    }

    /** Returns the parts of a heartbeat in order; nearly always it is one. */
    public static List<HeartbeatPart> split(Heartbeat heartbeat) {
        List<List<EndpointMark>> slices = new ArrayList<>();
        List<EndpointMark> slice = new ArrayList<>();
        long bytes = 0;
        for (EndpointMark mark : heartbeat.marks()) {
            long more = BESIDE_NAME + (long) BYTES_PER_CHAR * mark.endpoint().length();
            if (bytes + more > MOST_BYTES && !slice.isEmpty()) {
                slices.add(slice);
                slice = new ArrayList<>();
                bytes = 0;
            }
            slice.add(mark);
            bytes += more;
        }
        slices.add(slice);
        List<HeartbeatPart> parts = new ArrayList<>();
        for (List<EndpointMark> marks : slices) {
            parts.add(new HeartbeatPart(heartbeat.withMarks(marks), parts.size(), slices.size()));
        }
        return parts;
    }

    /** Writes the part; one that is the whole heartbeat in the form that heartbeats had before there were parts. */
    public byte[] encode() {
        byte[] whole = slice.encode();
        return parts == 1
                ? whole
                : new CanonicalOutput(whole.length + 16)
                        .putByte(VERSION_OF_PARTS)
                        .putVarint(part)
                        .putVarint(parts)
                        .putBytes(whole)
                        .toByteArray();
    }

    /** Reads what {@link #encode} wrote, and heartbeats of earlier releases. */
    public static HeartbeatPart decode(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != VERSION_OF_PARTS) {
            return new HeartbeatPart(Heartbeat.decode(bytes), 0, 1);
        }
        CanonicalInput in = new CanonicalInput(bytes);
        in.getByte();
        int part = (int) in.getCount(Integer.MAX_VALUE);
        int parts = (int) in.getCount(Integer.MAX_VALUE);
        Heartbeat slice = Heartbeat.decode(in.getBytes());
        in.expectEnd();
        return new HeartbeatPart(slice, part, parts);
    }
}
