package io.tidemark.core.ledger;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.window.OffsetRanges;
import io.tidemark.core.window.Watermark;
import java.util.ArrayList;
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
 * Offsets between two records that were read are gaps (transaction markers, aborted or compacted records) unless
 * {@link #lose} says that Kafka deleted them unread. Mutable; lives in a store, committed with the offsets it speaks
 * of.
 */
public final class PartitionAccount {
    /** Most repeats with other contents that are named; of more the newest are. */
    public static final int MOST_CONFLICTS = 100;

    private static final int VERSION = 3;
    private static final int VERSION_WITH_JUMPS = 2;
    private static final int VERSION_WITHOUT_DUPLICATES = 1;
    private static final int MOST_JUMPS = 256;
    private static final long NOTHING_READ = -1;

    private final Map<Fate, Long> records = new EnumMap<>(Fate.class);
    private final OffsetRanges duplicates = new OffsetRanges();
    private final List<Conflict> conflicts = new ArrayList<>();
    private long firstOffset = NOTHING_READ;
    private long nextOffset = NOTHING_READ;
    private long rows;
    private long duplicateRows;
    private long unchecked;
    private long lost;
    private long lookedUpFrom;
    private long floorMs = Watermark.NONE;

    /**
     * A repeat with other contents.
     *
     * @param offset where it lies
     * @param digest SHA-256 of its value, in hex
     */
    public record Conflict(long offset, String digest) {}

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
        }
        nextOffset = offset + 1;
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

    /** Takes offsets that were jumped over, and were deleted before they were read. */
    public void lose(OffsetRanges deleted) {
        lost += deleted.count();
    }

    /**
     * Returns the first offset whose record was looked up among those seen: 0, or where the release that began to look
     * for repeats took the account over.
     */
    public long lookedUpFrom() {
        return lookedUpFrom;
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

    /** Returns how many offsets hold no record and are not lost. */
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
        out.putVarint(lookedUpFrom);
        return out.toByteArray();
    }

    /** Reads what {@link #encode} wrote, and what the two releases before wrote. */
    public static PartitionAccount decode(byte[] bytes) {
        CanonicalInput in = new CanonicalInput(bytes);
        PartitionAccount account = new PartitionAccount();
        int version = bytes.length == 0 ? VERSION : bytes[0];
        if (version == VERSION_WITHOUT_DUPLICATES) {
            in.getByte();
            account.readFirstVersion(in);
        } else if (version == VERSION_WITH_JUMPS) {
            in.getByte();
            account.readFrom(in);
            skipJumps(in);
        } else {
            in.expectVersion(VERSION, "stored intake ledger");
            account.readFrom(in);
            account.lookedUpFrom = in.getVarint();
        }
        in.expectEnd();
        return account;
    }

    /** Jumps over offsets that waited for an answer: whether they were deleted unread cannot be found out later. */
    private static void skipJumps(CanonicalInput in) {
        for (long i = in.getCount(MOST_JUMPS); i > 0; i--) {
            in.getLong();
            in.getLong();
        }
    }

    private void readFirstVersion(CanonicalInput in) {
        firstOffset = in.getLong();
        nextOffset = in.getLong();
        records.put(Fate.PARSED, in.getVarint());
        rows = in.getVarint();
        records.put(Fate.DEAD_LETTERED, in.getVarint());
        records.put(Fate.CONTROL, in.getVarint());
        lookedUpFrom = Math.max(0, nextOffset);
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
    }
}
