package io.tidemark.core.ledger;

/**
 * A set of record identities in one array of longs, two for each: open addressing with linear probing, at most three
 * quarters full, so 21 to 43 bytes a record. An identity keeps the contents that came with it first.
 *
 * <p>Mutable; not thread-safe.
 */
public final class IdSet {
    private static final int FIRST_PLACES = 8;

    private long[] places = new long[2 * FIRST_PLACES];
    private int size;

    /** Adds a record unless its identity is there already; returns which. Never {@link Sighting#UNCHECKED}. */
    public Sighting add(RecordIdentity id) {
        return add(id.high(), id.low());
    }

    Sighting add(long high, long low) {
        long[] table = places;
        int mask = table.length - 1;
        int at = (int) (high << 1) & mask;
        while (table[at] != 0) {
            if (table[at] == high && RecordIdentity.isSameIdentity(table[at + 1], low)) {
                return table[at + 1] == low ? Sighting.REPEAT : Sighting.REPEAT_WITH_OTHER_CONTENTS;
            }
            at = (at + 2) & mask;
        }
        table[at] = high;
        table[at + 1] = low;
        size++;
        if (size > table.length / 8 * 3) {
            grow();
        }
        return Sighting.FIRST;
    }

    /**
     * Returns the contents that came first with an identity.
     *
     * @throws IllegalArgumentException if it is not in the set
     */
    int contentsOf(RecordIdentity id) {
        long[] table = places;
        int mask = table.length - 1;
        int at = (int) (id.high() << 1) & mask;
        while (table[at] != 0) {
            if (table[at] == id.high() && RecordIdentity.isSameIdentity(table[at + 1], id.low())) {
                return (int) table[at + 1];
            }
            at = (at + 2) & mask;
        }
        throw new IllegalArgumentException("identity " + id.key() + " was never added");
    }

    /** Returns how many identities it holds. */
    public int size() {
        return size;
    }

    /** Returns about how many bytes of heap it takes. */
    public long heapBytes() {
        return 40L + Long.BYTES * (long) places.length;
    }

    private void grow() {
        long[] old = places;
        places = new long[2 * old.length];
        int mask = places.length - 1;
        for (int i = 0; i < old.length; i += 2) {
            if (old[i] != 0) {
                int at = (int) (old[i] << 1) & mask;
                while (places[at] != 0) {
                    at = (at + 2) & mask;
                }
                places[at] = old[i];
                places[at + 1] = old[i + 1];
            }
        }
    }
}
