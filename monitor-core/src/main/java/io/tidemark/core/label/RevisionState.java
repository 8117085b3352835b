package io.tidemark.core.label;

import io.tidemark.core.canonical.CanonicalInput;
import io.tidemark.core.canonical.CanonicalOutput;

/**
 * Which revisions of a window there were.
 *
 * @param revisions how many
 * @param steps how many coverage steps were passed
 * @param isFinal whether the last one was final
 */
public record RevisionState(int revisions, int steps, boolean isFinal) {
    /** A window of which there was no revision yet. */
    public static final RevisionState NONE = new RevisionState(0, 0, false);

    private static final int MOST = Integer.MAX_VALUE;

    /** Writes the state. */
    public void writeTo(CanonicalOutput out) {
        out.putVarint(revisions).putVarint(steps).putByte(isFinal ? 1 : 0);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static RevisionState readFrom(CanonicalInput in) {
        return new RevisionState((int) in.getCount(MOST), (int) in.getCount(MOST), in.getByte() != 0);
    }
}
