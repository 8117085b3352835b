package io.tidemark.core.ledger;

import java.util.Set;

/**
 * What a live run did not count, as its ledger and dead letters name it, so that an audit can leave out the same.
 * Immutable.
 */
public final class Following {
    /** Leaves nothing out. */
    public static final Following NOBODY = new Following(Set.of(), Set.of());

    private final Set<RecordIdentity.Key> leftOut;
    private final Set<Version> dropped;

    /**
     * A record with these contents.
     *
     * @param record who it is
     * @param contents CRC-32C of its bytes
     */
    public record Version(RecordIdentity.Key record, int contents) {}

    /**
     * @param leftOut records that came too late, or were refused for a reason of that moment
     * @param dropped duplicates whose contents differ from those that counted
     */
    public Following(Set<RecordIdentity.Key> leftOut, Set<Version> dropped) {
        this.leftOut = Set.copyOf(leftOut);
        this.dropped = Set.copyOf(dropped);
    }

    /** Returns how many records are left out, duplicates aside. */
    public int records() {
        return leftOut.size();
    }

    /** Returns whether it leaves out what another one does. */
    public boolean isLike(Following other) {
        return leftOut.equals(other.leftOut) && dropped.equals(other.dropped);
    }

    boolean leavesOut(RecordIdentity id) {
        return !leftOut.isEmpty() && leftOut.contains(id.key());
    }

    boolean isDropped(RecordIdentity id) {
        return !dropped.isEmpty() && dropped.contains(new Version(id.key(), id.contents()));
    }
}
