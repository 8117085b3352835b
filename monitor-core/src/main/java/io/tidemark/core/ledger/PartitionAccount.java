package io.tidemark.core.ledger;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.window.OffsetRanges;
import io.tidemark.core.window.Watermark;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The cumulative account of one input partition.
 *
 * <pre>
 *   read                     = parsed + duplicate + deadLettered + sampledOut + filtered + control
 *   nextOffset - firstOffset = read + lost + gaps
 * </pre>
 *
 * Offsets between two records that were read are gaps (transaction markers, aborted or compacted records) until
 * {@link #settle} finds that Kafka deleted them unread. Mutable; lives in a store, committed with the offsets it speaks
 * of.
 */
public final class PartitionAccount {
    /** Most repeats with other contents that are named; of more the newest are. */
    public static final int MOST_CONFLICTS = 100;

    /** Most jumps that wait for {@link #settle}; beyond that the smallest are gaps. */
    private static final int MOST_JUMPS = 256;

    private static final int VERSION = 2;
    private static final int VERSION_WITHOUT_DUPLICATES = 1;
    private static final long NOTHING_READ = -1;

    private final Map<Fate, Long> records = new EnumMap<>(Fate.class);
    private final OffsetRanges duplicates = new OffsetRanges();
    private final List<Conflict> conflicts = new ArrayList<>();
    private final List<Jump> jumps = new ArrayList<>();
    private long firstOffset = NOTHING_READ;
    private long nextOffset = NOTHING_READ;
    private long rows;
    private long duplicateRows;
    private long unchecked;
    private long lost;
    private long floorMs = Watermark.NONE;

    /**
     * A repeat with other contents.
     *
     * @param offset where it lies
     * @param digest SHA-256 of its value, in hex
     */
    public record Conflict(long offset, String digest) {}

    private record Jump(long from, long to) {
        long length() {
            return to - from;
        }
    }

    /**
     * Takes an offset as read.
     *
     * @throws InputChangedException if the offset is accounted for already
     */
    public void read(long offset) {
        if (firstOffset == NOTHING_READ) {
            firstOffset = offset;
        } else if (offset < nextOffset) {
            throw new InputChangedException("offset " + offset + " was read, but everything below " + nextOffset
                    + " is accounted for: the topic was made anew, or the offsets of the group were set back. Counting"
                    + " it would count records twice. Start under a new application id");
        } else if (offset > nextOffset) {
            addJump(new Jump(nextOffset, offset));
        }
        nextOffset = offset + 1;
    }

    private void addJump(Jump jump) {
        jumps.add(jump);
        if (jumps.size() > MOST_JUMPS) {
            jumps.remove(Collections.min(jumps, Comparator.comparingLong(Jump::length)));
        }
    }

    /** Takes what became of the offset read last. */
    public void add(Fate fate, long rowsOfRecord) {
        records.merge(fate, 1L, Long::sum);
        if (fate == Fate.PARSED) {
            rows += rowsOfRecord;
        } else if (fate == Fate.DUPLICATE) {
            duplicateRows += rowsOfRecord;
            duplicates.add(nextOffset - 1);
        }
    }

    /** Notes that the record read last could not be looked up among those seen. */
    public void unchecked() {
        unchecked++;
    }

    /** Notes that the record read last repeats another with other contents. */
    public void conflict(String digest) {
        conflicts.add(new Conflict(nextOffset - 1, digest));
        if (conflicts.size() > MOST_CONFLICTS) {
            conflicts.remove(0);
        }
    }

    /** Returns whether offsets were jumped over of which it is not known whether they were deleted. */
    public boolean isUnsettled() {
        return !jumps.isEmpty();
    }

    /**
     * Settles the jumps: what lies before the start of the log was deleted, the rest are gaps.
     *
     * @param logStart first offset that Kafka still holds
     * @return the ranges found lost now
     */
    public OffsetRanges settle(long logStart) {
        OffsetRanges found = new OffsetRanges();
        for (Jump jump : jumps) {
            long end = Math.min(jump.to(), logStart);
            if (end > jump.from()) {
                lost += end - jump.from();
                found.addRange(jump.from(), end - 1);
            }
        }
        jumps.clear();
        return found;
    }

    /** Returns the first offset read, or -1 before that. */
    public long firstOffset() {
        return firstOffset;
    }

    /** Returns the offset after the last record read, or -1 before the first. */
    public long nextOffset() {
        return nextOffset;
    }

    /** Returns the number of records with this fate. */
    public long count(Fate fate) {
        return records.getOrDefault(fate, 0L);
    }

    /** Returns the number of records read. */
    public long records() {
        long sum = 0;
        for (long count : records.values()) {
            sum += count;
        }
        return sum;
    }

    /** Returns the rows of the parsed records. */
    public long rows() {
        return rows;
    }

    /** Returns the rows of the duplicates. */
    public long duplicateRows() {
        return duplicateRows;
    }

    /** Returns where the duplicates lie. */
    public OffsetRanges duplicates() {
        return duplicates;
    }

    /** Returns the newest repeats with other contents, oldest first. */
    public List<Conflict> conflicts() {
        return List.copyOf(conflicts);
    }

    /** Returns how many parsed records could not be looked up among those seen. */
    public long uncheckedRecords() {
        return unchecked;
    }

    /** Returns how many offsets Kafka deleted unread. */
    public long lost() {
        return lost;
    }

    /** Returns how many offsets hold no record, jumps that are not settled included. */
    public long gaps() {
        return firstOffset == NOTHING_READ ? 0 : nextOffset - firstOffset - records() - lost;
    }

    /** Returns the event time below which no duplicates are looked for; see {@link Duplicates#floorMs}. */
    public long floorMs() {
        return floorMs;
    }

    /** Keeps the event time below which no duplicates are looked for. */
    public void setFloorMs(long newFloorMs) {
        floorMs = newFloorMs;
    }

    /** Writes the account behind a version byte. */
    public byte[] encode() {
        CanonicalOutput out = new CanonicalOutput(128);
        out.putByte(VERSION).putLong(firstOffset).putLong(nextOffset);
        for (Fate fate : Fate.values()) {
            out.putVarint(count(fate));
        }
        out.putVarint(rows)
                .putVarint(duplicateRows)
                .putVarint(unchecked)
                .putVarint(lost)
                .putLong(floorMs);
        duplicates.writeTo(out);
        out.putVarint(conflicts.size());
        conflicts.forEach(conflict -> out.putLong(conflict.offset()).putText(conflict.digest()));
        out.putVarint(jumps.size());
        jumps.forEach(jump -> out.putLong(jump.from()).putLong(jump.to()));
        return out.toByteArray();
    }

    /** Reads what {@link #encode} wrote, and what the release before duplicates were looked for wrote. */
    public static PartitionAccount decode(byte[] bytes) {
        CanonicalInput in = new CanonicalInput(bytes);
        PartitionAccount account = new PartitionAccount();
        if (bytes.length > 0 && bytes[0] == VERSION_WITHOUT_DUPLICATES) {
            in.getByte();
            account.readFirstVersion(in);
        } else {
            in.expectVersion(VERSION, "stored intake ledger");
            account.readFrom(in);
        }
        in.expectEnd();
        return account;
    }

    private void readFirstVersion(CanonicalInput in) {
        firstOffset = in.getLong();
        nextOffset = in.getLong();
        records.put(Fate.PARSED, in.getVarint());
        rows = in.getVarint();
        records.put(Fate.DEAD_LETTERED, in.getVarint());
        records.put(Fate.CONTROL, in.getVarint());
    }

    private void readFrom(CanonicalInput in) {
        firstOffset = in.getLong();
        nextOffset = in.getLong();
        for (Fate fate : Fate.values()) {
            records.put(fate, in.getVarint());
        }
        rows = in.getVarint();
        duplicateRows = in.getVarint();
        unchecked = in.getVarint();
        lost = in.getVarint();
        floorMs = in.getLong();
        duplicates.addAll(OffsetRanges.readFrom(in));
        for (long i = in.getCount(MOST_CONFLICTS); i > 0; i--) {
            conflicts.add(new Conflict(in.getLong(), in.getText()));
        }
        for (long i = in.getCount(MOST_JUMPS); i > 0; i--) {
            jumps.add(new Jump(in.getLong(), in.getLong()));
        }
    }
}
