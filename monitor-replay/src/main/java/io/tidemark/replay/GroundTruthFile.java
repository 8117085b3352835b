package io.tidemark.replay;

import java.util.OptionalLong;

/**
 * One file of labels.
 *
 * @param stored where its lines are
 * @param displayName its path below the folder it was found in, with {@code /} on every system; its file name if it was
 *     named itself; behind the name of a zip file and {@code !/} its path in there
 * @param bytes its size on disk
 * @param arrival when its labels came, in milliseconds since 1970, as its path or the caller says; empty if neither does
 */
record GroundTruthFile(Stored stored, String displayName, long bytes, OptionalLong arrival) implements SourceFile {
    /** Whether it is a table: a header, then an id and a label in each line. */
    boolean isTable() {
        return GroundTruthLayout.isTableName(displayName);
    }
}
